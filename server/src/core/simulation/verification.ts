/** Spacelift's own simulation of a policy, laid beside the decision that was made here. */
import type { ResultDocument } from '../../protocol/engine.ts';
import type { Decision, Verification } from '../../protocol/simulation.ts';
import { reduceResult } from './decision.ts';

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

/** What a policy's own result has, and a reduced decision has not. */
const RULES = ['allow', 'admin', 'deny', 'deny_admin'] as const;

/**
 * Compares field by field. Sets are compared without order; what is null in the answer is empty.
 * @param answer of `policySimulate`: JSON as text, the reduced decision (spacelift-io/flows-app-spacelift) or, as far as
 * anybody knows, the policy's own result
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
  return { verdict: differences.length === 0 ? 'same' : 'different', differences, unanswered };
}

function readAnswer(text: string, sessionTeams: readonly string[]): Partial<Decision> {
  const answer = withoutNulls(parseJson(text));
  if (RULES.some((rule) => rule in answer)) return reduceResult(answer, sessionTeams).decision;
  const level = readLevel(answer['access_level']);
  const { decision } = reduceResult({ ...answer, team: answer['teams'] }, []);
  const answered = FIELDS.filter((field) => field !== 'access_level' && field in answer);
  return {
    ...Object.fromEntries(answered.map((field) => [field, decision[field]])),
    ...(level !== undefined && { access_level: level }),
  };
}

function readLevel(value: unknown): Decision['access_level'] | undefined {
  return (['deny', 'allow', 'admin'] as const).find((level) => level === value);
}

/** Go's empty lists and maps are null in JSON: the field is there, and holds nothing. */
function withoutNulls(value: unknown): ResultDocument & Record<string, unknown> {
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
