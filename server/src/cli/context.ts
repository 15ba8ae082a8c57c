import type { Accounts, Clock, Engine } from '../core/ports.ts';
import type { RulePages } from './rulePages.ts';
import type { Streams } from './streams.ts';

/** What every command works with. */
export interface CliContext {
  engine: Engine;
  clock: Clock;
  streams: Streams;
  /** The demo account's snapshot file. */
  demoAccountFile: string;
  /** Those that this person can sign in to. */
  accounts: Accounts;
  rulePages: RulePages;
  /** Environment variables; `LOGIN_POLICY_ACCOUNT` is read. */
  environment: Record<string, string | undefined>;
}
