/** What one policy comes to for many sessions: in batches, so that it can be followed and given up. */
import type { OpaError, Outcome, PolicySource } from '../../protocol/engine.ts';
import { EngineError, type CancellationToken, type Engine } from '../ports.ts';
import { PolicyJudge, type Slice } from '../simulation/policyJudge.ts';
import { Interned } from './interned.ts';
import type { Inputs } from './writeInputs.ts';

/** An input with all spaces of an account may have hundreds of kilobytes. */
const BATCH_CHARACTERS = 8_000_000;

/** How sessions are asked about: after each slice of time it is told how far it is, and others may ask the engine. */
export interface Pace extends Slice {
  /** At most so many inputs are handed over at once. */
  readonly batch: number;
}

const USUAL: Pace = { batch: 1_000, sliceMs: 250, limitMs: 20_000 };

/** So many single inputs may take too long; after that it is the policy, and the rest is left. */
const MOST_GIVEN_UP = 3;

type Asked = Pick<Inputs, 'parts' | 'finish'>;

/** What has been decided of some inputs, by their parts and in their order; undefined where one took too long. */
export type OnDecided = (count: number, parts: readonly string[], outcomes: readonly (Outcome | undefined)[]) => void;

export type PolicyAnswers =
  | {
      ok: true;
      /** Each once: thousands of inputs come to a few. */
      results: readonly (Outcome | undefined)[];
      /** Of each of the inputs' parts, its place in `results`; that of undefined where there was no time. */
      of: Int32Array;
    }
  /** The policy does not compile. */
  | { ok: false; errors: OpaError[] };

/**
 * A policy may take its time as long as single inputs do not.
 * @param onDone after each slice
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function decideSessions(
  policy: PolicySource,
  { parts, finish }: Asked,
  engine: Engine,
  token: CancellationToken | undefined,
  onDone: OnDecided,
  pace: Pace = USUAL,
): Promise<PolicyAnswers> {
  const slices = new Slices(new PolicyJudge(engine, policy, token), { parts, finish }, pace);
  const results = new Interned<Outcome | undefined>((outcome) =>
    outcome === undefined ? '' : JSON.stringify(outcome),
  );
  const places = new Int32Array(parts.length).fill(results.placeOf(undefined));
  while (!slices.isOver) {
    if (token?.isCancellationRequested === true) throw new EngineError('cancelled', 'nobody waits for the matrix');
    const { from, outcomes } = await slices.next();
    const broken = outcomes.find(isBroken);
    if (broken) return { ok: false, errors: broken.errors };
    const decided = outcomes.map((outcome) => results.placeOf(outcome));
    places.set(decided, from);
    const shared = decided.map((place) => results.items[place]);
    onDone(decided.length, parts.slice(from, from + decided.length), shared);
  }
  return { ok: true, results: results.items, of: places };
}

/** Asks on from where the last slice has come to. */
class Slices {
  readonly #judge: PolicyJudge;
  readonly #asked: Asked;
  readonly #pace: Pace;
  #next = 0;
  #givenUp = 0;
  /** A slice came to nothing: one by one up to here, until the one is found that takes so long. */
  #aloneUntil = 0;

  constructor(judge: PolicyJudge, asked: Asked, pace: Pace) {
    this.#judge = judge;
    this.#asked = asked;
    this.#pace = pace;
  }

  /** All are decided, or too many given up. */
  get isOver(): boolean {
    return this.#next >= this.#asked.parts.length || this.#givenUp >= MOST_GIVEN_UP;
  }

  /** From that place on; none where they have to be asked again. */
  async next(): Promise<{ from: number; outcomes: readonly (Outcome | undefined)[] }> {
    const from = this.#next;
    const isAlone = from < this.#aloneUntil;
    const batch = takeBatch(this.#asked, from, isAlone ? 1 : this.#pace.batch);
    const answers = await this.#judge.decideSlice(batch, this.#pace, isAlone ? 'compiled' : 'auto');
    if (answers.length === 0 && batch.length > 1) {
      this.#aloneUntil = from + batch.length;
      return { from, outcomes: [] };
    }
    const outcomes = answers.length === 0 ? [undefined] : answers;
    this.#next += outcomes.length;
    if (outcomes.includes(undefined)) {
      this.#givenUp++;
      this.#aloneUntil = 0;
    }
    return { from, outcomes };
  }
}

function takeBatch({ parts, finish }: Asked, start: number, size: number): string[] {
  const batch: string[] = [];
  let characters = 0;
  for (let at = start; at < parts.length && batch.length < size && characters < BATCH_CHARACTERS; at++) {
    const input = finish(parts[at] ?? '');
    characters += input.length;
    batch.push(input);
  }
  return batch;
}

/** What is wrong with the policy itself, and not with what it makes of one input. */
function isBroken(outcome: Outcome | undefined): outcome is Extract<Outcome, { kind: 'failed' }> {
  return outcome?.kind === 'failed' && !outcome.errors.every(({ code }) => code.startsWith('eval_'));
}
