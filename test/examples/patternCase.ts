/** Policies of `examples/`, and what logins come to under them: the tables in `cases/` are made of these. */
import type { AccessLevel, SessionRequest } from '../../server/src/protocol/simulation.ts';

export interface PatternCase {
  what: string;
  /** What it leaves out comes from `USUAL_SESSION`, except beside an `input`. */
  session: SessionRequest;
  level: AccessLevel;
  /** Space name → slugs. */
  roles?: Record<string, string[]>;
  /** After rewriting. Default: none. */
  teams?: string[];
  /** Space names. */
  space_admin?: string[];
  space_write?: string[];
  space_read?: string[];
  /**
   * Where it is interesting. Space name → what is held there: `deployer` (granted there), `deployer < production`
   * (inherited), `read < eu` (earned by a role further down).
   */
  access?: Record<string, string[]>;
  sample?: boolean;
  /** Codes of the notices beside `frozen`, which every report has. Default: none. */
  notices?: string[];
}

/** Two files that decide alike. */
export interface Pattern {
  /** Of the files `patterns/<name>.v0.rego` and `.v1.rego`. */
  name: string;
  cases: PatternCase[];
}

export function filesOf({ name }: Pattern): string[] {
  return [`patterns/${name}.v0.rego`, `patterns/${name}.v1.rego`];
}

/** Nothing about it is assumed, so that no test depends on what is. A Tuesday, 10:30 in Berlin. */
export const USUAL_SESSION = { ip: '10.20.0.1', at: '2026-03-03T09:30:00Z', member: true } as const;

/** A key of the demo account, its login written as `api::<id>` or as its name. */
export function keyAsId(key: string): SessionRequest {
  return { key, loginAs: 'id' };
}

export function keyAsName(key: string): SessionRequest {
  return { key, loginAs: 'name' };
}

/** A person, or whoever else has this login. */
export function person(login: string, ...teams: string[]): SessionRequest {
  return { login, teams };
}
