/** What the features of an editor get. */
import type { BuiltinInfo, RegoVersion } from '../../protocol/engine.ts';
import type { Inventory } from '../account/inventory.ts';
import type { PolicyModel } from '../syntax/model.ts';

/**
 * One version of a login policy that is open in an editor, in any state, with what is known beside it. Features are
 * pure functions of it; they never ask the engine, so that typing never waits.
 */
export interface OpenPolicy {
  readonly model: PolicyModel;
  readonly engine: RegoVersion;
  /** Undefined: no account is known. */
  readonly account: Inventory | undefined;
  /** How an API key's login is written in this account. */
  readonly keyLogin: 'id' | 'name';
  /** What OPA knows of, in the account's version; empty until the engine has told. */
  readonly builtins: ReadonlyMap<string, BuiltinInfo>;
  /** Nanoseconds since 1970, to tell what has expired. */
  readonly now: bigint;
}
