/** Which clauses fire in which sessions, told for all of them by the compiled policies. */
import type { EvaluationContext, ReadPolicy } from '../matrix/evaluate.ts';
import type { Sessions } from '../matrix/sessions.ts';
import type { CancellationToken } from '../ports.ts';
import { isMarkable, markClauses } from '../simulated/markClauses.ts';
import { decideMarked, type DecidedMarks } from '../simulated/simulateSessions.ts';
import type { Clause, PolicyModel } from '../syntax/model.ts';

/** A clause of one of several policies. */
export interface FiredClause {
  /** Its policy's place, and where it begins in the text. */
  readonly id: string;
  readonly rule: string;
  /** What it gives, as far as that is written in its head; empty for `true`. */
  readonly value: string;
  /** Which one of the rule's clauses it is, is not known: one of them has an `else`. */
  readonly isUnknown?: true;
}

/** Rules that are true or not. */
export const BOOLEANS = ['deny', 'admin', 'deny_admin', 'allow'] as const;

/** Of each session, person by person, of each place by place; undefined where it is not known. */
export type FiredOf = (session: number) => readonly FiredClause[] | undefined;

/** Of what Spacelift reads to decide. */
const DECIDING: readonly string[] = [...BOOLEANS, 'roles', 'space_admin', 'space_write', 'space_read', 'team'];

/**
 * Those with a body of the rules that Spacelift reads: what has none fires always. Undefined where it can't be told of
 * some of them.
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function findFired(
  policies: readonly ReadPolicy[],
  sessions: Sessions,
  context: EvaluationContext,
  token: CancellationToken | undefined,
): Promise<FiredOf | undefined> {
  const columns: Column[] = [];
  for (const [place, { model, source }] of policies.entries()) {
    const deciding = model.clauses.filter(({ rule, body }) => DECIDING.includes(rule.name) && body !== undefined);
    const open = new Set(deciding.filter((clause) => !isMarkable(clause)).map(({ rule }) => rule.name));
    const openRules = BOOLEANS.filter((rule) => open.has(rule));
    if (openRules.length < open.size) return undefined;
    const marked = markClauses(model, source.engine, deciding);
    const decided = await decideMarked(marked, sessions, { model, source, ...context }, token);
    if (!decided) return undefined;
    columns.push(readColumn(decided, place, model, openRules));
  }
  return joinColumns(columns);
}

/** What one policy has come to: of each session, the place of what fires; undefined where it is not known. */
interface Column {
  readonly fired: readonly (readonly FiredClause[] | undefined)[];
  readonly of: Int32Array;
}

/** `openRules`: of whose clauses not all are marked. */
function readColumn(
  { results, of }: DecidedMarks,
  place: number,
  model: PolicyModel,
  openRules: readonly (typeof BOOLEANS)[number][],
): Column {
  const fired = results.map(({ outcome, held }) => {
    if (outcome?.kind !== 'decided') return undefined;
    const unknown = openRules.filter((rule) => outcome.result[rule] === true);
    return [
      ...held.map(({ clause }) => nameClause(clause, place, model)),
      ...unknown.map((rule): FiredClause => ({ id: `${place}:${rule}`, rule, value: '', isUnknown: true })),
    ];
  });
  return { fired, of };
}

/** Sessions with the same get the very same list. */
function joinColumns(columns: readonly Column[]): FiredOf {
  const known = new Map<string, readonly FiredClause[] | undefined>();
  return (session) => {
    const places = columns.map(({ of }) => of[session] ?? -1);
    const key = places.join();
    if (!known.has(key)) {
      const all = columns.map(({ fired }, index) => fired[places[index] ?? -1]);
      known.set(key, all.includes(undefined) ? undefined : all.flatMap((fired) => fired ?? []));
    }
    return known.get(key);
  };
}

function nameClause({ from, rule, head: { value } }: Clause, place: number, { text }: PolicyModel): FiredClause {
  const isTrue = value === undefined || (value.kind === 'boolean' && value.value);
  return { id: idOf(place, from), rule: rule.name, value: isTrue ? '' : text.slice(value.from, value.to) };
}

/** Of the policy in that place, of the clause that begins there. */
export function idOf(policy: number, from: number): string {
  return `${policy}:${from}`;
}
