/** The addresses of a matrix: both sides of every end of each network that the policies name, and those chosen. */
import ipaddr from 'ipaddr.js';
import type { ChosenSessions, MatrixAddress, MatrixNetwork } from '../../protocol/matrix.ts';
import { namedStretches, showAddress, type Stretch } from '../simulation/alternatives/addresses.ts';
import { parseAddress } from '../simulation/address.ts';
import { reachesInput } from '../simulation/reach.ts';
import { isReadOtherwise } from '../simulation/alternatives/otherReads.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { distinct, pickFirst, type Ranked } from './ranked.ts';
import { ascending } from '../ascending.ts';

/** Set aside for documentation (RFC 5737, RFC 3849), the first is taken where no address is given: in nobody's network. */
const ELSEWHERE = ['203.0.113.1', '2001:db8::1'];
const FIELDS = ['request.remote_ip', 'session.creator_ip'] as const;

export interface AddressAxis {
  /** The most telling first. */
  readonly candidates: readonly Ranked<string>[];
  readonly stretches: readonly Stretch[];
  /** What is not tried of addresses, in a sentence. */
  readonly untried?: string;
}

/** @throws {BadInput} for a chosen address that is none */
export function listAddresses(models: readonly PolicyModel[], { addresses = [], only }: ChosenSessions): AddressAxis {
  const chosen = addresses.map((text): Ranked<string> => ({ value: parseAddress(text), rank: 0, isChosen: true }));
  const readers = models.filter((model) => FIELDS.some((field) => reachesInput(model, field)));
  // The same whichever policy comes first.
  const stretches = namedStretches({ literals: readers.flatMap(({ literals }) => literals) }).sort(compareStretches);
  if (readers.length === 0 || (only === true && chosen.length > 0)) return { candidates: chosen, stretches };
  const isOpen = readers.some((model) =>
    FIELDS.some((field) => isReadOtherwise(model, field, new Set(['==', '!=', 'in', 'network']))),
  );
  const untried =
    'A policy reads the address as text, or compares it with what it computes: other addresses may come to something else';
  const elsewhere = ELSEWHERE.map((value, family) => ({ value, rank: 1 + family * 0.5 }));
  const candidates = [...chosen, ...elsewhere, ...stretches.flatMap(around)];
  return isOpen ? { candidates, stretches, untried } : { candidates: markSpare(candidates, stretches), stretches };
}

/** Of addresses in the same networks, the first by rank tells all; those that somebody has chosen stay anyway. */
function markSpare(candidates: readonly Ranked<string>[], stretches: readonly Stretch[]): Ranked<string>[] {
  const seen = new Set<string>();
  return distinct(candidates).map((one) => {
    const number = numberOf(one.value);
    const key = JSON.stringify([number.bits, stretches.map((stretch) => isIn(number, stretch))]);
    const isSpare = seen.has(key) && one.isChosen !== true;
    seen.add(key);
    return isSpare ? { ...one, isSpare } : one;
  });
}

export function isIn({ value, bits }: AddressNumber, stretch: Stretch): boolean {
  return stretch.bits === bits && value >= stretch.first && value <= stretch.last;
}

function compareStretches(a: Stretch, b: Stretch): number {
  return a.bits - b.bits || ascending(a.first, b.first) || ascending(a.last, b.last);
}

/** Inside, just outside, the first and the last. */
function around({ first, last, bits }: Stretch): Ranked<string>[] {
  const ends = 1n << BigInt(bits);
  const numbers: [bigint, number][] = [
    [last - first > 1n ? first + 1n : first, 2],
    [last + 1n, 3],
    [first - 1n, 4],
    [first, 5],
    [last, 6],
  ];
  return numbers.flatMap(([number, rank]) =>
    number >= 0n && number < ends ? [{ value: showAddress(number, bits), rank }] : [],
  );
}

/** So many of them, the most telling; any where there are none. */
export function makeAddresses({ candidates }: AddressAxis, most: number): MatrixAddress[] {
  if (candidates.length === 0) return [{}];
  return pickFirst(candidates, most)
    .map((one) => ({ ...one, number: numberOf(one.value) }))
    .sort((a, b) => a.number.bits - b.number.bits || ascending(a.number.value, b.number.value))
    .map(({ value, isChosen }) => ({ ip: value, ...(isChosen && { isChosen }) }));
}

/** Those that hold any of the addresses. */
export function placeNetworks({ stretches }: AddressAxis, addresses: readonly MatrixAddress[]): MatrixNetwork[] {
  const numbers = addresses.map(({ ip }) => (ip === undefined ? undefined : numberOf(ip)));
  const sizeOf = ({ first, last }: Stretch): bigint => last - first;
  return [...stretches]
    .sort((a, b) => ascending(sizeOf(b), sizeOf(a)) || compareStretches(a, b))
    .map((stretch) => ({ network: nameOf(stretch), addresses: placesIn(stretch, numbers) }))
    .filter(({ addresses: inside }) => inside.length > 0);
}

/** An address as a number; `bits`: 32 or 128. */
export interface AddressNumber {
  readonly value: bigint;
  readonly bits: number;
}

function placesIn(stretch: Stretch, numbers: readonly (AddressNumber | undefined)[]): number[] {
  return numbers.flatMap((number, place) => (number && isIn(number, stretch) ? [place] : []));
}

function nameOf({ first, last, bits }: Stretch): string {
  const shared = bits - (last - first + 1n).toString(2).length + 1;
  const address = showAddress(first, bits);
  return shared === bits ? address : `${address}/${shared}`;
}

export function numberOf(address: string): AddressNumber {
  const bytes = ipaddr.parse(address).toByteArray();
  return { value: bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n), bits: bytes.length * 8 };
}
