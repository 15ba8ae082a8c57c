/** What one login comes to from instant to instant: decided where it may change, and between where it has. */
import type { OpaError, Outcome } from '../../protocol/engine.ts';
import type { MatrixOutcome } from '../../protocol/matrix.ts';
import type { Inventory } from '../account/inventory.ts';
import { withOpaVersion } from '../account/opaVersion.ts';
import { decideSessions, type PolicyAnswers } from '../matrix/decideSessions.ts';
import type { ReadPolicy } from '../matrix/evaluate.ts';
import { Interned } from '../matrix/interned.ts';
import { OutcomeReader } from '../matrix/outcomes.ts';
import type { Inputs } from '../matrix/writeInputs.ts';
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

/** A policy, and what it is asked. */
export interface AskedPolicy {
  readonly policy: ReadPolicy;
  readonly inputs: WeekInputs;
  /** It does not read the time: any instant stands for all. */
  readonly isTimeless: boolean;
}

/** The policy of that name does not compile. */
export interface BrokenPolicy {
  readonly ok: false;
  readonly name: string;
  /** OPA's, at least one. */
  readonly errors: OpaError[];
}

export type TimelineResult = Followed | BrokenPolicy;

/**
 * @param policies taken together (`core/access/combine.ts`)
 * @param instants where it may change; each is decided, and what is just before it. Where two neighbours come to
 * different things, the change between them is looked for: a clock of OPA's may be another than ours.
 * @param teams of the session
 * @throws {EngineError} where the engine gives no answer, or it is cancelled
 */
export async function followTime(
  policies: readonly AskedPolicy[],
  teams: readonly string[],
  stretch: Stretch,
  instants: readonly bigint[],
  context: TimelineContext,
): Promise<TimelineResult> {
  const timeline = new Timeline(policies, teams, context);
  const within = instants.filter((at) => at > stretch.start && at < stretch.end);
  const wanted = [stretch.start, ...within.flatMap((at) => [at - 1n, at]), stretch.end - 1n];
  let broken = await timeline.decide(wanted);
  for (let round = 0; round < MOST_ROUNDS && !broken; round++) {
    const gaps = timeline.gaps();
    if (gaps.length === 0) break;
    broken = await timeline.decide(gaps.slice(0, MOST_GAPS).flatMap(stepsWithin));
  }
  if (broken) return broken;
  const isInexact = timeline.gaps().length > 0;
  return { ok: true, outcomes: timeline.outcomes, runs: timeline.runs(stretch.end), isInexact };
}

function stepsWithin({ start, end }: Stretch): bigint[] {
  const steps = Array.from({ length: Number(STEPS) - 1 }, (_, index) => BigInt(index + 1));
  return steps.map((step) => start + ((end - start) * step) / STEPS);
}

class Timeline {
  readonly #policies: readonly AskedPolicy[];
  readonly #teams: readonly string[];
  readonly #context: TimelineContext;
  readonly #reader: OutcomeReader;
  readonly #interned = new Interned<MatrixOutcome>(JSON.stringify);
  /** By instant, ascending: the place of what it comes to. */
  #decided: (readonly [bigint, number])[] = [];
  /** Of all policies together. */
  #inputsDone = 0;

  constructor(policies: readonly AskedPolicy[], teams: readonly string[], context: TimelineContext) {
    this.#policies = policies;
    this.#teams = teams;
    this.#context = context;
    this.#reader = new OutcomeReader(
      policies.map(({ policy }) => policy.name),
      context.account,
    );
  }

  get outcomes(): readonly MatrixOutcome[] {
    return this.#interned.items;
  }

  /** Undefined where all went well. */
  async decide(wanted: readonly bigint[]): Promise<BrokenPolicy | undefined> {
    const known = new Map(this.#decided);
    const instants = [...new Set(wanted)].filter((at) => !known.has(at)).sort(ascending);
    const asked = this.#policies.map((policy) => ({ ...policy, parts: partsAt(policy, instants) }));
    const all = asked.reduce((sum, { parts }) => sum + parts.length, this.#inputsDone);
    const columns: Column[] = [];
    for (const { policy, inputs, parts, isTimeless } of asked) {
      const answers = await this.#decideOne(policy, { parts, finish: inputs.finish }, all);
      if (!answers.ok) return { ...answers, name: policy.name };
      columns.push((instant) => answers.results[answers.of[isTimeless ? 0 : instant] ?? -1]);
    }
    for (const [index, at] of instants.entries()) {
      const answers = columns.map((column) => column(index));
      known.set(at, this.#interned.placeOf(this.#reader.read(answers, this.#teams)));
    }
    this.#decided = [...known].sort(([a], [b]) => ascending(a, b));
    return undefined;
  }

  #decideOne({ source }: ReadPolicy, inputs: Pick<Inputs, 'parts' | 'finish'>, all: number): Promise<PolicyAnswers> {
    const { engine, account, token, onProgress } = this.#context;
    return decideSessions(withOpaVersion(source, account), inputs, engine, token, (count) => {
      this.#inputsDone += count;
      onProgress(this.#inputsDone, all);
    });
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

/** What a policy has come to, by the place of the instant; undefined where there was no time. */
type Column = (instant: number) => Outcome | undefined;

function partsAt({ inputs, isTimeless }: AskedPolicy, instants: readonly bigint[]): string[] {
  return (isTimeless ? instants.slice(0, 1) : instants).map((at) => inputs.part(at));
}
