/** The constants that stand for an instant, and the zones it is looked at in. */
import { byName } from '../../byName.ts';
import type { Call, Literal, NumberTerm, PolicyModel, Term } from '../model.ts';
import { zonesOf } from './meanings.ts';
import type { Values } from './values.ts';

export interface Instant {
  readonly literal: NumberTerm;
  /** Nanoseconds since 1970, exactly as written. */
  readonly nanoseconds: bigint;
  /** IANA names that the policy reads it in; empty where that is UTC alone. */
  readonly zones: readonly string[];
}

/** Which arguments of built-ins are instants: the nanoseconds themselves, or the first of `[ns, zone]`. */
const ARGUMENTS: Readonly<Record<string, readonly number[]>> = byName({
  'time.add_date': [0],
  'time.clock': [0],
  'time.date': [0],
  'time.diff': [0, 1],
  'time.format': [0],
  'time.weekday': [0],
});

/**
 * In the order of the text, each constant once: what `time.*` get, in the zones of the call, and what an instant of the
 * input is compared with, in every zone that the policy reads.
 */
export function listInstants(model: Pick<PolicyModel, 'meanings' | 'calls' | 'values'>): readonly Instant[] {
  const found = new Map<NumberTerm, Set<string>>();
  const everyZone = new Set<string>();
  const add = (literal: Literal | undefined, zones: Iterable<string>): void => {
    if (literal?.kind !== 'number' || !/^-?\d+$/.test(literal.text)) return;
    found.set(literal, new Set([...(found.get(literal) ?? []), ...zones]));
  };
  for (const call of model.calls) {
    if (call.callee.target.kind !== 'function') continue;
    const indices = ARGUMENTS[call.name] ?? [];
    const zones = indices.length > 0 ? zoneNamesOf(call, model.values) : [];
    for (const zone of zones) everyZone.add(zone);
    for (const index of indices) for (const literal of literalsIn(call.args[index], model.values)) add(literal, zones);
  }
  for (const { literal, domain } of model.meanings()) if (domain === 'instant') add(literal, everyZone);
  return [...found]
    .map(([literal, zones]) => ({ literal, nanoseconds: BigInt(literal.text), zones: [...zones] }))
    .sort((a, b) => a.literal.from - b.literal.from);
}

/** The zones that a call of a `time` built-in is asked with; none where that is UTC, or isn't known. */
export function zoneNamesOf(call: Call, values: Values): readonly string[] {
  return zonesOf(call, values).flatMap((value) =>
    value.kind === 'constant' && typeof value.value === 'string' && value.value !== '' ? [value.value] : [],
  );
}

function literalsIn(arg: Term | undefined, values: Values): readonly (Literal | undefined)[] {
  if (!arg) return [];
  return values
    .valuesOf(arg)
    .flatMap((value) => (value.kind === 'collection' ? values.at(value, 0) : [value]))
    .map((value) => (value.kind === 'constant' ? value.literal : undefined));
}
