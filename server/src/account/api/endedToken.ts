import { describeDuration } from '../http/duration.ts';
import { hostOf } from '../endpoint.ts';
import { readJwt } from '../jwt.ts';

/**
 * Why a ready token is not accepted, as far as it says itself.
 * @param now the server's time, in milliseconds since 1970
 */
export function describeEndedToken(jwt: string, endpoint: string, now: number): string {
  const claims = readJwt(jwt);
  const [audience] = claims?.audience ?? [];
  const meant = audience !== undefined && URL.canParse(audience) ? new URL(audience).host : '';
  const words = [`${hostOf(endpoint)} does not accept this token.`];
  const since = claims?.expiresAt === undefined ? -1 : now - claims.expiresAt * 1000;
  if (since >= 0) words.push(`It ended ${describeDuration(since)} ago.`);
  if (meant !== '' && meant !== hostOf(endpoint)) words.push(`It is for ${meant}.`);
  return [...words, 'Get a new one (spacectl profile login), or use an API key.'].join(' ');
}
