/** The constants that divide addresses and time: where a decision can change. */
import type { Call, NumberTerm, PolicyModel, StringTerm } from '../model.ts';
import type { Condition, Test } from './conditions.ts';
import type { Domain } from './domains.ts';
import { zonesOf } from './meanings.ts';
import type { Values } from './values.ts';

const DIVIDING = [
  'network',
  'address',
  'instant',
  'instantText',
  'weekday',
  'hour',
  'minute',
  'second',
  'day',
  'month',
  'year',
] as const;

export interface Boundary {
  readonly domain: Extract<Domain, (typeof DIVIDING)[number]>;
  readonly literal: StringTerm | NumberTerm;
  /** How it is compared: `hour >= 9` begins something at 9, `hour > 9` at 10. */
  readonly test: Test | 'argument';
  /** In whose zones a weekday or clock is read: IANA names, `UTC` where none is written; empty for everything else. */
  readonly zones: readonly string[];
  /** Missing for an argument. */
  readonly condition: Condition | undefined;
}

/** In the order of the text; a constant that is used in several ways comes several times. */
export function listBoundaries(model: Pick<PolicyModel, 'meanings' | 'values'>): Boundary[] {
  return model.meanings().flatMap(({ domain, literal, use, condition }) => {
    if (!isDividing(domain) || use === 'granted') return [];
    const call = condition?.subject.kind === 'result' ? condition.subject.call : undefined;
    const isReadInZone = call?.name.startsWith('time.') && domain !== 'instant';
    const zones = call && isReadInZone ? zonesReadBy(call, model.values) : [];
    return [{ domain, literal, test: use, zones, condition }];
  });
}

function isDividing(domain: Domain): domain is Boundary['domain'] {
  return DIVIDING.some((dividing) => dividing === domain);
}

/** The zones of a call of `time.clock` or the like, as `Boundary` has them. */
export function zonesReadBy(call: Call, values: Values): string[] {
  return zoneNames(zonesOf(call, values));
}

function zoneNames(values: ReturnType<typeof zonesOf>): string[] {
  if (values.length === 0) return ['UTC'];
  return values.flatMap((value) =>
    value.kind === 'constant' && typeof value.value === 'string' ? [value.value || 'UTC'] : [],
  );
}
