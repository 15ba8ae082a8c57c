/** What the core needs from its surroundings. Implemented in `engine/`, `account/`, `lsp/`, `cli/`, and faked in tests. */
import type { AccountSnapshot, PieceName } from '../protocol/account.ts';
import type { FoundCredential } from '../protocol/credential.ts';
import type { EngineAnswers, EngineFailure, EngineRequest, PolicySource } from '../protocol/engine.ts';
import type { SignInOffers } from '../protocol/signIn.ts';

/** Told to stop. The shape of LSP's own token, so that a language server's can be handed on as it is. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose(): void };
}

/** OPA, wherever it runs. */
export interface Engine {
  /**
   * Ask one operation.
   * @throws {EngineError} when there is no answer; OPA's findings about the policy are answers, not errors.
   */
  ask<R extends EngineRequest>(request: R, token?: CancellationToken): Promise<EngineAnswers[R['op']]>;
  /** Ends the worker. Later requests fail with `unavailable`. */
  dispose(): Promise<void>;
}

/** `cancelled`: whoever asked waits no more. `gaveWay`: it took long, and others waited for their turn. */
type NoAnswer = EngineFailure['kind'] | 'cancelled' | 'gaveWay';

/** The engine gave no answer. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: NoAnswer;
  constructor(kind: NoAnswer, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The time. */
export interface Clock {
  /** Nanoseconds since 1970-01-01T00:00:00Z. */
  now(): bigint;
}

/** A Spacelift account that somebody can sign in to. Signs in when first asked. */
export interface SignedInAccount {
  /** `https://acme.app.spacelift.io` */
  readonly endpoint: string;
  /** Where its credential comes from, in words, without anything secret. */
  readonly from: string;
  /** What was saved last; undefined: nothing. Never asks the network. */
  cached(): Promise<AccountSnapshot | undefined>;
  /**
   * Everything anew, and saved. A part that can't be had keeps what was saved of it, and says so in its state.
   * @throws {AccountError} where nothing at all can be had, or `signal` ends it
   */
  refresh(options?: RefreshOptions): Promise<AccountSnapshot>;
  /**
   * Spacelift's own simulation of a policy with this input (JSON text); it changes nothing there.
   * @throws {AccountError} where there is no decision, also because Spacelift refuses the policy
   */
  simulate(policy: PolicySource, input: string, signal?: AbortSignal): Promise<RemoteSimulation>;
  close(): Promise<void>;
}

/** How an account is asked anew. Of several who wait for one refresh, those of the first count, but for `signal`. */
export interface RefreshOptions {
  /** Whoever asked waits no more. */
  signal?: AbortSignal;
  /** Milliseconds: what is not there by then counts as not to be had (`timeout`). Missing: there is no such limit. */
  withinMs?: number;
  /** Told what is still awaited, each time that something has come; in the end, when recorded logins are, nothing. */
  onProgress?: (awaited: readonly PieceName[]) => void;
}

export interface RemoteSimulation {
  /** The decision, as JSON text. */
  answer: string;
  /** What to keep in mind about it, in words. */
  notes: string[];
}

/** Which of a person's credentials to use. Nothing: the environment's, else that of spacectl's current profile. */
export interface CredentialChoice {
  /** Of a spacectl profile, its alias. */
  profile?: string;
  /** Path of a file that Spacelift offered for a new API key. Excludes `profile`. */
  keyFile?: string;
}

/** The accounts that this person has credentials for. */
export interface Accounts {
  /**
   * With a credential of this computer's.
   * @throws {BadInput} where there is none, or what is there is not whole
   * @throws {AccountError} `endpoint`: it is refused
   */
  signIn(choice: CredentialChoice): Promise<SignedInAccount>;
  /**
   * With a credential that somebody else keeps.
   * @param fresh gives a newer one when a token of the first has ended; for the same endpoint
   * @throws {AccountError} `endpoint`: it is refused
   */
  signInWith(found: FoundCredential, fresh: () => Promise<FoundCredential>): Promise<SignedInAccount>;
}

/** What helps somebody to sign in. Nothing is asked over the network. */
export interface SignInHelp {
  /** What this computer has to sign in with. What can't be read is told, not thrown. */
  offers(): Promise<SignInOffers>;
  /**
   * The address of an account as `https://host[:port]`.
   * @throws {AccountError} `endpoint`: it is refused
   */
  readEndpoint(text: string): string;
  /**
   * The address of the account that a token is of.
   * @throws {BadInput} for what is no token of one account
   * @throws {AccountError} `endpoint`: its account's address is refused
   */
  readToken(token: string): string;
  /**
   * The content of the file that Spacelift offers for a new API key.
   * @throws {BadInput} for a text that is no such file
   */
  readKeyFile(text: string): { id?: string; secret: string };
}
