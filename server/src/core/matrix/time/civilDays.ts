/** Days of the calendar as plain numbers: of decades there are thousands. */
import { Temporal } from 'temporal-polyfill';

export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 1 is Monday. */
  readonly weekday: number;
  /** Days since 1970-01-01. */
  readonly number: number;
}

const EPOCH = new Temporal.PlainDate(1970, 1, 1);

export function numberOf(date: Temporal.PlainDate): number {
  return EPOCH.until(date, { largestUnit: 'days' }).days;
}

/** Every day of these years, in order. */
export function listCivilDays(from: number, to: number): CivilDay[] {
  const first = new Temporal.PlainDate(from, 1, 1);
  let number = numberOf(first);
  let weekday = first.dayOfWeek;
  const days: CivilDay[] = [];
  for (let year = from; year <= to; year++) {
    for (let month = 1; month <= 12; month++) {
      const { daysInMonth } = new Temporal.PlainYearMonth(year, month);
      for (let day = 1; day <= daysInMonth; day++) {
        days.push({ year, month, day, weekday, number: number++ });
        weekday = (weekday % 7) + 1;
      }
    }
  }
  return days;
}

export function dateOf({ year, month, day }: CivilDay): Temporal.PlainDate {
  return new Temporal.PlainDate(year, month, day);
}
