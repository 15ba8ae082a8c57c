/** Keys that policies can't tell apart are decided once, however many an account has. */
import type { Inventory } from '../account/inventory.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import { isReadOtherwise } from '../simulation/alternatives/otherReads.ts';
import { TEXT_TESTS } from '../simulation/alternatives/texts.ts';
import { reachesInput } from '../simulation/reach.ts';
import { buildSession } from '../simulation/session.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { Meaning } from '../syntax/values/meanings.ts';
import type { Value } from '../syntax/values/value.ts';

/** Sessions with the same text are decided alike; undefined: not known to be like another. */
export type Classify = (session: SessionRequest) => string | undefined;

/** Texts that do not move what a beginning or an end is compared with. */
const PLAIN: ReadonlySet<string> = new Set(['lower', 'upper', 'trim_space']);
const WITHIN = { prefix: 'startsWith', suffix: 'endsWith', part: 'includes' } as const;

/** By what is known of the key but its login, and by which beginnings, parts and ends its login has. */
export function classifyKeys(models: readonly PolicyModel[], account: Inventory | undefined, now: bigint): Classify {
  if (!models.every(tellsByConstants)) return () => undefined;
  const meanings = models.flatMap((model) => model.meanings()).filter(({ domain }) => domain === 'login');
  const named = new Set(meanings.filter(({ use }) => !(use in WITHIN)).map(({ value }) => normalize(String(value))));
  return (request) => {
    const { login, teams, member, admin, machine } = buildSession(request, account, now).input.session;
    if (named.has(normalize(login))) return undefined;
    return JSON.stringify([teams, member, admin, machine, meanings.flatMap((meaning) => testWithin(meaning, login))]);
  };
}

function normalize(login: string): string {
  return login.trim().toLowerCase();
}

function testWithin({ use, value }: Meaning, login: string): number[] {
  if (use !== 'prefix' && use !== 'suffix' && use !== 'part') return [];
  const test = WITHIN[use];
  const forms = [login, login.toLowerCase(), login.toUpperCase(), login.trim()];
  return forms.map((form) => Number(form[test](String(value))));
}

/** Of a login nothing but constants matters, and nothing of it is in what the policy gives. */
function tellsByConstants(model: PolicyModel): boolean {
  if (!reachesInput(model, 'session.login')) return !reachesInput(model, 'session.name');
  if (reachesInput(model, 'session.name') || isReadOtherwise(model, 'session.login', TEXT_TESTS)) return false;
  const isPlain = model
    .meanings()
    .every(
      ({ domain, condition }) =>
        domain !== 'login' || condition?.subject.kind !== 'result' || PLAIN.has(condition.subject.call.name),
    );
  return isPlain && !model.clauses.some((clause) => givesLogin(clause, model));
}

function givesLogin({ head }: PolicyModel['clauses'][number], model: PolicyModel): boolean {
  const terms = [head.key, head.value, ...head.path.map(({ term }) => term)].filter((term) => term !== undefined);
  return terms.some((term) => model.values.valuesOf(term).some(isOfLogin));
}

function isOfLogin(value: Value): boolean {
  if (value.kind === 'result') return !/^(?:time|net)\./.test(value.call.name);
  return (
    value.kind === 'input' &&
    (['session', 'login'] as const).every((step, depth) => (value.path[depth] ?? step) === step)
  );
}
