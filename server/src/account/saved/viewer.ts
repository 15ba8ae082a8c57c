/** Who looks at the account, as far as that is no secret: what can be seen depends on it. */
import { createHash, scryptSync } from 'node:crypto';
import type { Credential } from '../../protocol/credential.ts';
import { readJwt } from '../jwt.ts';

export interface Viewer {
  readonly kind: Credential['kind'];
  /** Of a key, its own. Else it tells one person from another, and nothing about them. */
  readonly id: string;
}

export function viewerOf(credential: Credential): Viewer {
  const { kind } = credential;
  return { kind, id: kind === 'apiKey' ? credential.id : personOf(credential) };
}

type TokenCredential = Exclude<Credential, { kind: 'apiKey' }>;

/**
 * A token of Spacelift's names its subject, who stays the same when the token is renewed. Whose any other token is can't
 * be told without asking; so each is a viewer of its own. What stands for it is made to be slow to compute (scrypt), with
 * the account's address as salt: nobody gets from there to the token, be it a short one.
 */
function personOf({ kind, endpoint, token }: TokenCredential): string {
  const subject = kind === 'token' ? readJwt(token)?.subject : undefined;
  if (subject !== undefined)
    return createHash('sha256').update(`${endpoint}\n${subject}`).digest('hex').slice(0, LENGTH);
  return scryptSync(token, endpoint, LENGTH / 2).toString('hex');
}

/** In hexadecimal digits. */
const LENGTH = 32;
