/** Addresses, networks and times that are written in a policy, in words. */
import { plainLayout } from '../../builtins/goLayout.ts';
import { fitsLayout, timestampOf } from '../../builtins/layout.ts';
import { nearestNetwork } from '../../builtins/network.ts';
import { isRfc3339 } from '../../builtins/rfc3339.ts';
import { nearestWeekday, WEEKDAYS } from '../../builtins/weekday.ts';
import { plainZone } from '../../builtins/zone.ts';
import { BadInput } from '../../badInput.ts';
import { parseTimestamp } from '../../simulation/instant.ts';
import type { Call, NumberTerm, PolicyModel } from '../../syntax/model.ts';
import { zoneNamesOf } from '../../syntax/values/instants.ts';
import type { Meaning } from '../../syntax/values/meanings.ts';
import { instantsOf } from '../describe/behind.ts';
import { describeInstant } from '../describe/instant.ts';
import { code, list, paragraphs } from '../describe/markdown.ts';
import { describeAddress, describeNetwork } from '../describe/network.ts';
import { describeHour } from '../describe/zone.ts';
import type { OpenPolicy } from '../openPolicy.ts';

export function tellAddress(text: string): string | undefined {
  return describeAddress(text) ?? tellNetwork(text);
}

export function tellNetwork(text: string): string | undefined {
  const told = describeNetwork(text) ?? describeAddress(text);
  if (told !== undefined) return told;
  const nearest = nearestNetwork(text);
  return `${code(text)} is no network that OPA can read.${nearest === undefined ? '' : ` Nearest: ${code(nearest)}.`}`;
}

/** Where the number stands for an instant; in the zones that it is looked at in. */
export function tellInstant(literal: NumberTerm, { model }: OpenPolicy): string | undefined {
  const instant = instantsOf(model).get(literal);
  return instant && describeInstant(instant.nanoseconds, instant.zones);
}

export function tellInstantText(text: string, { at }: Meaning, { model }: OpenPolicy): string | undefined {
  if (at?.kind !== 'call') return undefined;
  if (at.name === 'time.parse_ns') return tellByLayout(text, at, model);
  if (!isRfc3339(text)) return `${code(text)} is no instant in RFC 3339, such as ${code('2026-01-01T08:00:00Z')}.`;
  return tellTimestamp(text);
}

function tellTimestamp(text: string): string | undefined {
  try {
    return describeInstant(parseTimestamp(text), []);
  } catch (error) {
    // Go's parser takes a little more.
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

/** By a layout whose parts are plain; what is missing is the first of its kind, and the zone UTC. */
function tellByLayout(text: string, { args: [arg] }: Call, { values }: PolicyModel): string | undefined {
  const [given, ...others] = arg ? values.valuesOf(arg) : [];
  if (given?.kind !== 'constant' || typeof given.value !== 'string' || others.length > 0) return undefined;
  const layout = plainLayout(given.value);
  const fits = fitsLayout(layout, text);
  if (fits === false) return `${code(text)} does not fit the layout ${code(given.value)}.`;
  const timestamp = fits === true ? timestampOf(layout, text) : undefined;
  return timestamp === undefined ? undefined : tellTimestamp(timestamp);
}

export function tellWeekday(text: string, meaning: Meaning, policy: OpenPolicy): string {
  const zones = zonesRead(meaning, policy);
  const where = zones.length === 0 ? 'in UTC' : `in ${zones.map(code).join(' or ')}`;
  if (WEEKDAYS.includes(text)) return `**${text}** · day of the week ${where}`;
  const nearest = nearestWeekday(text);
  const hint = nearest === undefined ? '' : ` Nearest: ${code(nearest)}.`;
  return `${code(text)} is no day that ${code('time.weekday')} gives: ${WEEKDAYS.join(', ')}.${hint}`;
}

/** When that is, and in UTC what it is by the clocks of other zones. */
export function tellHour(meaning: Meaning, policy: OpenPolicy): string | undefined {
  const zones = zonesRead(meaning, policy);
  const hours = zones.flatMap((zone) => describeHour(Number(meaning.value), zone) ?? []);
  if (hours.length === 0 && zones.length > 0 && !zones.every((zone) => plainZone(zone) === 'UTC')) return undefined;
  const where = zones.length === 0 ? 'UTC' : zones.map(code).join(' or ');
  return paragraphs(`**Hour** of the day, in ${where}`, tellSpan(meaning), list(hours));
}

/** When a comparison with an hour holds, where it is certain what is compared: `from 09:00`, `before 18:00`. */
function tellSpan({ condition, use, value }: Meaning): string | undefined {
  const hour = Number(value);
  const isHour = Number.isInteger(hour) && hour >= 0 && hour <= 23;
  if (!condition?.isCertain || !isHour) return undefined;
  const [begin, end] = [writeHour(hour), writeHour(hour + 1)];
  const words: Partial<Record<typeof use, string>> = {
    '==': `from ${begin} until before ${end}`,
    '!=': `before ${begin} and from ${end} on`,
    '<': `before ${begin}`,
    '<=': `before ${end}`,
    '>': `from ${end} on`,
    '>=': `from ${begin} on`,
  };
  const held = words[use];
  return held === undefined ? undefined : `The comparison with it holds ${held}`;
}

function writeHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** What a minute or a second is of; nothing is told of a time of day by itself. */
export function tellClockPart(meaning: Meaning, policy: OpenPolicy): string {
  const zones = zonesRead(meaning, policy);
  const where = zones.length === 0 ? 'UTC' : zones.map(code).join(' or ');
  return meaning.domain === 'minute' ? `**Minute** of the hour, in ${where}` : `**Second** of the minute`;
}

function zonesRead({ condition }: Meaning, { model }: OpenPolicy): readonly string[] {
  const subject = condition?.subject;
  return subject?.kind === 'result' ? zoneNamesOf(subject.call, model.values) : [];
}
