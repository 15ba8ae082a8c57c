/** Why a login comes to what it does, once from each change to the next. */
import type { MatrixOutcome } from '../../protocol/matrix.ts';
import type { WeekReason } from '../../protocol/week.ts';
import type { Inventory } from '../account/inventory.ts';
import { withOpaVersion } from '../account/opaVersion.ts';
import { Interned } from '../matrix/interned.ts';
import type { CancellationToken, Clock, Engine } from '../ports.ts';
import { explainTrace } from '../simulation/explain.ts';
import { PolicyJudge } from '../simulation/policyJudge.ts';
import { tellReason, tellWithoutPolicy, withoutClauses, type TracedPolicy } from './reasons.ts';
import type { AskedPolicy, Run } from './timeline.ts';

/** A person looks at no more, and each takes a policy some milliseconds. */
const MOST_EXPLAINED = 60;
/** For all of them together, in nanoseconds: nothing else waits for them. */
const LIMIT = 5_000_000_000n;

export interface ExplainContext {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly account: Inventory | undefined;
  readonly token: CancellationToken | undefined;
  readonly onProgress: (done: number, all: number) => void;
}

export interface ExplainedRun extends Run {
  /** Place in the reasons. */
  readonly reason: number;
}

/**
 * Each by its first instant: what happens later in a run comes to the same, if by another clause.
 * @throws {EngineError} where the engine gives no answer, or it is cancelled
 */
export async function explainRuns(
  runs: readonly Run[],
  outcomes: readonly MatrixOutcome[],
  policies: readonly AskedPolicy[],
  context: ExplainContext,
): Promise<{ runs: ExplainedRun[]; reasons: readonly WeekReason[] }> {
  const { clock, onProgress } = context;
  const tracers = policies.map((policy) => new Tracer(policy, context));
  const reasons = new Interned<WeekReason>(JSON.stringify);
  const explained: ExplainedRun[] = [];
  const begun = clock.now();
  const explain = async (outcome: MatrixOutcome, { start }: Run): Promise<WeekReason> => {
    if (explained.length >= MOST_EXPLAINED) return withoutClauses('why is not known: there are too many changes');
    if (clock.now() - begun > LIMIT) return withoutClauses(TOO_LONG);
    const traced: TracedPolicy[] = [];
    for (const tracer of tracers) {
      const one = await tracer.trace(start);
      if (one === undefined) return withoutClauses(TOO_LONG);
      traced.push(one);
    }
    return tellReason(outcome, traced);
  };
  for (const run of runs) {
    const outcome = outcomes[run.outcome];
    if (!outcome) continue;
    const reason = tellWithoutPolicy(outcome) ?? (await explain(outcome, run));
    explained.push({ ...run, reason: reasons.placeOf(reason) });
    onProgress(explained.length, runs.length);
  }
  return { runs: explained, reasons: reasons.items };
}

const TOO_LONG = 'why is not known: following every rule takes too long';

class Tracer {
  readonly #asked: AskedPolicy;
  readonly #judge: PolicyJudge;

  constructor(asked: AskedPolicy, { engine, account, token }: ExplainContext) {
    this.#asked = asked;
    this.#judge = new PolicyJudge(engine, withOpaVersion(asked.policy.source, account), token);
  }

  /** Undefined where there was no time. */
  async trace(instant: bigint): Promise<TracedPolicy | undefined> {
    const { policy, inputs } = this.#asked;
    const { name, model } = policy;
    const input = inputs.finish(inputs.part(instant));
    const trace = await this.#judge.trace(input);
    return trace && { name, model, clauses: explainTrace(trace, model, input) };
  }
}
