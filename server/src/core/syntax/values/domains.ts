/** What values of the input, and of built-ins that are asked about them, stand for. */
import { byName } from '../../byName.ts';
import type { Values } from './values.ts';
import { REWRITES } from './builtins.ts';
import type { Step, Value } from './value.ts';

/**
 * What a value is the name or measure of. `login`: of a person or an API key; `loginPart`: cut out of one. `role`: a slug. `roleName`, `roleUlid`:
 * what a policy can't grant by. `space`: an id. `address`: of a client; `network`: one, or an address. `instant`:
 * nanoseconds since 1970; `instantText`: one as text. `hour`, `minute` and `second` are those of a clock.
 */
export type Domain =
  | 'login'
  | 'loginPart'
  | 'personName'
  | 'idpSubject'
  | 'team'
  | 'account'
  | 'stack'
  | 'flag'
  | 'role'
  | 'roleName'
  | 'roleUlid'
  | 'space'
  | 'spaceName'
  | 'label'
  | 'address'
  | 'network'
  | 'instant'
  | 'instantText'
  | 'weekday'
  | 'hour'
  | 'minute'
  | 'second'
  | 'year'
  | 'month'
  | 'day'
  | 'zone';

/** By path below the input, `*` for any step (domain facts: the LOGIN input). */
const INPUT_DOMAINS: Readonly<Record<string, Domain>> = byName({
  'request.remote_ip': 'address',
  'request.timestamp_ns': 'instant',
  'session.account_name': 'account',
  'session.creator_ip': 'address',
  'session.idp_subject': 'idpSubject',
  'session.login': 'login',
  'session.name': 'personName',
  'session.stack_id': 'stack',
  'session.teams.*': 'team',
  'roles.*.id': 'role',
  'roles.*.name': 'roleName',
  'roles.*.slug': 'role',
  'roles.*.ulid': 'roleUlid',
  'spaces.*.id': 'space',
  'spaces.*.labels.*': 'label',
  'spaces.*.name': 'spaceName',
});

/** By built-in, and the path below its result. */
const RESULT_DOMAINS: Readonly<Record<string, Domain>> = byName({
  'time.add_date': 'instant',
  'time.clock 0': 'hour',
  'time.clock 1': 'minute',
  'time.clock 2': 'second',
  'time.date 0': 'year',
  'time.date 1': 'month',
  'time.date 2': 'day',
  'time.parse_ns': 'instant',
  'time.parse_rfc3339_ns': 'instant',
  'time.weekday': 'weekday',
});

/** Built-ins that give parts of a string. */
const CUTS: ReadonlySet<string> = new Set(['split', 'substring', 'trim_prefix', 'trim_suffix']);

/** What a value stands for; undefined for constants and whatever has no name. */
export function domainOf(value: Value, values: Values): Domain | undefined {
  if (value.kind === 'input') return INPUT_DOMAINS[toPattern(value.path)];
  if (value.kind !== 'result') return undefined;
  const { call, path } = value;
  const domain = RESULT_DOMAINS[[call.name, ...path].join(' ')];
  const [arg] = call.args;
  if (domain || !arg) return domain;
  if (REWRITES.has(call.name)) return path.length === 0 ? domainOfAny(values.valuesOf(arg), values) : undefined;
  return CUTS.has(call.name) && domainOfAny(values.valuesOf(arg), values) === 'login' ? 'loginPart' : undefined;
}

/** The domain of the first value that has one. */
export function domainOfAny(list: readonly Value[], values: Values): Domain | undefined {
  for (const value of list) {
    const domain = domainOf(value, values);
    if (domain) return domain;
  }
  return undefined;
}

/** Lists have numbers and variables as steps, everything else in the input has names. */
function toPattern(path: readonly Step[]): string {
  return path.map((step) => (typeof step === 'string' ? step : '*')).join('.');
}
