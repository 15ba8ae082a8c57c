/** One policy, as the engine decides it. */
import type {
  ClauseTrace,
  DecideAnswer,
  DecideRequest,
  Evaluator,
  OpaError,
  Outcome,
  PolicySource,
} from '../../protocol/engine.ts';
import { EngineError, type CancellationToken, type Engine } from '../ports.ts';
import { tellConflict } from './conflicts.ts';

/**
 * OPA takes about ten times as long in WebAssembly as on a server, and Spacelift's limit for a login is 5 s there (user
 * documentation, policy page): what takes longer than this here may be within the limit there, and is not waited for.
 */
const DECISION_LIMIT_MS = 20_000;
/** The decision is made once more, and then followed. */
export const EXPLANATION_LIMIT_MS = 20_000;

const TOO_LONG: OpaError = {
  code: 'eval_cancel_error',
  message:
    `the policy came to no decision within ${DECISION_LIMIT_MS / 1000} seconds. Spacelift gives a login 5 seconds, ` +
    'and its servers run OPA about ten times as fast as it runs here: whether that is enough there is not known',
};

/** How much is asked of the engine at a time, in milliseconds. */
export interface Slice {
  /** After so long no further input is begun. */
  readonly sliceMs: number;
  /** For each input. */
  readonly limitMs: number;
}

type Limits = Pick<DecideRequest, 'timeLimitMs' | 'totalLimitMs' | 'sliceMs'>;

export class PolicyJudge {
  readonly #engine: Engine;
  readonly #policy: PolicySource;
  readonly #token: CancellationToken | undefined;

  constructor(engine: Engine, policy: PolicySource, token: CancellationToken | undefined) {
    this.#engine = engine;
    this.#policy = policy;
    this.#token = token;
  }

  /**
   * What takes too long is an outcome, in words for a person. `refused`: the evaluator that was asked for can't decide.
   * @throws {EngineError} where there is no answer
   */
  async decideOne(
    input: string,
    evaluator: Evaluator,
  ): Promise<{ evaluator: 'interpreter' | 'compiled'; outcome: Outcome } | { refused: string }> {
    const answer = await this.#decide([input], evaluator, { timeLimitMs: DECISION_LIMIT_MS }).catch(forgiveTimeLimit);
    if ('refused' in answer) return answer;
    const [outcome] = answer.outcomes;
    const isTooLong = outcome === undefined || isCutShort(outcome);
    return {
      evaluator: answer.evaluator,
      outcome: isTooLong ? { kind: 'failed', errors: [TOO_LONG] } : inPlainWords(outcome),
    };
  }

  /**
   * What each input comes to, in their order; undefined where there was no time for it.
   * @throws {EngineError} where there is no answer, or the evaluator can't decide
   */
  async decideWithin(limitMs: number, inputs: string[], evaluator: Evaluator): Promise<(Outcome | undefined)[]> {
    if (inputs.length === 0) return [];
    const limits = { timeLimitMs: limitMs, totalLimitMs: limitMs };
    const answer = await this.#decide(inputs, evaluator, limits).catch(forgiveTimeLimit);
    if ('refused' in answer) throw new EngineError('badRequest', answer.refused);
    return inputs.map((_, index) => {
      const outcome = answer.outcomes[index];
      return outcome === undefined || isCutShort(outcome) ? undefined : inPlainWords(outcome);
    });
  }

  /**
   * What the first inputs come to, as many as a slice of time is enough for; undefined where one takes too long. None:
   * the engine had to be ended over one of them, or others did not wait any longer.
   * @param evaluator `compiled`: where that is possible
   * @throws {EngineError} where there is no answer
   */
  async decideSlice(
    inputs: string[],
    { sliceMs, limitMs }: Slice,
    evaluator: 'auto' | 'compiled',
  ): Promise<(Outcome | undefined)[]> {
    const limits = { timeLimitMs: limitMs, sliceMs };
    let answer = await this.#decide(inputs, evaluator, limits).catch(forgiveSlowness);
    if ('refused' in answer) answer = await this.#decide(inputs, 'auto', limits).catch(forgiveSlowness);
    if ('refused' in answer) throw new EngineError('badRequest', answer.refused);
    return answer.outcomes.map((outcome) => (isCutShort(outcome) ? undefined : inPlainWords(outcome)));
  }

  /** Undefined where there was no time for it. */
  async trace(input: string): Promise<ClauseTrace[] | undefined> {
    const policy = this.#policy;
    const request = { op: 'evaluate', policy, input, explain: true, timeLimitMs: EXPLANATION_LIMIT_MS } as const;
    return (await this.#engine.ask(request, this.#token)).trace;
  }

  #decide(inputs: string[], evaluator: Evaluator, limits: Limits): Promise<DecideAnswer> {
    return this.#engine.ask({ op: 'decide', policy: this.#policy, inputs, evaluator, ...limits }, this.#token);
  }
}

/** A compiled policy that does not come to its end takes the worker with it, and all the answers it had. */
function forgiveTimeLimit(error: unknown): DecideAnswer {
  if (error instanceof EngineError && error.kind === 'timeLimit') return { evaluator: 'compiled', outcomes: [] };
  throw error;
}

/** Nobody else is to wait for it: it can be asked again, for less at a time. */
function forgiveSlowness(error: unknown): DecideAnswer {
  if (error instanceof EngineError && error.kind === 'gaveWay') return { evaluator: 'compiled', outcomes: [] };
  return forgiveTimeLimit(error);
}

function isCutShort(outcome: Outcome): boolean {
  return outcome.kind === 'failed' && outcome.errors.some(({ code }) => code === 'eval_cancel_error');
}

function inPlainWords(outcome: Outcome): Outcome {
  return outcome.kind === 'failed' ? { ...outcome, errors: outcome.errors.map(tellConflict) } : outcome;
}
