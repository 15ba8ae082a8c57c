/** Asks OPA why a session of each change comes to something else. */
import type { DifferenceCause, DifferenceRow } from '../../protocol/matrix.ts';
import { withOpaVersion } from '../account/opaVersion.ts';
import type { EvaluationContext, ReadPolicy } from '../matrix/evaluate.ts';
import type { Person, Place } from '../matrix/sessions.ts';
import type { CancellationToken } from '../ports.ts';
import { explainTrace } from '../simulation/explain.ts';
import { printInput } from '../simulation/loginInput.ts';
import { PolicyJudge } from '../simulation/policyJudge.ts';
import { trimInput } from '../simulation/variants.ts';
import { findCauses, type Explained } from './causes.ts';

/** A person reads no more, and each takes a policy some milliseconds. */
const MOST_EXPLAINED = 40;

export interface Sides {
  readonly before: readonly ReadPolicy[];
  readonly after: readonly ReadPolicy[];
}

/**
 * The first rows with their causes, the others as they are.
 * @param sessionOf a row: one of its sessions
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function explainRows(
  rows: readonly DifferenceRow[],
  sessionOf: (row: DifferenceRow) => { person: Person; place: Place } | undefined,
  { before, after }: Sides,
  context: EvaluationContext,
  token: CancellationToken | undefined,
): Promise<DifferenceRow[]> {
  const explained: DifferenceRow[] = [];
  for (const [index, row] of rows.entries()) {
    const session = index < MOST_EXPLAINED ? sessionOf(row) : undefined;
    const causes = session && (await explainOne(row, session, { before, after }, context, token));
    explained.push({ ...row, ...(causes && { causes }) });
  }
  return explained;
}

async function explainOne(
  row: DifferenceRow,
  session: { person: Person; place: Place },
  { before, after }: Sides,
  context: EvaluationContext,
  token: CancellationToken | undefined,
): Promise<DifferenceCause[] | undefined> {
  const old = await traceAll(before, session, context, token);
  const young = await traceAll(after, session, context, token);
  return old && young && findCauses(old, young, row);
}

/** Undefined where there was no time. */
async function traceAll(
  policies: readonly ReadPolicy[],
  { person, place }: { person: Person; place: Place },
  { engine, account }: EvaluationContext,
  token: CancellationToken | undefined,
): Promise<Explained[] | undefined> {
  const all: Explained[] = [];
  for (const { name, source, model } of policies) {
    const { session } = person.input;
    const whole = { ...person.input, request: place, session: { ...session, creator_ip: place.remote_ip } };
    const input = printInput(trimInput(whole, model));
    const trace = await new PolicyJudge(engine, withOpaVersion(source, account), token).trace(input);
    if (trace === undefined) return undefined;
    all.push({ name, model, clauses: explainTrace(trace, model, input) });
  }
  return all;
}
