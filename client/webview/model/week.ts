/** A week of hours: what is asked, and what each of them says. */
import { Temporal } from 'temporal-polyfill';
import type { OutcomeWords } from '../../../server/src/protocol/matrix.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import type { AccountNames, Suggestions } from '../../../server/src/protocol/suggestions.ts';
import type { WeekDay, WeekHour, WeekPart, WeekReport, WeekRequest } from '../../../server/src/protocol/week.ts';
import { defaultZone } from './clock.ts';
import { keyOf, sessionOf, withValue, type Form } from './form.ts';
import type { WeekForm } from './overviewForms.ts';

/** Undefined where the form for a session does not say who. */
export function weekRequest(
  { form, suggestions }: { form: Form; suggestions: Suggestions },
  week: WeekForm,
): WeekRequest | undefined {
  const session = sessionOf(form);
  if (!session) return undefined;
  const zone = week.zone ?? defaultZone(suggestions.zones);
  return { session: withValue(session, 'at', undefined), zone, date: week.date ?? today(zone) };
}

/** `2026-11-23`, by that clock. */
export function today(zone: string): string {
  return Temporal.Now.plainDateISO(zone).toString();
}

/** A day of the week before, or behind. */
export function shiftWeek(date: string, weeks: number): string {
  return Temporal.PlainDate.from(date).add({ weeks }).toString();
}

/** Undefined for what is no date. */
export function readDate(text: string): string | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined;
}

/** `terraform-automation from 10.1.2.3`. */
export function describeWho(
  { key, login, name, teams = [], ip, input }: SessionRequest,
  form: Form,
  names: AccountNames | null,
): string {
  if (input !== undefined) return 'the input document of the session';
  const who = key === undefined ? (login ?? name ?? 'somebody') : (keyOf(form, names)?.name ?? key);
  const of = key === undefined && teams.length > 0 ? ` of ${teams.join(', ')}` : '';
  return `${who}${of}${ip === undefined ? '' : ` from ${ip}`}`;
}

/** `23 Nov 2026`. */
export function describeDate(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `Mon`, and `23 Nov`. */
export function nameDay(date: string): { weekday: string; day: string } {
  const plain = Temporal.PlainDate.from(date);
  return {
    weekday: plain.toLocaleString('en-GB', { weekday: 'short' }),
    day: plain.toLocaleString('en-GB', { day: 'numeric', month: 'short' }),
  };
}

export const HOURS: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour);

/** Of each hour of the clock: none where it is left out, two where it comes twice. */
export function slotsOf({ hours }: Pick<WeekDay, 'hours'>): readonly (readonly WeekHour[])[] {
  return HOURS.map((hour) => hours.filter((one) => one.hour === hour));
}

/** `Tue 24 Nov 02:00: denied; from 02:30 allowed, deployer in production`. */
export function describeHour(report: WeekReport, day: WeekDay, hour: WeekHour): string {
  const parts = hour.parts.map((part, index) => {
    const words = describeOutcome(report, part);
    return index === 0 ? words : `from ${part.from} ${words}`;
  });
  return `${titleHour(day, hour)}: ${parts.join('; ')}`;
}

/** `Tue 24 Nov 02:00`; of an hour that comes twice, with what the clock is ahead of UTC. */
export function titleHour({ date, hours }: WeekDay, { hour, at }: WeekHour): string {
  const { weekday, day } = nameDay(date);
  const isTwice = hours.filter((one) => one.hour === hour).length > 1;
  const offset = isTwice ? ` (UTC${/[+-]\d\d:\d\d$/.exec(at)?.[0] ?? ''})` : '';
  return `${weekday} ${day} ${String(hour).padStart(2, '0')}:00${offset}`;
}

export function describeOutcome({ outcomes }: WeekReport, { outcome }: WeekPart): string {
  const words = outcomes[outcome]?.words;
  return words ? describeWords(words) : '';
}

/** `allowed by login.rego, deployer in production`. */
export function describeWords({ level, holdings, by }: OutcomeWords): string {
  return [by === undefined ? level : `${level} ${by}`, ...holdings].join(', ');
}

/** In UTC, as the form for a session keeps it. */
export function toUtc(at: string): string {
  return Temporal.Instant.from(at).toString();
}
