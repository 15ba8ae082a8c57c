/** A week in sentences. */
import { counted } from '../counted.ts';
import type { MatrixInstant, OutcomeWords } from '../../protocol/matrix.ts';
import { formatInstant } from '../simulation/instant.ts';
import type { Login } from '../simulation/login.ts';
import { reachesInput } from '../simulation/reach.ts';
import { LOGIN_BY_UNKNOWN_ID } from '../simulation/unidentifiedKey.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { describeInstants } from '../matrix/words/instants.ts';
import type { CalendarHour, CalendarWeek } from './calendar.ts';
import type { Run } from './timeline.ts';

/** `deployer in production Tue, Thu 02:00–04:00 (Europe/Berlin); else denied`, what takes most of the week last. */
export function summarizeRuns(
  runs: readonly Run[],
  words: readonly OutcomeWords[],
  { zone, end }: Pick<CalendarWeek, 'zone' | 'end'>,
): string[] {
  const most = mostOf(runs);
  const told = words.map(tellOutcome);
  const others = words.map((_, outcome) => outcome).filter((outcome) => outcome !== most);
  const last = told[most] ?? '';
  if (others.length === 0) return [`${last}, the whole week`];
  const starts = [...runs.map(({ start }) => start), end].map(formatInstant);
  const instants = starts.map((at, place): MatrixInstant => {
    const until = starts[place + 1];
    return { at, ...(until !== undefined && { until }), recurs: 'week' };
  });
  const sentences = others.map((outcome) => {
    const places = runs.flatMap((run, place) => (run.outcome === outcome ? [place] : []));
    return `${told[outcome] ?? ''} ${describeInstants({ instants, zones: [zone], areInstantsCut: false }, places) ?? ''}`;
  });
  return sentences.length === 1 ? [`${sentences.join('')}; else ${last}`] : [...sentences, `else ${last}`];
}

/** Whose runs are the longest together. */
function mostOf(runs: readonly Run[]): number {
  const lengths = new Map<number, bigint>();
  for (const { outcome, start, end } of runs) lengths.set(outcome, (lengths.get(outcome) ?? 0n) + end - start);
  const [longest] = [...lengths].sort(([, a], [, b]) => (a < b ? 1 : -Number(a > b)));
  return longest?.[0] ?? 0;
}

/** `deployer in production`; of what gives no role the level. Of several policies, by which. */
export function tellOutcome({ level, holdings, by }: OutcomeWords): string {
  const isPlain = level === 'allowed' && holdings.length > 0;
  return [isPlain ? holdings.join(', ') : [level, ...holdings].join(', '), ...(by === undefined ? [] : [by])].join(' ');
}

/** `On 2026-03-29 the clock of Europe/Berlin is put from 02:00 to 03:00: the day has 23 hours` */
export function describeClockChanges({ changes, days, zone }: CalendarWeek): string[] {
  return changes.map((change) => {
    const date = change.toPlainDate().toString();
    const hours = days.find((day) => day.date === date)?.hours ?? [];
    const before = change.subtract({ nanoseconds: 1 }).toPlainDateTime().add({ nanoseconds: 1 });
    const [from, to] = [before, change].map((time) => time.toPlainTime().toString({ smallestUnit: 'minute' }));
    return `On ${date} the clock of ${zone} is put from ${from} to ${to}: the day has ${lengthOf(hours)}`;
  });
}

/** `23 hours`; where a clock is put by half an hour, `24½ hours`. */
function lengthOf(hours: readonly CalendarHour[]): string {
  const length = Number(hours.reduce((sum, { start, end }) => sum + end - start, 0n) / 60_000_000_000n);
  const [whole, minutes] = [Math.floor(length / 60), length % 60];
  if (minutes === 0 || minutes === 30) return `${whole}${minutes === 30 ? '½' : ''} hours`;
  return `${whole} hours and ${counted(minutes, 'minute')}`;
}

/** Values that nobody gave, of fields that one of the policies reads. The time is the week's. */
export function describeAssumed({ session }: Pick<Login, 'session'>, models: readonly PolicyModel[]): string[] {
  const assumed = session?.assumed ?? [];
  const isRead = (field: string): boolean => models.some((model) => reachesInput(model, field));
  const read = assumed.filter(({ field }) => field !== 'request.timestamp_ns' && isRead(field));
  return read.map(({ field, value, why }) => {
    const shown = JSON.stringify(value).replaceAll(LOGIN_BY_UNKNOWN_ID, 'api::<id>');
    return `${field} = ${shown}: ${why}`;
  });
}
