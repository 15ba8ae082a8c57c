/** IP addresses, read strictly: what one reader takes for octal and another for decimal is refused. */
import ipaddr from 'ipaddr.js';
import { BadInput } from '../badInput.ts';

const EXAMPLE = 'such as 203.0.113.1 or 2001:db8::1';

/**
 * The address that `text` names, the one way it is usually written: IPv4 as four decimal numbers, IPv6 as in RFC 5952,
 * an IPv4 address mapped into IPv6 (`::ffff:10.0.0.1`) as the IPv4 address it stands for.
 * @throws {BadInput} for anything else: networks, zone ids, short, octal or hexadecimal IPv4 forms.
 */
export function parseAddress(text: string): string {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return text;
  const reason = text.includes(':') ? refuseIPv6(text) : refuseIPv4(text);
  if (reason !== undefined) throw new BadInput(`"${text}" ${reason}`);
  return ipaddr.process(withoutQuad(text)).toString();
}

/**
 * An IPv6 address with the dotted quad at its end, if there is one, as two hexadecimal groups: the library takes
 * `::10.0.0.1` for `::ffff:10.0.0.1`, which is another address.
 */
function withoutQuad(text: string): string {
  const start = text.lastIndexOf(':') + 1;
  if (!text.includes('.', start)) return text;
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(text.slice(start)).octets;
  return `${text.slice(0, start)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function refuseIPv4(text: string): string | undefined {
  if (text.includes('/')) return refuseNetwork(text);
  return ipaddr.IPv4.isValid(text)
    ? 'is a short, octal or hexadecimal form: write all four numbers in decimal, without leading zeros'
    : `is no IP address: right would be four numbers from 0 to 255, or an IPv6 address, ${EXAMPLE}`;
}

function refuseIPv6(text: string): string | undefined {
  if (text.includes('/')) return refuseNetwork(text);
  if (text.includes('%'))
    return 'has a zone id, which means something on one machine only: leave out the % and the rest';
  const quad = text.slice(text.lastIndexOf(':') + 1);
  const isStrict = !quad.includes('.') || ipaddr.IPv4.isValidFourPartDecimal(quad);
  return isStrict && ipaddr.IPv6.isValid(text) ? undefined : `is no IP address: right would be one ${EXAMPLE}`;
}

function refuseNetwork(text: string): string {
  const first = text.slice(0, text.indexOf('/'));
  return ipaddr.isValidCIDR(text)
    ? `is a network, and one address is meant, such as ${first}`
    : `is no IP address: right would be one ${EXAMPLE}`;
}
