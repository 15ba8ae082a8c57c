/** Whether two demands on the same thing can't be met at once. */
import ipaddr from 'ipaddr.js';
import { isAddress, networkOfOne, readNetwork, type Network } from '../../builtins/network.ts';
import type { Constant } from '../../syntax/values/value.ts';
import { isChoice, type Demand } from './demands.ts';

/** Certain: where it is not known, they don't. */
export function conflict(a: Demand, b: Demand): boolean {
  if (a.key !== b.key) return false;
  if (isChoice(a)) return a.options.every((option) => !accepts(b, option));
  if (isChoice(b)) return b.options.every((option) => !accepts(a, option));
  const [one, other] = [boundOf(a), boundOf(b)];
  if (one && other) return excludes(one, other) || excludes(other, one);
  if (a.test !== b.test) return false;
  if (a.isNegated !== b.isNegated) return a.isNegated ? isCovered(b, a) : isCovered(a, b);
  return (
    !a.isNegated &&
    a.test !== 'holds' &&
    a.options.every((one) => b.options.every((other) => isApart(a.test, one, other)))
  );
}

/** Whether a constant may meet a demand. */
function accepts({ test, isNegated, options }: Demand, value: Constant): boolean {
  if (test === 'holds') return (value !== false) !== isNegated;
  if (test === 'hasAny') return typeof value !== 'number' || value >= 1;
  const passed = options.map((option) => passes(test, value, option));
  if (passed.includes(undefined)) return true;
  return passed.includes(true) !== isNegated;
}

/** Undefined where it is not known. */
function passes(test: Demand['test'], value: Constant, option: Constant): boolean | undefined {
  if (test === '==' || test === 'in' || test === 'value') return value === option;
  if (test === '!=') return value !== option;
  if (typeof value === 'number' && typeof option === 'number') return compare(test, value, option);
  if (typeof value === 'string' && typeof option === 'string') return compareTexts(test, value, option);
  return undefined;
}

function compare(test: Demand['test'], value: number, option: number): boolean | undefined {
  if (test === '<') return value < option;
  if (test === '<=') return value <= option;
  if (test === '>') return value > option;
  return test === '>=' ? value >= option : undefined;
}

function compareTexts(test: Demand['test'], value: string, option: string): boolean | undefined {
  if (test === 'prefix') return value.startsWith(option);
  if (test === 'suffix') return value.endsWith(option);
  if (test === 'part') return value.includes(option);
  return test === 'network' ? contains(option, value) : undefined;
}

/** Whether all that meets the one fails the other, a negated one of the same test. */
function isCovered(one: Demand, negated: Demand): boolean {
  if (one.test === 'holds') return true;
  return one.options.every((option) =>
    negated.options.some((other) => option === other || passes(one.test, option, other) === true),
  );
}

/** Whether nothing can pass the same test by both. */
function isApart(test: Demand['test'], a: Constant, b: Constant): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  if (test === 'prefix') return !a.startsWith(b) && !b.startsWith(a);
  if (test === 'suffix') return !a.endsWith(b) && !b.endsWith(a);
  return test === 'network' && contains(a, b) === false && contains(b, a) === false;
}

interface Bound {
  readonly isLower: boolean;
  readonly isStrict: boolean;
  readonly limit: number;
}

const OPPOSITES: Readonly<Partial<Record<Demand['test'], Demand['test']>>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** A demand that sets a lower or an upper limit. */
export function boundOf({ test, isNegated, options }: Demand): Bound | undefined {
  if (test === 'hasAny') return { isLower: true, isStrict: false, limit: 1 };
  const [limit, ...others] = options;
  const effective = isNegated ? OPPOSITES[test] : test;
  if (!effective || !(effective in OPPOSITES) || typeof limit !== 'number' || others.length > 0) return undefined;
  return { isLower: effective.startsWith('>'), isStrict: effective.length === 1, limit };
}

function excludes(lower: Bound, upper: Bound): boolean {
  if (!lower.isLower || upper.isLower) return false;
  return lower.limit > upper.limit || (lower.limit === upper.limit && (lower.isStrict || upper.isStrict));
}

/** Whether a network contains an address or another network; undefined where that isn't known. */
function contains(network: string, inner: string): boolean | undefined {
  const [outer, range] = [readRange(network), readRange(inner)];
  if (!outer || !range) return undefined;
  const [[address, bits], [innerAddress, innerBits]] = [ipaddr.parseCIDR(outer.text), ipaddr.parseCIDR(range.text)];
  if (address.kind() === innerAddress.kind()) return innerBits >= bits && innerAddress.match(address, bits);
  const isMapped = [address, innerAddress].some((each) => each instanceof ipaddr.IPv6 && each.isIPv4MappedAddress());
  return isMapped ? undefined : false;
}

function readRange(text: string): Network | undefined {
  return readNetwork(isAddress(text) ? networkOfOne(text) : text);
}
