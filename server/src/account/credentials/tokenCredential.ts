import { BadInput } from '../../core/badInput.ts';
import type { Credential } from '../../protocol/credential.ts';
import { readJwt } from '../jwt.ts';

export type TokenCredential = Extract<Credential, { kind: 'token' }>;

/**
 * A ready token as a credential. The account's address is the endpoint that is given, else the token's audience
 * (spacectl, client/session/api_token.go).
 * @param from what to call it in the message, such as the variable it is in
 * @throws {BadInput} for what is no JWT, and for one that is of no single account
 */
export function tokenCredential(token: string, endpoint: string | undefined, from: string): TokenCredential {
  const claims = readJwt(token);
  if (claims === undefined)
    throw new BadInput(`${from}: is no token of Spacelift (a JWT, three parts with dots between)`);
  const [audience, ...others] = claims.audience;
  const address = endpoint ?? (others.length === 0 ? audience : undefined);
  if (address === undefined) throw new BadInput(`${from}: does not say which account the token is of`);
  return { kind: 'token', endpoint: address, token };
}
