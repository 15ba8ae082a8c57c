/** Who is signed in: tokens that look like Spacelift's, and die with time. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../server/src/core/ports.ts';
import type { SpaceAccess } from '../server/src/protocol/simulation.ts';

/** Spacelift's documentation of the API says an hour. */
const LIFETIME_SECONDS = 3600;

export interface Identity {
  /** `api::<id>` for a key, and a login for a person. */
  login: string;
  name: string;
  /** Of the whole account. */
  isAdmin: boolean;
  /** By space id: frozen at login, as Spacelift does. */
  access: Record<string, SpaceAccess>;
}

export interface Token {
  jwt: string;
  /** Seconds since 1970. */
  validUntil: number;
}

export class Sessions {
  readonly #clock: Clock;
  /** Of this start only: tokens of an earlier one are dead. */
  readonly #signingKey = randomBytes(32);
  readonly #live = new Map<string, { identity: Identity; validUntil: number }>();
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `audience`: the account's base address. */
  issue(identity: Identity, audience: string): Token {
    const now = this.#now();
    for (const [jwt, { validUntil }] of this.#live) if (validUntil <= now) this.#live.delete(jwt);
    const validUntil = now + LIFETIME_SECONDS;
    this.#count += 1;
    const claims = { aud: [audience], exp: validUntil, iat: now, jti: String(this.#count), sub: identity.login };
    const jwt = this.#sign(claims);
    this.#live.set(jwt, { identity, validUntil });
    return { jwt, validUntil };
  }

  /** Undefined for a token that is unknown or dead. `header`: of a request, `Bearer …`. */
  find(header: string | undefined): Identity | undefined {
    const session = this.#live.get(header?.replace(/^Bearer /i, '') ?? '');
    return session !== undefined && session.validUntil > this.#now() ? session.identity : undefined;
  }

  /** Signs everybody out. */
  expireAll(): void {
    this.#live.clear();
  }

  #sign(claims: object): string {
    const parts = [{ alg: 'HS256', typ: 'JWT' }, claims];
    const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${signed}.${createHmac('sha256', this.#signingKey).update(signed).digest('base64url')}`;
  }

  #now(): number {
    return Number(this.#clock.now() / 1_000_000_000n);
  }
}
