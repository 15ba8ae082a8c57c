/** Tokens: had when needed, renewed before they end, once for all who wait. */
import { AccountError } from '../../core/account/accountError.ts';
import { cancelled } from '../cancelled.ts';
import { describeClock, describeEndedAtOnce } from './clockNotice.ts';
import type { Credential } from '../../protocol/credential.ts';
import { describeEndedToken } from './endedToken.ts';
import { checkEndpoint, hostOf } from '../endpoint.ts';
import { secretsOf, signIn, type AskOpenly, type Token } from './exchange.ts';
import { SharedTask } from '../sharedTask.ts';

/**
 * Gives a credential when one is needed: asked again when a ready token is about to end or is dead
 * (`spacectl profile export-token` gives a fresh one).
 */
export type CredentialSource = (signal: AbortSignal) => Promise<Credential>;

export interface SessionOptions {
  credential: Credential;
  /** Asked for each sign-in after the first, where there is one: a secret may have been put right meanwhile. */
  freshCredential: CredentialSource | undefined;
  ask: AskOpenly;
  /** Milliseconds since 1970, by this computer. */
  now: () => number;
  /** By how many milliseconds this computer's clock is ahead of the server's. Undefined: not known. */
  clockLead: () => number | undefined;
}

interface Held extends Token {
  /** By this computer's clock, milliseconds. Missing: when the server refuses it. */
  renewAt?: number;
}

const MARGIN_MS = 2 * 60_000;
/** A sign-in that was refused is not tried again at once by everyone who comes. */
const REFUSAL_HOLDS_MS = 10_000;
const SECRETS_KEPT = 16;

export class Session {
  readonly #options: SessionOptions;
  readonly #host: string;
  #held: Held | undefined;
  #renewal: SharedTask<string> | undefined;
  #refusal: { error: AccountError; at: number } | undefined;
  readonly #recentSecrets: string[] = [];
  /** The last token that the server refused. */
  #dead: string | undefined;
  #endedAtOnce: number | undefined;
  /** The credential has been used: a fresh one is asked for from then on. */
  #isUsed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#host = hostOf(options.credential.endpoint);
  }

  /** What must not be shown: secrets, and the latest tokens. */
  get secrets(): readonly string[] {
    return [...secretsOf(this.#options.credential), ...this.#recentSecrets];
  }

  /** What people should know of this computer's clock. */
  clockNotice(): string | undefined {
    const known = describeClock(this.#options.clockLead(), this.#host);
    if (known !== undefined || this.#options.clockLead() !== undefined) return known;
    return this.#endedAtOnce === undefined ? undefined : describeEndedAtOnce(this.#endedAtOnce, this.#host);
  }

  /** A token that has time left, as far as the clock can tell. @throws {AccountError} */
  async token(signal: AbortSignal): Promise<string> {
    const held = this.#held;
    if (held !== undefined && (held.renewAt === undefined || this.#options.now() < held.renewAt)) return held.jwt;
    return this.#renewed(signal);
  }

  /** Another token, as the server has refused `dead`; at once where somebody has renewed it. @throws {AccountError} */
  async renew(dead: string, signal: AbortSignal): Promise<string> {
    if (this.#held !== undefined && this.#held.jwt !== dead) return this.token(signal);
    this.#discard(dead);
    return this.#renewed(signal);
  }

  /** The server refuses even a new token: for a while nobody tries again. @returns what to throw */
  refuse(dead: string): AccountError {
    const ready = this.#options.credential.kind === 'token';
    const words = `${this.#host} signs in, and then does not accept the token that it gave.`;
    const error = ready ? this.#ended(dead) : this.#expired(words);
    if (this.#held?.jwt === dead) this.#refusal = { error, at: this.#options.now() };
    this.#discard(dead);
    return error;
  }

  #discard(dead: string): void {
    this.#dead = dead;
    if (this.#held?.jwt === dead) this.#held = undefined;
  }

  #renewed(signal: AbortSignal): Promise<string> {
    const refusal = this.#refusal;
    if (refusal !== undefined && Math.abs(this.#options.now() - refusal.at) < REFUSAL_HOLDS_MS) {
      return Promise.reject(refusal.error);
    }
    if (this.#renewal === undefined || this.#renewal.isOver) {
      this.#renewal = new SharedTask((stop) => this.#obtain(stop));
    }
    return this.#renewal.join(signal);
  }

  async #obtain(stop: AbortSignal): Promise<string> {
    try {
      const credential = await this.#credential(stop);
      const token = await signIn(this.#options.ask, credential, stop);
      if (stop.aborted) throw cancelled();
      if (credential.kind === 'token' && token.jwt === this.#dead) throw this.#ended(token.jwt);
      this.#held = this.#hold(token, credential.kind);
      this.#refusal = undefined;
      this.#keepSecrets([token.jwt]);
      return token.jwt;
    } catch (thrown) {
      if (thrown instanceof AccountError && (thrown.kind === 'signIn' || thrown.kind === 'expired')) {
        this.#refusal = { error: thrown, at: this.#options.now() };
      }
      throw thrown;
    }
  }

  async #credential(stop: AbortSignal): Promise<Credential> {
    const { credential, freshCredential } = this.#options;
    const isFirst = !this.#isUsed;
    this.#isUsed = true;
    if (isFirst || freshCredential === undefined) return credential;
    const fresh = await freshCredential(stop);
    const endpoint = checkEndpoint(fresh.endpoint);
    if (endpoint !== credential.endpoint) {
      const words = `The new credential is for ${hostOf(endpoint)}, not for ${this.#host}: it is not used.`;
      throw new AccountError('endpoint', words);
    }
    this.#keepSecrets(secretsOf(fresh));
    return fresh;
  }

  /** Renewal is counted from now, by the token's lifetime: so it does not matter whether the two clocks agree. */
  #hold(token: Token, kind: Credential['kind']): Held {
    const renewable = kind !== 'token' || this.#options.freshCredential !== undefined;
    // The same again: there is no newer one yet.
    if (token.endsAt === undefined || !renewable || token.jwt === this.#held?.jwt) return token;
    const now = this.#options.now();
    const lead = this.#options.clockLead();
    const lifetime = token.endsAt * 1000 - (now - (lead ?? 0));
    // Ended at once: one of the clocks is wrong. Renewing would not end, so the server is left to judge.
    if (lifetime <= 0) {
      if (kind !== 'token' && lead === undefined) this.#endedAtOnce = -lifetime;
      return token;
    }
    return { ...token, renewAt: now + lifetime - Math.min(MARGIN_MS, lifetime / 10) };
  }

  #ended(jwt: string): AccountError {
    const now = this.#options.now() - (this.#options.clockLead() ?? 0);
    return this.#expired(describeEndedToken(jwt, this.#options.credential.endpoint, now));
  }

  #keepSecrets(secrets: string[]): void {
    this.#recentSecrets.push(...secrets);
    this.#recentSecrets.splice(0, this.#recentSecrets.length - SECRETS_KEPT);
  }

  #expired(words: string): AccountError {
    const notice = this.clockNotice();
    return new AccountError('expired', notice === undefined ? words : `${words} ${notice}`);
  }
}
