/** Addresses on each side of every boundary that the policy draws: within two boundaries, all are decided alike. */
import ipaddr from 'ipaddr.js';
import { readNetwork } from '../../builtins/network.ts';
import type { PolicyModel, StringTerm } from '../../syntax/model.ts';
import { limit, type Alternatives } from './alternatives.ts';
import { isReadOtherwise } from './otherReads.ts';
import { counted } from '../../counted.ts';

/** Set aside for documentation (RFC 5737, RFC 3849): in nobody's network. */
const ELSEWHERE = ['198.51.100.1', '2001:db8:ffff:ffff::1'];

/** A stretch of addresses, as numbers; `bits`: 32 or 128. */
export interface Stretch {
  first: bigint;
  last: bigint;
  bits: number;
  /** Where the policy names it first. */
  literal: StringTerm;
}

/** `field`: the path in the input of the address that is `own`. */
export function otherAddresses(model: PolicyModel, field: string, own: string): Alternatives<string> {
  const named = namedStretches(model);
  const values = [
    ...named.map(({ first, bits }) => showAddress(first, bits)),
    ...ELSEWHERE,
    ...named.flatMap(({ last, bits }) => (last + 1n < 1n << BigInt(bits) ? [showAddress(last + 1n, bits)] : [])),
  ];
  const sides = `both sides of each boundary of the ${counted(named.length, 'network')} it names, and `;
  const what = `${named.length === 0 ? '' : sides}IPv4 and IPv6 addresses from elsewhere`;
  const isOpen = isReadOtherwise(model, field, new Set(['==', '!=', 'in', 'network']));
  const untried = 'the policy reads the address as text, or compares it with what it computes';
  return limit({ values, what, ...(isOpen ? { untried } : {}) }, own);
}

/** Each once, in the order of the text. */
export function namedStretches(model: Pick<PolicyModel, 'literals'>): Stretch[] {
  const byExtent = new Map<string, Stretch>();
  for (const literal of model.literals) {
    const extent = literal.kind === 'string' ? readStretch(literal.value) : undefined;
    if (literal.kind !== 'string' || !extent) continue;
    const key = `${extent.first}-${extent.last}`;
    if (!byExtent.has(key)) byExtent.set(key, { ...extent, literal });
  }
  return [...byExtent.values()];
}

/** A network, an address, or the beginning of one up to a point, such as `10.1.`. */
function readStretch(text: string): Omit<Stretch, 'literal'> | undefined {
  const numbers = /^(?:\d{1,3}\.){1,3}$/.test(text) ? text.split('.').length - 1 : 4;
  const whole =
    text +
    Array(4 - numbers)
      .fill('0')
      .join('.');
  const network = readNetwork(whole) ?? readNetwork(`${whole}/${whole.includes(':') ? 128 : numbers * 8}`);
  if (network === undefined) return undefined;
  const [start = ''] = network.text.split('/');
  const bytes = ipaddr.parse(start).toByteArray();
  const bits = bytes.length * 8;
  const first = bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  return { first, last: first + (1n << BigInt(bits - network.length)) - 1n, bits };
}

/** As it is usually written. */
export function showAddress(number: bigint, bits: number): string {
  const bytes = Array.from({ length: bits / 8 }, (_, index) =>
    Number((number >> BigInt(bits - 8 - 8 * index)) & 0xffn),
  );
  return ipaddr.fromByteArray(bytes).toString();
}
