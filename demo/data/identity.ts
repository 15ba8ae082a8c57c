/** Ids and secrets that only the server has: made from names, so that they are the same at every start. */
import { createHash } from 'node:crypto';
import type { ApiKey } from '../../server/src/protocol/account.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: its time from `milliseconds` since 1970, the rest from `seed`. */
export function makeUlid(seed: string, milliseconds: number): string {
  const time = toCrockford(BigInt(milliseconds), 10);
  const chance = createHash('sha256').update(seed).digest('hex').slice(0, 20);
  return time + toCrockford(BigInt(`0x${chance}`), 16);
}

/** The last `length` digits, to the base of 32. */
function toCrockford(number: bigint, length: number): string {
  let rest = number;
  let text = '';
  for (let digit = 0; digit < length; digit++) {
    text = CROCKFORD.charAt(Number(rest % 32n)) + text;
    rest /= 32n;
  }
  return text;
}

/** What a key is exchanged with: 64 hexadecimal digits. Worth nothing: everybody can work it out. */
export function secretOf({ id }: Pick<ApiKey, 'id'>): string {
  return createHash('sha256').update(`secret of the demo account's key ${id}`).digest('hex');
}

/** What the demo's one GitHub user, its organization's admin, is exchanged for. */
export const GITHUB_TOKEN = createHash('sha256').update("token of the demo account's admin").digest('hex');
