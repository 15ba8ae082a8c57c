/** Quick choices: values on both sides of the limits that the policy's own text draws. */
import type { AddressSuggestion, InstantSuggestion } from '../../../server/src/protocol/suggestions.ts';
import { describeBriefly, describeInstant, isZone } from './clock.ts';

export interface Choice {
  /** What it sets. */
  value: string;
  label: string;
  detail: string;
}

/** Choices from one place of the policy. */
export interface ChoiceGroup {
  /** What it is about: a network, or the clock of a zone. */
  title: string;
  /** Counted from 1. */
  line: number;
  choices: Choice[];
}

const SIDES: Readonly<Record<InstantSuggestion['side'], string>> = {
  firstInside: 'first inside',
  lastInside: 'last inside',
  firstOutside: 'first outside',
  from: 'from then on',
  before: 'just before',
};

export function chooseAddresses(addresses: readonly AddressSuggestion[]): ChoiceGroup[] {
  return addresses.map(({ network, line, inside, lastInside, outside }) => ({
    title: network,
    line: line + 1,
    choices: [
      { value: inside, label: 'inside', detail: inside },
      ...(lastInside === undefined ? [] : [{ value: lastInside, label: 'last inside', detail: lastInside }]),
      ...(outside === undefined ? [] : [{ value: outside, label: 'outside', detail: outside }]),
    ],
  }));
}

/** Those of one line together, by the clock that the policy reads. */
export function chooseInstants(instants: readonly InstantSuggestion[]): ChoiceGroup[] {
  const groups = new Map<string, ChoiceGroup>();
  for (const { side, at, zone: named, line } of instants) {
    const zone = isZone(named) ? named : 'UTC';
    const group = groups.get(`${line} ${zone}`) ?? { title: zone, line: line + 1, choices: [] };
    groups.set(`${line} ${zone}`, group);
    const detail = side === 'from' || side === 'before' ? describeInstant(at, zone) : describeBriefly(at, zone);
    group.choices.push({ value: at, label: SIDES[side], detail });
  }
  return [...groups.values()];
}
