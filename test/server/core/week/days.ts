/** Weeks as text, and policies that go by a clock. */
import type { WeekHour, WeekReport } from '../../../../server/src/protocol/week.ts';

/** `LLLL····…` of a day by its number, Monday 0; an hour in which it changes is told with its parts: `[L03:00 ·03:30]`. */
export function showDay({ days, outcomes }: WeekReport, day: number): string {
  const letter = (outcome: number): string => outcomes[outcome]?.letter ?? 'x';
  const showHour = ({ parts }: WeekHour): string =>
    parts.length === 1
      ? parts.map(({ outcome }) => letter(outcome)).join('')
      : `[${parts.map(({ outcome, from }) => letter(outcome) + from).join(' ')}]`;
  return days[day]?.hours.map(showHour).join('') ?? '';
}

/** Rules behind a `clock`. */
export const IN_BERLIN = (rules: string): string =>
  `clock := time.clock([input.request.timestamp_ns, "Europe/Berlin"])\n\n${rules}`;
