/**
 * What a client asks while somebody signs in: what this computer has to sign in with, and what the person has typed or
 * chosen. Nothing here goes over the network but `TRY_SIGN_IN`. Texts that may be secrets cross in memory only: a client
 * keeps them out of its logs.
 */
import type { AccountResult } from './lsp.ts';

/** Request without parameters. */
export const SIGN_IN_OFFERS = 'loginPolicy/signInOffers';
export interface SignInOffers {
  /** spacectl's, in the order of its file. */
  profiles: SpacectlProfile[];
  /** The environment's credential: the variable that it is in, and the account's address. */
  environment?: { variable: string; endpoint: string };
  /** Why something that is there can't be used, in words. */
  troubles: string[];
}

/** A profile that spacectl keeps: nothing secret. */
export interface SpacectlProfile {
  alias: string;
  /** As stored; missing where the token alone says it. */
  endpoint?: string;
  /** The one that spacectl itself uses. */
  isCurrent: boolean;
}

/** What a person has typed, pasted, or chosen as a file. */
export interface TypedText {
  text: string;
}
/** In words for the person who typed it, without what was typed where that may be a secret. */
export interface Problem {
  problem: string;
}

/** Request with `TypedText`: the address of an account. */
export const READ_ENDPOINT = 'loginPolicy/readEndpoint';
/** `endpoint`: `https://acme.app.spacelift.io`, without a path. */
export type ReadEndpointResult = { endpoint: string } | Problem;

/** Request with `TypedText`: a token of Spacelift itself (a JWT), which says which account it is of. */
export const READ_TOKEN = 'loginPolicy/readToken';
export type ReadTokenResult = ReadEndpointResult;

/** Request with `TypedText`: the content of the file that Spacelift offers for a new API key. */
export const READ_KEY_FILE = 'loginPolicy/readKeyFile';
/** Older files have no id. */
export type ReadKeyFileResult = { id?: string; secret: string } | Problem;

/**
 * Request without parameters: as `SIGN_IN_CHANGED`, and answers when the account has been asked, however recently it was
 * asked before and however that ends. The user is told by the client alone.
 */
export const TRY_SIGN_IN = 'loginPolicy/trySignIn';
export type TrySignInResult = AccountResult;
