import type { Credential } from '../protocol/credential.ts';

export type { Credential };

/**
 * Gives a credential when one is needed: asked again when a ready token is about to end or is dead
 * (`spacectl profile export-token` gives a fresh one).
 */
export type CredentialSource = (signal: AbortSignal) => Promise<Credential>;
