/** Some of a matrix's addresses, in words. */
import type { SessionAxes } from '../../../protocol/matrix.ts';

/** Names one by one are for a few. */
const MOST = 4;

/**
 * `in 10.0.0.0/8 or elsewhere`, by the networks that the policies name; undefined for all addresses.
 * @param places in `addresses`
 */
export function describeAddresses(
  { addresses, networks }: Pick<SessionAxes, 'addresses' | 'networks'>,
  places: readonly number[],
): string | undefined {
  if (places.length === addresses.length) return undefined;
  const own = new Set(places);
  const outside = addresses.map((_, place) => place).filter((place) => !own.has(place));
  const without = networks.find((network) => isSame(network.addresses, outside));
  if (without) return `from anywhere but ${without.network}`;
  const rest = new Set(own);
  const named = networks.filter((network) => take(rest, network.addresses)).map(({ network }) => network);
  const inNone = addresses
    .map((_, place) => place)
    .filter((place) => !networks.some((network) => network.addresses.includes(place)));
  const elsewhere = take(rest, inNone) ? ['elsewhere'] : [];
  return `from ${listSome([...named, ...[...rest].map((place) => addresses[place]?.ip ?? 'anywhere'), ...elsewhere])}`;
}

/** Takes them out, where all of them are in and one of them still is. */
function take(rest: Set<number>, places: readonly number[]): boolean {
  if (places.length === 0 || !places.every((place) => rest.has(place))) return false;
  for (const place of places) rest.delete(place);
  return true;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((place, index) => place === b[index]);
}

function listSome(names: readonly string[]): string {
  const shown = names.slice(0, MOST);
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1) ?? ''}`;
}
