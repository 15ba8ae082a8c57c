/** What signs in to a Spacelift account. Held in memory only; never in a message, a log or a file of ours. */

/**
 * An endpoint and the secret that belongs to it: one is never used without the other.
 * `endpoint`: `https://acme.app.spacelift.io`, no path (`account/endpoint.ts` checks it).
 */
export type Credential =
  /** `secret`: of a secret key its secret, of an OIDC key an ID token. */
  | { kind: 'apiKey'; endpoint: string; id: string; secret: string }
  /** A personal access token of GitHub. */
  | { kind: 'github'; endpoint: string; token: string }
  /** A ready JWT. It can't be renewed from itself. */
  | { kind: 'token'; endpoint: string; token: string };

/** A credential, and where it comes from. */
export interface FoundCredential {
  credential: Credential;
  /** In words, for people, without anything secret: `spacectl profile "prod"`. */
  from: string;
}
