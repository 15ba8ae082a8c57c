/** What one login comes to from instant to instant: decided where it may change, and between where it has. */
import type { OpaError } from '../../protocol/engine.ts';
import type { MatrixOutcome } from '../../protocol/matrix.ts';
import type { Inventory } from '../account/inventory.ts';
import { withOpaVersion } from '../account/opaVersion.ts';
import { decideSessions } from '../matrix/decideSessions.ts';
import type { ReadPolicy } from '../matrix/evaluate.ts';
import { Interned } from '../matrix/interned.ts';
import { OutcomeReader } from '../matrix/outcomes.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import type { Stretch } from './calendar.ts';
import type { WeekInputs } from './weekInputs.ts';
import { ascending } from '../ascending.ts';

/** In so many steps a stretch is looked through: an hour comes down to a nanosecond in seven rounds. */
const STEPS = 64n;
const MOST_ROUNDS = 8;
/** Of changes that are looked for at once. */
const MOST_GAPS = 40;

export interface TimelineContext {
  readonly engine: Engine;
  readonly account: Inventory | undefined;
  readonly token: CancellationToken | undefined;
  /** So many instants are decided, of those that are to be decided as far as is known. */
  readonly onProgress: (done: number, all: number) => void;
}

/** From one change to the next the login comes to the same. */
export interface Run extends Stretch {
  /** Place in `outcomes`. */
  readonly outcome: number;
}

export interface Followed {
  readonly ok: true;
  readonly outcomes: readonly MatrixOutcome[];
  readonly runs: readonly Run[];
  /** A change is somewhere around the place where it is told. */
  readonly isInexact: boolean;
}

export type TimelineResult =
  | Followed
  /** The policy does not compile. */
  | { ok: false; errors: OpaError[] };

/**
 * @param instants where it may change; each is decided, and what is just before it. Where two neighbours come to
 * different things, the change between them is looked for: a clock of OPA's may be another than ours.
 * @param teams of the session
 * @throws {EngineError} where the engine gives no answer, or it is cancelled
 */
export async function followTime(
  policy: ReadPolicy,
  inputs: WeekInputs,
  teams: readonly string[],
  stretch: Stretch,
  instants: readonly bigint[],
  context: TimelineContext,
): Promise<TimelineResult> {
  const timeline = new Timeline(policy, inputs, teams, context);
  const within = instants.filter((at) => at > stretch.start && at < stretch.end);
  const wanted = [stretch.start, ...within.flatMap((at) => [at - 1n, at]), stretch.end - 1n];
  let errors = await timeline.decide(wanted);
  for (let round = 0; round < MOST_ROUNDS && !errors; round++) {
    const gaps = timeline.gaps();
    if (gaps.length === 0) break;
    errors = await timeline.decide(gaps.slice(0, MOST_GAPS).flatMap(stepsWithin));
  }
  if (errors) return { ok: false, errors };
  const isInexact = timeline.gaps().length > 0;
  return { ok: true, outcomes: timeline.outcomes, runs: timeline.runs(stretch.end), isInexact };
}

function stepsWithin({ start, end }: Stretch): bigint[] {
  const steps = Array.from({ length: Number(STEPS) - 1 }, (_, index) => BigInt(index + 1));
  return steps.map((step) => start + ((end - start) * step) / STEPS);
}

class Timeline {
  readonly #policy: ReadPolicy;
  readonly #inputs: WeekInputs;
  readonly #teams: readonly string[];
  readonly #context: TimelineContext;
  readonly #reader: OutcomeReader;
  readonly #interned = new Interned<MatrixOutcome>(JSON.stringify);
  /** By instant, ascending: the place of what it comes to. */
  #decided: (readonly [bigint, number])[] = [];

  constructor(policy: ReadPolicy, inputs: WeekInputs, teams: readonly string[], context: TimelineContext) {
    this.#policy = policy;
    this.#inputs = inputs;
    this.#teams = teams;
    this.#context = context;
    this.#reader = new OutcomeReader([policy.name], context.account);
  }

  get outcomes(): readonly MatrixOutcome[] {
    return this.#interned.items;
  }

  /** Undefined where all went well. */
  async decide(wanted: readonly bigint[]): Promise<OpaError[] | undefined> {
    const known = new Map(this.#decided);
    const instants = [...new Set(wanted)].filter((at) => !known.has(at)).sort(ascending);
    const { engine, account, token, onProgress } = this.#context;
    const parts = instants.map((at) => this.#inputs.part(at));
    let done = known.size;
    const answers = await decideSessions(
      withOpaVersion(this.#policy.source, account),
      { parts, finish: this.#inputs.finish },
      engine,
      token,
      (count) => {
        done += count;
        onProgress(done, known.size + instants.length);
      },
    );
    if (!answers.ok) return answers.errors;
    const outcomes = answers.results.map((result) => this.#reader.read([result], this.#teams));
    for (const [index, at] of instants.entries()) {
      const outcome = outcomes[answers.of[index] ?? -1];
      if (outcome) known.set(at, this.#interned.placeOf(outcome));
    }
    this.#decided = [...known].sort(([a], [b]) => ascending(a, b));
    return undefined;
  }

  /** Between decided neighbours that come to different things. */
  gaps(): Stretch[] {
    return this.#decided.flatMap(([start, outcome], index) => {
      const [end, next] = this.#decided[index + 1] ?? [start, outcome];
      const isKnown = ![outcome, next].some((place) => this.outcomes[place]?.level === 'undecided');
      return isKnown && outcome !== next && end - start > 1n ? [{ start, end }] : [];
    });
  }

  runs(end: bigint): Run[] {
    const starts = this.#decided.filter(([, outcome], index) => this.#decided[index - 1]?.[1] !== outcome);
    return starts.map(([start, outcome], index) => ({ start, end: starts[index + 1]?.[0] ?? end, outcome }));
  }
}
