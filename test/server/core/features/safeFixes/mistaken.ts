/** Generated login policies with the mistakes that have a safe fix, beside all ways to make `roles`. */
import type { PolicySource, RegoVersion } from '../../../../../server/src/protocol/engine.ts';
import { Choices } from '../../../../differential/generated/choices.ts';
import type { Pool } from '../../../../differential/generated/pools.ts';

/** @param numbers decide everything; none: the simplest policy */
export function writeMistaken(numbers: readonly number[]): PolicySource {
  const choices = new Choices(numbers);
  const engine = choices.pick(['v1', 'v0'] as const);
  const write = (pool: Pool<Writer>): string[] => choices.pick(pool)({ choices, engine });
  const parts = [
    ...write(DECISIONS),
    ...choices.list(0, 2, () => write(GRANTS)).flat(),
    ...choices.list(0, 2, () => write(DEPRECATED)).flat(),
    ...choices.list(0, 2, () => write(DECISIONS)).flat(),
    ...(choices.oneIn(3) ? write(REST) : []),
  ];
  return { text: `${['package spacelift', HELPERS[engine], ...parts].join('\n\n')}\n`, engine };
}

interface Writing {
  readonly choices: Choices;
  readonly engine: RegoVersion;
}

type Writer = (writing: Writing) => string[];

const HELPERS = {
  v1: 'is_staff if "Staff" in input.session.teams',
  v0: 'import future.keywords.in\n\nis_staff { "Staff" in input.session.teams }',
};

const PLAIN: Pool<string> = ['input.session.member', 'input.session.login == "ada"', 'is_staff'];

/** Conditions with a mistake, `not` of one, or a plain one. */
const CONDITIONS: Pool<string> = [
  ...PLAIN,
  'time.weekday(input.request.timestamp_ns) == "monday"',
  'time.weekday(input.request.timestamp_ns) != "Satuday"',
  'time.weekday(input.request.timestamp_ns) in {"saturday", "Sunday"}',
  'input.request.timestamp_ns > 1790000000',
  'input.request.timestamp_ns < 1790000000000',
  'input.request.timestamp_ns >= time.parse_rfc3339_ns("2026-11-16 00:00:00Z")',
  'input.request.timestamp_ns - 1794787200000000000 > 604800000000000',
  'input.request.timestamp_ns - 1794787200000000000 < 86400000000000',
  'input.request.timestamp_ns % 86400000000000 < 21600000000000',
  'input.request.timestamp_ns / 1000000000 > 1790000000',
  'time.clock([input.request.timestamp_ns, "Europe/Berlim"])[0] >= 9',
  'net.cidr_contains("10.0.0.5/16", input.request.remote_ip)',
  'net.cidr_contains("10.0.0.1", input.request.remote_ip)',
  'net.cidr_contains(input.request.remote_ip, "10.0.0.0/16")',
  'input.request.remote_ip == "10.0.0.0/16"',
  'net.cidr_contains(input.request.remote_ip, input.request.remote_ip)',
  'endswith(input.session.login, "example.com")',
  'contains(input.session.login, "@example.com")',
  'regex.match("^ada@example.com", input.session.login)',
  'startswith(input.session.login, "ada")',
];

function clause({ choices, engine }: Writing, head: string, before: readonly string[] = []): string {
  const one = (): string => `${choices.oneIn(4) ? 'not ' : ''}${choices.pick(CONDITIONS)}`;
  const lines = [...before, ...choices.list(1, 2, one)];
  return `${head}${engine === 'v1' ? ' if' : ''} {\n\t${lines.join('\n\t')}\n}`;
}

const decide = (writing: Writing, pool: Pool<string>): string[] => [clause(writing, writing.choices.pick(pool))];

const DECISIONS: Pool<Writer> = [
  (writing) => decide(writing, ['allow', 'admin', 'deny', 'deny_admin']),
  (writing) => {
    const twice = clause(writing, 'allow');
    return [twice, twice];
  },
  (writing) => [clause(writing, 'is_odd'), clause(writing, 'allow', ['not is_odd'])],
];

const someSpace = 'space := input.spaces[_].id';

/** All ways to make `roles`, the wrong ones too. */
const GRANTS: Pool<Writer> = [
  (w) => [clause(w, w.engine === 'v1' ? 'roles["legacy"] contains "deployer"' : 'roles["legacy"]["deployer"]')],
  (w) => [clause(w, 'roles[space]["deployer"]', [someSpace])],
  (w) => [clause(w, 'roles.root.deployer')],
  (w) => [clause(w, `roles[space] ${w.engine === 'v1' ? ':=' : '='} {"space-reader"}`, [someSpace])],
  (w) => [clause(w, 'roles["legacy"] := {"space-reader": true}')],
  (w) => [clause(w, 'roles := {"root": ["space-reader"]}')],
  (w) => (w.engine === 'v1' ? [clause(w, 'roles[space] contains "deployer"', [someSpace])] : []),
  () => ['roles["root"]["space-reader"] := true'],
];

const DEPRECATED: Pool<Writer> = [grantOld('"legacy"'), grantOld('"root"'), grantOld('space', [someSpace]), fact];

function grantOld(space: string, before: readonly string[] = []): Writer {
  return (writing) => [clause(writing, oldHead(writing, space), before)];
}

function fact(writing: Writing): string[] {
  return [oldHead(writing, '"legacy"')];
}

function oldHead({ choices, engine }: Writing, space: string): string {
  const name = choices.pick(['space_write', 'space_read', 'space_admin']);
  return engine === 'v1' ? `${name} contains ${space}` : `${name}[${space}]`;
}

/** What asks the others, what is in the way, and what else has a fix. */
const REST: Pool<Writer> = [
  () => ['default allow := false'],
  (w) => [clause(w, 'allow', ['roles.legacy'])],
  (w) => [clause(w, 'deny', ['count(space_write) > 0'])],
  (w) => [clause(w, oldHead(w, '"root"'), ['count(roles) == 0'])],
  (w) => [clause(w, 'allow', ['roles := input.roles', 'count(roles) >= 0'])],
  () => ['default deny := true'],
  (w) => ['# spacelift: ignore SL024 nothing is wrong here', clause(w, 'is_unused')],
];
