/** Who looks at the account, as far as that is no secret: what can be seen depends on it. */
import type { Credential } from '../../protocol/credential.ts';

export type Viewer =
  | { readonly kind: 'apiKey'; readonly id: string }
  /** Whose token it is can't be told without asking, and is taken to be the one who uses this computer. */
  | { readonly kind: 'github' | 'token' };

export function viewerOf(credential: Credential): Viewer {
  return credential.kind === 'apiKey' ? { kind: 'apiKey', id: credential.id } : { kind: credential.kind };
}
