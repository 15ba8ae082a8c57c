/** Addresses, networks and times that are written in a policy, in words. */
import { nearestNetwork } from '../../builtins/network.ts';
import { isRfc3339 } from '../../builtins/rfc3339.ts';
import { nearestWeekday, WEEKDAYS } from '../../builtins/weekday.ts';
import { BadInput } from '../../badInput.ts';
import { parseTimestamp } from '../../simulation/instant.ts';
import type { NumberTerm } from '../../syntax/model.ts';
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

export function tellInstantText(text: string, { at }: Meaning): string | undefined {
  // How another layout is read, the layout says.
  if (at?.kind !== 'call' || at.name !== 'time.parse_rfc3339_ns') return undefined;
  if (!isRfc3339(text)) return `${code(text)} is no instant in RFC 3339, such as ${code('2026-01-01T08:00:00Z')}.`;
  try {
    return describeInstant(parseTimestamp(text), []);
  } catch (error) {
    // Go's parser takes a little more.
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

export function tellWeekday(text: string, meaning: Meaning, policy: OpenPolicy): string {
  const zones = zonesRead(meaning, policy);
  const where = zones.length === 0 ? 'in UTC' : `in ${zones.map(code).join(' or ')}`;
  if (WEEKDAYS.includes(text)) return `**${text}** · day of the week ${where}`;
  const nearest = nearestWeekday(text);
  const hint = nearest === undefined ? '' : ` Nearest: ${code(nearest)}.`;
  return `${code(text)} is no day that ${code('time.weekday')} gives: ${WEEKDAYS.join(', ')}.${hint}`;
}

/** What an hour is in UTC; nothing for one that is read in UTC. */
export function tellHour(meaning: Meaning, policy: OpenPolicy): string | undefined {
  const zones = zonesRead(meaning, policy);
  const hours = zones.flatMap((zone) => describeHour(Number(meaning.value), zone) ?? []);
  if (hours.length > 0) return paragraphs(`**Hour** of the day`, list(hours));
  return zones.length === 0 ? `**Hour** of the day, in UTC` : undefined;
}

function zonesRead({ condition }: Meaning, { model }: OpenPolicy): readonly string[] {
  const subject = condition?.subject;
  return subject?.kind === 'result' ? zoneNamesOf(subject.call, model.values) : [];
}
