/** The `decide` operation: many inputs through one policy, compiled where that is certain to decide as OPA does. */
import type {
  DecideAnswer,
  DecideRequest,
  DoorRequest,
  EngineAnswers,
  EngineFailure,
  EngineReply,
  OpaError,
  Outcome,
  PolicySource,
  ResultDocument,
} from '../protocol/engine.ts';
import { loadCompiledPolicy, type CompiledPolicy } from './compiledPolicy.ts';
import type { Door } from './door.ts';
import { toNormalForm } from './normalForm.ts';
import { RecentlyUsed } from './recentlyUsed.ts';
import type { Signals } from './signals.ts';

/** From so many inputs of one policy on, compiling it has paid for itself. */
const BREAK_EVEN = 64;
/** Or once the interpreter has spent so much time on it, in milliseconds. */
const BREAK_EVEN_MS = 200;
/** Each holds about two megabytes: the text in an editor as it is and with its clauses marked, and before an edit. */
const KEPT_POLICIES = 4;
const KEPT_BUILTIN_ANSWERS = 20_000;

/** What `auto` knows about one policy. */
interface Candidate {
  /** How many inputs the interpreter has decided. */
  interpreted: number;
  /** How long that has taken, in milliseconds. */
  interpretedMs: number;
  /** Missing as long as it has not been tried. */
  attempt?: Attempt;
}

type Attempt = { policy: CompiledPolicy } | { refused: string } | { errors: OpaError[] };

/** The door's refusal, on its way to becoming the answer. */
class Failure extends Error {
  readonly failure: EngineFailure;
  constructor(failure: EngineFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Decides; remembers the policies it has compiled. */
export class Decider {
  readonly #door: Door;
  readonly #signals: Signals;
  readonly #timeLimitMs: number;
  readonly #candidates = new RecentlyUsed<Candidate>(KEPT_POLICIES);
  readonly #builtinAnswers = new RecentlyUsed<string | undefined>(KEPT_BUILTIN_ANSWERS);

  /** @param timeLimitMs for steps without a limit of their own */
  constructor(door: Door, signals: Signals, timeLimitMs: number) {
    this.#door = door;
    this.#signals = signals;
    this.#timeLimitMs = timeLimitMs;
  }

  /** @throws what the door throws, when the engine has come to its end */
  decide(request: DecideRequest): EngineReply<DecideAnswer> {
    try {
      return { ok: true, answer: this.#answer(request) };
    } catch (error) {
      if (error instanceof Failure) return { ok: false, failure: error.failure };
      throw error;
    }
  }

  #answer(request: DecideRequest): DecideAnswer {
    const { policy, inputs, evaluator, timeLimitMs, totalLimitMs = Infinity, sliceMs = Infinity } = request;
    const end = performance.now() + totalLimitMs;
    const candidate = this.#candidates.get(JSON.stringify(policy), () => ({ interpreted: 0, interpretedMs: 0 }));
    const isWorthIt = candidate.interpreted + inputs.length >= BREAK_EVEN || candidate.interpretedMs >= BREAK_EVEN_MS;
    if (evaluator === 'compiled' || (evaluator === 'auto' && isWorthIt)) {
      candidate.attempt ??= this.#compile(policy);
    }
    const begun = performance.now();
    const times = { end, sliceEnd: begun + sliceMs };
    const interpret = (input: string) =>
      this.#interpret(policy, input, Math.min(timeLimitMs, Math.max(end - performance.now(), 0)));
    const attempt = evaluator === 'interpreter' ? undefined : candidate.attempt;
    if (attempt === undefined || ('refused' in attempt && evaluator === 'auto')) {
      const outcomes = this.#each(inputs, times, interpret);
      candidate.interpreted += outcomes.length;
      candidate.interpretedMs += performance.now() - begun;
      return { evaluator: 'interpreter', outcomes };
    }
    if ('refused' in attempt) return attempt;
    if ('errors' in attempt) {
      return { evaluator: 'compiled', outcomes: inputs.map(() => ({ kind: 'failed', errors: attempt.errors })) };
    }
    const decideOne = (input: string) => this.#runCompiled(attempt.policy, input, timeLimitMs) ?? interpret(input);
    return { evaluator: 'compiled', outcomes: this.#each(inputs, times, decideOne) };
  }

  /** Stops early once nobody waits for the answer. Instants are by `performance.now()`. */
  #each(
    inputs: string[],
    { end, sliceEnd }: { end: number; sliceEnd: number },
    decideOne: (input: string) => Outcome,
  ): Outcome[] {
    const outcomes: Outcome[] = [];
    for (const input of inputs) {
      const now = performance.now();
      if (this.#signals.isCancelled || now >= end || (now >= sliceEnd && outcomes.length > 0)) break;
      outcomes.push(decideOne(input));
    }
    return outcomes;
  }

  /** Undefined where only the interpreter can say what went wrong. */
  #runCompiled(policy: CompiledPolicy, input: string, timeLimitMs: number): Outcome | undefined {
    this.#signals.extend(timeLimitMs);
    const result = policy.decide(input);
    return result && decided(result);
  }

  #interpret(policy: PolicySource, input: string, timeLimitMs: number): Outcome {
    // The interpreter keeps the limit itself; the worker's is for what it can't stop: the parser and the compiler.
    this.#signals.extend(timeLimitMs + this.#timeLimitMs);
    const { outcome } = this.#ask({ op: 'evaluate', policy, input, explain: false, timeLimitMs });
    return outcome.kind === 'decided' ? decided(outcome.result) : outcome;
  }

  #compile(policy: PolicySource): Attempt {
    this.#signals.extend(this.#timeLimitMs);
    const answer = this.#ask({ op: 'compile', policy });
    if (!('wasm' in answer)) return answer;
    return { policy: loadCompiledPolicy(answer.wasm, answer.delegated, (name, args) => this.#callBuiltin(name, args)) };
  }

  #callBuiltin(name: string, args: string): string | undefined {
    return this.#builtinAnswers.get(`${name}${args}`, () => this.#ask({ op: 'builtin', name, args }).result);
  }

  #ask<R extends DoorRequest>(request: R): EngineAnswers[R['op']] {
    const reply = JSON.parse(this.#door.ask(JSON.stringify(request))) as EngineReply<EngineAnswers[R['op']]>;
    if (!reply.ok) throw new Failure(reply.failure);
    return reply.answer;
  }
}

function decided(result: ResultDocument): Outcome {
  return { kind: 'decided', result: toNormalForm(result) as ResultDocument };
}
