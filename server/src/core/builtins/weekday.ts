/** The days of the week as OPA's `time.weekday` writes them. */
import { nearestName } from '../policy/nearestName.ts';

export const WEEKDAYS: readonly string[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

/** The day that was meant: in other case, cut off after two letters or more, or misspelt. */
export function nearestWeekday(text: string): string | undefined {
  const wanted = text.trim().replace(/\.$/, '').toLowerCase();
  const begun = wanted.length > 1 ? WEEKDAYS.find((day) => day.toLowerCase().startsWith(wanted)) : undefined;
  return begun ?? nearestName(wanted, WEEKDAYS);
}
