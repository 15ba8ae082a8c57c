/** Addresses and networks as OPA's `net.*` read them (Go's `net.ParseIP` and `net.ParseCIDR`). */
import ipaddr from 'ipaddr.js';
import { BadInput } from '../badInput.ts';
import { parseAddress } from '../simulation/address.ts';

export interface Network {
  /** As it is usually written, without host bits: `10.0.0.0/8`. */
  readonly text: string;
  /** How many bits all its addresses share. */
  readonly length: number;
  /** Its first address as given has bits beyond the length, which OPA takes no notice of. */
  readonly hasHostBits: boolean;
}

/** Undefined where OPA's built-ins fail on the text: it has no length, or is no network at all. */
export function readNetwork(text: string): Network | undefined {
  const [address = '', digits, ...more] = text.split('/');
  const bytes = bytesOf(address);
  if (digits === undefined || more.length > 0 || !bytes || !/^\d+$/.test(digits)) return undefined;
  const length = Number(digits);
  if (length > bytes.length * 8) return undefined;
  const masked = bytes.map((byte, index) => byte & maskAt(index, length));
  return {
    text: `${ipaddr.fromByteArray(masked).toString()}/${String(length)}`,
    length,
    hasHostBits: masked.some((byte, index) => byte !== bytes[index]),
  };
}

/** Whether it is an address, without a length. */
export function isAddress(text: string): boolean {
  return bytesOf(text) !== undefined;
}

/** The network of this address alone. */
export function networkOfOne(address: string): string {
  return `${address}/${address.includes(':') ? '128' : '32'}`;
}

/** The network that `net.cidr_merge` takes an IPv4 address without a length for: the old classes A, B and C. */
export function classNetwork(address: string): Network | undefined {
  const [first = 0, ...others] = bytesOf(address) ?? [];
  if (others.length !== 3) return undefined;
  const length = first < 128 ? '8' : first < 192 ? '16' : '24';
  return readNetwork(`${address}/${length}`);
}

/** The network that was meant: without blanks, by a mask or with fewer than four numbers, or one address alone. */
export function nearestNetwork(text: string): string | undefined {
  const trimmed = text.trim();
  if (isAddress(trimmed)) return networkOfOne(trimmed);
  const [address = '', length = ''] = trimmed.split('/');
  const missing = 4 - address.split('.').length;
  const whole = missing > 0 && !address.includes(':') ? address + '.0'.repeat(missing) : address;
  const bits = ipaddr.IPv4.isValidFourPartDecimal(length)
    ? ipaddr.IPv4.parse(length).prefixLengthFromSubnetMask()
    : Number(length || NaN);
  return readNetwork(`${whole}/${String(bits)}`)?.text;
}

/** 4 or 16 bytes; an IPv4 address mapped into IPv6 keeps its 16, as it does in a Go network. */
function bytesOf(text: string): number[] | undefined {
  try {
    const address = ipaddr.parse(parseAddress(text));
    return (
      text.includes(':') && address instanceof ipaddr.IPv4 ? address.toIPv4MappedAddress() : address
    ).toByteArray();
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

/** The bits of a byte that are within the length. */
function maskAt(index: number, length: number): number {
  const kept = Math.min(8, Math.max(0, length - index * 8));
  return 0xff & ~(0xff >> kept);
}
