/** What one login comes to at every hour of a week: decided, not read from the policy's text. */
import { Temporal } from 'temporal-polyfill';
import type { MatrixOutcome } from '../../protocol/matrix.ts';
import type { WeekDay, WeekHour, WeekPart, WeekReason, WeekReport, WeekRequest } from '../../protocol/week.ts';
import type { Inventory } from '../account/inventory.ts';
import type { ReadPolicy } from '../matrix/evaluate.ts';
import { BYPASS, orderOutcomes } from '../matrix/outcomes.ts';
import { clockOf } from '../matrix/words/stretches.ts';
import { describeOutcome } from '../matrix/words/shownMatrix.ts';
import type { CancellationToken, Clock, Engine } from '../ports.ts';
import { bypasses } from '../simulation/judgement.ts';
import { readLogin, type Login } from '../simulation/login.ts';
import { reachesInput } from '../simulation/reach.ts';
import { describeKeyState } from '../simulation/standing.ts';
import { listClockChanges, readWeek, type CalendarHour, type CalendarWeek } from './calendar.ts';
import { explainRuns, type ExplainedRun } from './explainRuns.ts';
import { assignLetters } from './letters.ts';
import { listLimits } from './limits.ts';
import { describeAssumed, describeClockChanges, summarizeRuns } from './summary.ts';
import { followTime, type AskedPolicy, type BrokenPolicy, type Followed as Timeline } from './timeline.ts';
import { writeWeekInputs } from './weekInputs.ts';

export interface WeekContext {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly account: Inventory | undefined;
}

export type WeekResult = { ok: true; week: WeekReport } | BrokenPolicy;

/** How far it is, in percent, and in words. */
export type OnWeekProgress = (percent: number, message: string) => void;

/**
 * Several policies are taken together (`core/access/combine.ts`). Ends where its decisions do: they have
 * a limit of time.
 * @throws {BadInput} for a request that can't be: of the session (`readLogin`), the zone or the date
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function askWeek(
  policies: readonly ReadPolicy[],
  { session, zone, date }: WeekRequest,
  context: WeekContext,
  token?: CancellationToken,
  onProgress?: OnWeekProgress,
): Promise<WeekResult> {
  const calendar = readWeek(zone, date);
  const timeless = { ...session };
  delete timeless.at;
  const login = readLogin(timeless, context.account, context.clock.now());
  const found = await follow(policies, login, calendar, context, token, onProgress);
  if (!found.ok) return found;
  return { ok: true, week: assemble(found, login, calendar, policies, context.account) };
}

interface Explained {
  readonly ok: true;
  /** In any order. */
  readonly outcomes: readonly MatrixOutcome[];
  readonly runs: readonly ExplainedRun[];
  readonly reasons: readonly WeekReason[];
  /** What is to be known of it, in sentences. */
  readonly notes: readonly string[];
  readonly isTimeless: boolean;
}

async function follow(
  policies: readonly ReadPolicy[],
  login: Login,
  calendar: CalendarWeek,
  { engine, clock, account }: WeekContext,
  token: CancellationToken | undefined,
  onProgress: OnWeekProgress | undefined,
): Promise<Explained | BrokenPolicy> {
  const asked = policies.map((policy) => ask(policy, login));
  const isTimeless = bypasses(login) || asked.every((policy) => policy.isTimeless);
  const limits = isTimeless
    ? []
    : asked.flatMap((one) => (one.isTimeless ? [] : listLimits(one.policy.model, calendar)));
  const hours = isTimeless ? [] : calendar.days.flatMap((day) => day.hours.map(({ start }) => start));
  // What does not read the time is decided once.
  const stretch = isTimeless ? { start: calendar.start, end: calendar.start + 1n } : calendar;
  const instants = [...hours, ...limits.flatMap((limit) => limit.instants)];
  const followed = bypasses(login)
    ? withoutPolicy(calendar)
    : await followTime(asked, login.teams, stretch, instants, {
        engine,
        account,
        token,
        onProgress: (done, all) => onProgress?.((done / all) * 80, `${done} of ${all}`),
      });
  if (!followed.ok) return followed;
  const { outcomes, isInexact } = followed;
  const explained = await explainRuns(followed.runs, outcomes, asked, {
    engine,
    clock,
    account,
    token,
    onProgress: (done, all) => onProgress?.(80 + (done / all) * 20, `why: ${done} of ${all}`),
  });
  const runs = isTimeless ? explained.runs.map((run) => ({ ...run, end: calendar.end })) : explained.runs;
  const notes = [...(limits.some(({ isOpen }) => isOpen) ? [OPEN] : []), ...(isInexact ? [INEXACT] : [])];
  return { ok: true, outcomes, runs, reasons: explained.reasons, notes, isTimeless };
}

function ask(policy: ReadPolicy, login: Login): AskedPolicy {
  const { model } = policy;
  return {
    policy,
    inputs: writeWeekInputs(login, model),
    isTimeless: !reachesInput(model, 'request.timestamp_ns'),
  };
}

const OPEN =
  'The policy computes with the time: within an hour, only what is different at its end from what it is at its beginning is sure to be found';
const INEXACT = 'There are too many changes to find them all to the nanosecond: some are told too early or too late';

function withoutPolicy({ start, end }: CalendarWeek): Timeline {
  return { ok: true, outcomes: [BYPASS], runs: [{ start, end, outcome: 0 }], isInexact: false };
}

function assemble(
  { outcomes, runs, reasons, notes, isTimeless }: Explained,
  login: Login,
  calendar: CalendarWeek,
  policies: readonly ReadPolicy[],
  account: Inventory | undefined,
): WeekReport {
  const ordered = orderOutcomes(outcomes, account);
  const placed = runs.map((run) => ({ ...run, outcome: ordered.indexOf(outcomes[run.outcome] ?? BYPASS) }));
  const letters = assignLetters(ordered);
  const words = ordered.map((outcome) => describeOutcome(outcome, account));
  const { zone, days } = calendar;
  return {
    zone,
    monday: days[0]?.date ?? '',
    clockChanges: listClockChanges(calendar),
    isTimeless,
    outcomes: ordered.map((outcome, place) => ({
      outcome,
      words: words[place] ?? { level: '', holdings: [] },
      letter: letters[place] ?? '',
    })),
    reasons: [...reasons],
    days: days.map(({ date, hours }): WeekDay => ({
      date,
      hours: hours.map((hour) => describeHour(hour, placed, zone)),
    })),
    summary: [
      ...summarizeRuns(placed, words, calendar),
      ...notes,
      ...describeKeyState(login.key, calendar.end).map(({ message }) => message),
      ...describeClockChanges(calendar),
    ],
    assumed: describeAssumed(
      login,
      policies.map(({ model }) => model),
    ),
  };
}

function describeHour({ hour, start, end }: CalendarHour, runs: readonly ExplainedRun[], zone: string): WeekHour {
  const own = runs.filter((run) => run.start < end && run.end > start);
  const parts = own.map((run): WeekPart => {
    const time = toTime(run.start > start ? run.start : start, zone);
    return { from: clockOf(time), at: print(time), outcome: run.outcome, reason: run.reason };
  });
  return { at: print(toTime(start, zone)), hour, parts };
}

function toTime(instant: bigint, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochNanoseconds(instant).toZonedDateTimeISO(zone);
}

/** RFC 3339. */
function print(time: Temporal.ZonedDateTime): string {
  return time.toString({ timeZoneName: 'never' });
}
