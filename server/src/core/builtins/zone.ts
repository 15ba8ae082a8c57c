/** Time zones as OPA's `time.*` read them: upper and lower case differ. */
import { nearestName } from '../policy/nearestName.ts';
import { ZONE_NAMES } from './zoneNames.ts';

/** Every way to say UTC. */
const UTC = new Set([
  '',
  ...['Etc/GMT', 'Etc/GMT+0', 'Etc/GMT-0', 'Etc/GMT0', 'Etc/Greenwich', 'Etc/UCT', 'Etc/UTC', 'Etc/Universal'],
  ...['Etc/Zulu', 'GMT', 'GMT+0', 'GMT-0', 'GMT0', 'Greenwich', 'UCT', 'UTC', 'Universal', 'Zulu'],
]);

const known = new Set(ZONE_NAMES);

/** The zone of whatever machine evaluates the policy. */
export const LOCAL = 'Local';

/** Whether `time.*` take the name; an empty one is UTC. */
export function isZone(name: string): boolean {
  return name === '' || name === LOCAL || known.has(name);
}

/** One name for all ways to say UTC. */
export function plainZone(name: string): string {
  return UTC.has(name) ? 'UTC' : name;
}

/** In winter and in summer. */
const DAYS = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'];

/** Clocks of two zones can be more than a day apart. */
const MINUTES_A_DAY = 24 * 60;

/**
 * The times of the day at which a day of one zone begins by the clocks of another, `01:00`: one, or two where summer
 * time makes a difference. None where this machine doesn't know the zones.
 */
export function dayBegins(zone: string, clocks: string): readonly string[] {
  const times = DAYS.map((day) => {
    const [own, other] = [offsetAt(day, zone), offsetAt(day, clocks)];
    return own === undefined || other === undefined ? undefined : (other - own + 2 * MINUTES_A_DAY) % MINUTES_A_DAY;
  });
  return [...new Set(times)].flatMap((minutes) => (minutes === undefined ? [] : [showTime(minutes)]));
}

function showTime(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/**
 * How far its clocks are from UTC in January and in July, in minutes east of Greenwich. Undefined where this machine
 * doesn't know the zone.
 */
export function offsetsOf(zone: string): { readonly january: number; readonly july: number } | undefined {
  const [january, july] = DAYS.map((day) => offsetAt(day, zone === '' ? 'UTC' : zone));
  return january === undefined || july === undefined ? undefined : { january, july };
}

/** In minutes east of Greenwich. */
function offsetAt(instant: string, timeZone: string): number | undefined {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign = '', hours = '0', minutes = '0'] = /^GMT([+-])?(\d+)?:?(\d+)?$/.exec(name) ?? [];
    return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The zone that was meant: in other case, without its area (or with another), with blanks, or misspelt. */
export function nearestZone(name: string): string | undefined {
  const wanted = normalize(name);
  const exact = ZONE_NAMES.find((zone) => normalize(zone) === wanted);
  return exact ?? zoneOfCity(wanted) ?? (wanted.length > 4 ? nearestName(name.trim(), ZONE_NAMES) : undefined);
}

/** `Europe/Berlin` of `Berlin`, where there is one such place only. */
function zoneOfCity(wanted: string): string | undefined {
  const city = lastPart(wanted);
  const [first, ...others] = ZONE_NAMES.filter((zone) => zone.includes('/') && lastPart(normalize(zone)) === city);
  return others.length === 0 ? first : undefined;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function normalize(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}
