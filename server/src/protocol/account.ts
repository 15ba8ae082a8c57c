/**
 * The account snapshot: what is known about one Spacelift account. One shape for the demo data, `--account FILE`,
 * `initializationOptions.account`, the cache and `account export`. Checked by `core/account/snapshotSchema.ts`.
 */

/** The version this build reads and writes. */
export type SnapshotVersion = 1;

export type PartState = 'complete' | 'partial' | 'forbidden' | 'failed';

/** One part of the inventory, fetched on its own: a forbidden or missing part loses that part only. */
export interface Part<T> {
  /**
   * `complete`: all there is. `partial`: some may be missing. `forbidden`: the credential may not see it (Spacelift
   * answers a role list without permission with an empty list). `failed`: it could not be fetched.
   */
  state: PartState;
  /** RFC 3339, when it was fetched. */
  at: string;
  /** Empty where the state is `forbidden` or `failed`. */
  items: T[];
  /** Why it is not complete, in words. */
  reason?: string;
}

/** What an account is asked for, each on its own: its parts, and what is one value for all of it. */
export type PartName = 'roles' | 'spaces' | 'apiKeys' | 'teams' | 'teamBindings' | 'loginPolicies';
export type PieceName = PartName | 'authorizationScheme' | 'opaVersion';

/** A role. `slug` is what a login policy writes; `id` is a ULID in the API and Terraform. */
export interface Role {
  id: string;
  slug: string;
  name: string;
  description: string;
  isSystem: boolean;
  /** As the API spells them: `RUN_TRIGGER`. */
  actions: string[];
}

export interface Space {
  /** `root`, `legacy`, or `name-ULID`. */
  id: string;
  name: string;
  description: string;
  /** Missing for `root` only. */
  parentSpace?: string;
  /** The edge to the parent: with it, any role here gives Read in the parent. */
  inheritEntities: boolean;
  labels: string[];
}

/**
 * A role in a space that is bound to somebody outside of login policies: in force under user management
 * (`MANAGED_USERS`) only.
 */
export interface RoleBinding {
  /** Slug. */
  role: string;
  /** Id. */
  space: string;
}

/** A role in a space for everybody with a team. */
export interface TeamBinding extends RoleBinding {
  /** As the identity provider reports it, and as an API key's `teams` has it. */
  team: string;
}

/** What recorded logins of API keys have shown about their sessions, where all of them agree. Missing: assumed. */
export interface KeySession {
  /** `input.session.name` of a key's login. */
  name?: 'keyName' | 'keyId' | 'empty';
  /** `input.session.member` */
  member?: boolean;
  /** `input.session.machine` */
  machine?: boolean;
}

export interface ApiKey {
  /** 26-character ULID. */
  id: string;
  name: string;
  description: string;
  type: 'SECRET' | 'OIDC';
  /** Its groups: `input.session.teams` of its logins. */
  teams: string[];
  /** An administrative key of the root space: login policies are not asked. */
  admin: boolean;
  /** RFC 3339. */
  createdAt: string;
  expiresAt?: string;
  lastUsedAt?: string;
  deleted: boolean;
  /** Bound to the key itself. Missing: unknown. */
  roleBindings?: RoleBinding[];
}

export interface LoginPolicy {
  id: string;
  name: string;
  body: string;
  engine: 'v0' | 'v1';
}

export interface AccountSnapshot {
  version: SnapshotVersion;
  /** The account's name, the first label of its host. */
  name: string;
  /** `https://…`, without a path; missing for made-up accounts. */
  endpoint?: string;
  /** Who decides about access: under `MANAGED_USERS` login policies are inert. Missing: unknown. */
  authorizationScheme?: 'LOGIN_POLICIES' | 'MANAGED_USERS';
  /** The OPA in force there. Missing: unknown. */
  opaVersion?: string;
  /** How this account's key logins look, where a recorded login has shown it. Missing: assumed. */
  keyLogin?: 'id' | 'name';
  /** What else recorded logins have shown. */
  keySession?: KeySession;
  /** Why no recorded login has shown `keyLogin`: there is none of a key, or they differ. Missing: they were not read. */
  keyRecords?: 'none' | 'different';
  /**
   * What could not be had when it was asked for last, for a reason that may be gone soon, and that reason in words. Of a
   * part that is there all the same, some or all is as it was before. Missing: nothing.
   */
  missed?: Partial<Record<PieceName, string>>;
  roles: Part<Role>;
  spaces: Part<Space>;
  apiKeys: Part<ApiKey>;
  /** Group names that the identity provider has reported at logins. */
  teams: Part<string>;
  /** Roles bound to teams. Missing: unknown. */
  teamBindings?: Part<TeamBinding>;
  loginPolicies: Part<LoginPolicy>;
}
