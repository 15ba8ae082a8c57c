import ipaddr from 'ipaddr.js';
import { readNetwork } from '../../builtins/network.ts';
import { BadInput } from '../../badInput.ts';
import { parseAddress } from '../../simulation/address.ts';
import { code, list, paragraphs } from './markdown.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A network: first and last address, how many, and who can have them. Markdown; undefined where it is none. */
export function describeNetwork(text: string): string | undefined {
  const network = readNetwork(text);
  if (!network) return undefined;
  const [first, length] = ipaddr.parseCIDR(network.text);
  const last = lastOf(first, length);
  const bits = first.toByteArray().length * 8 - length;
  return paragraphs(
    `**${network.text}** · ${first.kind() === 'ipv4' ? 'IPv4' : 'IPv6'} network · ${kindOfNetwork(first, last, length)}`,
    list([
      `First address: ${code(first.toString())}`,
      `Last address: ${code(last.toString())}`,
      bits === 0 ? 'One address' : `${countOf(bits)} addresses`,
      ...(network.hasHostBits ? [`Means ${code(network.text)}: what is beyond the length does not count`] : []),
    ]),
  );
}

/** An address alone. Markdown; undefined where it is none. */
export function describeAddress(text: string): string | undefined {
  try {
    const address = ipaddr.parse(parseAddress(text));
    const version = address.kind() === 'ipv4' ? 'IPv4' : 'IPv6';
    return `${code(address.toString())} · ${version} address · ${nameOf(address)}`;
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

function lastOf(first: Address, length: number): Address {
  const bytes = first.toByteArray().map((byte, index) => byte | (0xff >> Math.min(8, Math.max(0, length - index * 8))));
  return ipaddr.fromByteArray(bytes);
}

/** Exact up to 2^32. */
function countOf(bits: number): string {
  return bits > 32 ? `2^${String(bits)}` : (2 ** bits).toLocaleString('en');
}

const RANGES: Readonly<Record<string, string>> = {
  unicast: 'public',
  private: 'private',
  uniqueLocal: 'private (unique local)',
  loopback: 'loopback: this machine',
  linkLocal: 'link-local',
  carrierGradeNat: 'shared by a provider (carrier-grade NAT)',
  multicast: 'multicast',
  unspecified: 'unspecified',
  broadcast: 'broadcast',
  reserved: 'reserved: documentation, tests or special use',
  benchmarking: 'reserved for benchmarks',
};

function nameOf(address: Address): string {
  const range = address.range();
  return RANGES[range] ?? `special use (${range})`;
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].map((text) => ipaddr.parseCIDR(text));

function kindOfNetwork(first: Address, last: Address, length: number): string {
  if (length === 0) return 'every address';
  const [from, to] = [nameOf(first), nameOf(last)];
  if (from !== to) return `more than one kind: begins ${from}, ends ${to}`;
  const holdsPrivate = PRIVATE.some(
    ([address, own]) => own > length && address.kind() === first.kind() && address.match(first, length),
  );
  return holdsPrivate ? 'public and private' : from;
}
