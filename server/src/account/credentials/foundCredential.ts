import type { Credential } from '../credential.ts';

/** A credential, and where it comes from. */
export interface FoundCredential {
  credential: Credential;
  /** In words, for people, without anything secret: `spacectl profile "prod"`. */
  from: string;
}
