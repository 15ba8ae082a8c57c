/**
 * The clocks and calendars that a policy reads: the parts of a date and of a day that its constants tell apart. The
 * first instant of each part stands for all of it, as nothing in the policy changes within.
 */
import { Temporal } from 'temporal-polyfill';
import type { Boundary } from '../../syntax/values/boundaries.ts';

/** In nanoseconds. */
export const WEEK = 7n * 86_400_000_000_000n;

const CLOCK_DOMAINS = ['weekday', 'year', 'month', 'day', 'hour', 'minute', 'second'] as const;
type ClockDomain = (typeof CLOCK_DOMAINS)[number];

/** What the policy reads by the clocks of one zone. */
export interface Clock {
  /** Which instants these are, in words. */
  what: string;
  /** The first instants of all parts, in nanoseconds since 1970: of the week to come, or where dates are read of each. */
  instantsFrom(now: bigint): bigint[];
}

/** `isKnown`: nothing is read by clocks of a zone that is computed, or that this machine does not know. */
export function readClocks(boundaries: readonly Boundary[]): { clocks: Clock[]; isKnown: boolean } {
  const byZone = new Map<string, Boundary[]>();
  const read = boundaries.filter(({ domain }) => isClockDomain(domain));
  for (const boundary of read) {
    for (const zone of boundary.zones) byZone.set(zone, [...(byZone.get(zone) ?? []), boundary]);
  }
  const clocks = [...byZone].flatMap(([zone, own]) => (isZoneHere(zone) ? [new ZoneClock(zone, own)] : []));
  return { clocks, isKnown: clocks.length === byZone.size && read.every(({ zones }) => zones.length > 0) };
}

function isClockDomain(domain: Boundary['domain']): domain is ClockDomain {
  return CLOCK_DOMAINS.some((known) => known === domain);
}

function isZoneHere(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

class ZoneClock implements Clock {
  readonly #zone: string;
  readonly #boundaries: readonly Boundary[];

  constructor(zone: string, boundaries: readonly Boundary[]) {
    this.#zone = zone;
    this.#boundaries = boundaries;
  }

  get what(): string {
    const parts = CLOCK_DOMAINS.filter((part) => this.#reads(part)).join(' and ');
    return `every ${parts} it tells apart in ${this.#zone}${this.#readsDates ? '' : ', over a week'}`;
  }

  get #readsDates(): boolean {
    return this.#reads('year', 'month', 'day');
  }

  #reads(...parts: ClockDomain[]): boolean {
    return this.#boundaries.some(({ domain }) => parts.some((part) => part === domain));
  }

  instantsFrom(now: bigint): bigint[] {
    const today = Temporal.Instant.fromEpochNanoseconds(now).toZonedDateTimeISO(this.#zone).toPlainDate();
    const days = this.#readsDates ? this.#datesFrom(today) : weekFrom(today, 8);
    const instants = days.flatMap((day) => this.#timesOf(day));
    return this.#readsDates ? instants : instants.filter((instant) => instant >= now && instant <= now + WEEK);
  }

  /** A day, or a week where weekdays are read too, from the first of each part of the calendar. */
  #datesFrom(today: Temporal.PlainDate): Temporal.PlainDate[] {
    const named = this.#reads('year') ? this.#around('year', 1970, 2262) : [];
    const years = new Set([today.year, today.year + 1, ...named]);
    const months = this.#around('month', 1, 12);
    const days = this.#around('day', 1, 31);
    const starts = [...years].flatMap((year) =>
      months.flatMap((month) => days.flatMap((day) => dateOf(year, month, day))),
    );
    return starts.flatMap((start) => weekFrom(start, this.#reads('weekday') ? 7 : 1));
  }

  #timesOf(day: Temporal.PlainDate): bigint[] {
    const [hours, minutes, seconds] = [
      this.#around('hour', 0, 23),
      this.#around('minute', 0, 59),
      this.#around('second', 0, 59),
    ];
    const times = hours.flatMap((hour) =>
      minutes.flatMap((minute) => seconds.map((second) => Temporal.PlainTime.from({ hour, minute, second }))),
    );
    return times.map((plainTime) => day.toZonedDateTime({ timeZone: this.#zone, plainTime }).epochNanoseconds);
  }

  /** The least, and each number that is named with the one after it: `>= 9` begins something at 9, `> 9` at 10. */
  #around(part: ClockDomain, least: number, most: number): number[] {
    const named = this.#boundaries.flatMap(({ domain, literal }) =>
      domain === part && literal.kind === 'number' ? [literal.value, literal.value + 1] : [],
    );
    const numbers = [...new Set([least, ...named.map(Math.ceil)])].filter(
      (number) => number >= least && number <= most,
    );
    return numbers.sort((a, b) => a - b);
  }
}

function weekFrom(start: Temporal.PlainDate, length: number): Temporal.PlainDate[] {
  return Array.from({ length }, (_, days) => start.add({ days }));
}

/** None for a day that the month does not have. */
function dateOf(year: number, month: number, day: number): Temporal.PlainDate[] {
  const date = Temporal.PlainDate.from({ year, month, day });
  return date.day === day ? [date] : [];
}
