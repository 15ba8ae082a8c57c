/** Spacelift's own simulation of a policy, laid beside the decision that was made here. */
import type { ResultDocument } from '../../protocol/engine.ts';
import type { Decision, Verification } from '../../protocol/simulation.ts';
import { levelOf, reduceResult, type FiredRules } from './decision.ts';

/** The fields, in the order in which they are told. */
const FIELDS = [
  'access_level',
  'roles',
  'teams',
  'space_admin',
  'space_write',
  'space_read',
  'flag',
  'sample',
] as const satisfies (keyof Decision)[];

/** These give nobody access: an answer may lack them. */
const IDLE: ReadonlySet<keyof Decision> = new Set(['flag', 'sample']);

/** What a policy's own result has, and a reduced decision has not. */
const RULES = ['allow', 'admin', 'deny', 'deny_admin'] as const;

type Answer = ResultDocument & Record<string, unknown>;

/**
 * Compares field by field. Sets are compared without order; what is null in the answer is empty; what it does not have is
 * not compared.
 * @param answer of `policySimulate`: JSON as text, the reduced decision (spacelift-io/flows-app-spacelift) or, as far as
 * anybody knows, the policy's own result. That one is taken to have every rule, as Spacelift prepends a default or an
 * empty set of each (assumed for login policies: published for approval policies): one that is absent is not answered.
 * @param sessionTeams those of the input that both were given
 */
export function compareWithAnswer(
  here: Decision,
  answer: string,
  sessionTeams: readonly string[],
): Omit<Verification, 'notes'> {
  const there = readAnswer(answer, sessionTeams);
  const unanswered = FIELDS.filter((field) => there[field] === undefined);
  if (unanswered.length === FIELDS.length) return { verdict: 'unreadable', differences: [], unanswered };
  const differences = FIELDS.filter((field) => there[field] !== undefined && !areEqual(here[field], there[field])).map(
    (field) => ({ field, here: here[field], there: there[field] }),
  );
  if (differences.length > 0) return { verdict: 'different', differences, unanswered };
  return { verdict: unanswered.every((field) => IDLE.has(field)) ? 'same' : 'partly', differences, unanswered };
}

function readAnswer(text: string, sessionTeams: readonly string[]): Partial<Decision> {
  const answer = withoutNulls(parseJson(text));
  const isResult = !('access_level' in answer) && RULES.some((rule) => rule in answer);
  return isResult ? readResult(answer, sessionTeams) : readDecision(answer);
}

function readDecision(answer: Answer): Partial<Decision> {
  const { decision } = reduceResult({ ...answer, team: answer['teams'] }, []);
  return pick(decision, readLevel(answer['access_level']), (field) => field in answer);
}

function readResult(answer: Answer, sessionTeams: readonly string[]): Partial<Decision> {
  const { decision } = reduceResult(answer, sessionTeams);
  return pick(decision, levelOfResult(answer), (field) => (field === 'teams' ? 'team' : field) in answer);
}

function pick(
  decision: Decision,
  level: Decision['access_level'] | undefined,
  isAnswered: (field: keyof Decision) => boolean,
): Partial<Decision> {
  const answered = FIELDS.filter((field) => field !== 'access_level' && isAnswered(field));
  return {
    ...Object.fromEntries(answered.map((field) => [field, decision[field]])),
    ...(level !== undefined && { access_level: level }),
  };
}

/** The one level that is possible, whatever the rules that are absent come to; undefined where there are several. */
function levelOfResult(answer: Answer): Decision['access_level'] | undefined {
  let possible: FiredRules[] = [{ deny: false, admin: false, denyAdmin: false, allow: false }];
  for (const rule of RULES) {
    const value = answer[rule];
    const name = rule === 'deny_admin' ? 'denyAdmin' : rule;
    const values = typeof value === 'boolean' ? [value] : [false, true];
    possible = possible.flatMap((fired) => values.map((one) => ({ ...fired, [name]: one })));
  }
  const levels = new Set(possible.map(levelOf));
  const [level] = levels;
  return levels.size === 1 ? level : undefined;
}

function readLevel(value: unknown): Decision['access_level'] | undefined {
  return (['deny', 'allow', 'admin'] as const).find((level) => level === value);
}

/** Go's empty lists and maps are null in JSON: the field is there, and holds nothing. */
function withoutNulls(value: unknown): Answer {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, field ?? undefined]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of decisions: texts, booleans, sorted lists, and maps to these. */
function areEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(sortDeep(one)) === JSON.stringify(sortDeep(other));
}

function sortDeep(value: unknown): unknown {
  if (Array.isArray(value)) return [...(value as unknown[])].sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, field]) => [name, sortDeep(field)]);
}
