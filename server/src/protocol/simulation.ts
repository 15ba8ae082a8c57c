/**
 * The simulation report: what a login comes to, in Spacelift's own names where it has some, so that it can be laid
 * beside the answer of `policySimulate`.
 */
import type { Evaluator, RegoVersion } from './engine.ts';
import type { Range } from './findings.ts';

/** Who logs in, from where and when. Whatever is left out is assumed, and listed in the report. */
export interface SessionRequest {
  /** An API key by name or id. Excludes `login` and `input`. */
  key?: string;
  /** How that key's login is written into `session.login`. */
  loginAs?: 'id' | 'name';
  /** `session.login`, word for word. */
  login?: string;
  /** `session.name`. */
  name?: string;
  /** `session.teams`; replaces the key's own. */
  teams?: string[];
  /** `session.member`. */
  member?: boolean;
  /** `session.admin`. */
  admin?: boolean;
  /** `session.machine`. */
  machine?: boolean;
  /** `session.creator_ip`, IPv4 or IPv6. */
  creatorIp?: string;
  /** `session.account_name`, `session.stack_id`: of a machine's session; left out, the session has none. */
  accountName?: string;
  stackId?: string;
  /** `session.idp_subject`; left out, the session has none. */
  idpSubject?: string;
  /** `request.remote_ip`, IPv4 or IPv6. */
  ip?: string;
  /** RFC 3339, to the nanosecond, or decimal nanoseconds since 1970. */
  at?: string;
  /** A whole input document as JSON text. Excludes everything else. */
  input?: string;
}

export interface SimulationRequest {
  session: SessionRequest;
  evaluator: Evaluator;
  /** Also why and why not, clause by clause. */
  explain: boolean;
  /**
   * Whether to try other values in place of what is assumed, which may take a hundred times as long as the decision; it
   * is done unless this is false. A live view asks without first.
   */
  weigh?: boolean;
  /**
   * Of the input, the report is to have `request` and `session` alone: of a large account, its spaces and roles are most
   * of what a report has to carry.
   */
  brief?: boolean;
}

export type AccessLevel = 'deny' | 'allow' | 'admin';

/** Spacelift's reduced decision (the shape of the simulate answer in spacelift-io/flows-app-spacelift). */
export interface Decision {
  access_level: AccessLevel;
  /** Of the session, after a `team` rule has replaced them. */
  teams: string[];
  /** Space id → role slugs, sorted; what the policy says, also where the login is denied. Spaces without a slug are left out. */
  roles: Record<string, string[]>;
  space_admin: string[];
  space_write: string[];
  space_read: string[];
  flag: string[];
  sample: boolean;
}

/**
 * Whether an assumption matters to this decision, as far as was tried: one field at a time, the others as they stand.
 *
 * `decides`: another value changes the decision (`otherwise` says which, and what). `none`: no value that the policy's
 * text tells apart does (`tried` says which these were). `unread`: the policy does not read the field, so it can't
 * matter. `notAsked`: nor can it where the policy is not asked at all (an administrative key). `notAllTried`: none of the values that were tried does, and there are others (`untried`).
 * `notWeighed`: the request said not to try any.
 */
export type Effect = 'decides' | 'none' | 'unread' | 'notAsked' | 'notAllTried' | 'notWeighed';

/** A value nobody gave, and that Spacelift's documentation does not settle. */
export interface Assumption {
  /** Path in the input: `session.member`, `request.remote_ip`. */
  field: string;
  value: unknown;
  /** Where the value comes from, or why it is not certain. */
  why: string;
  effect: Effect;
  /** The values in its place for which the policy was asked; missing where it does not read the field. */
  tried?: {
    /** Which, in words: `every mix of the 3 teams it names`. */
    what: string;
    count: number;
    /** The first of them, at most 50, in the order they were tried. */
    values: unknown[];
  };
  /** Of a key's `session.login`: the other way in which it may be written, where that is known. */
  otherForm?: string;
  /** Which values were not tried, and why; always where `effect` is `notAllTried`, and beside `decides` where it applies. */
  untried?: string;
  /**
   * Other values that change the decision, each of which changes something that those before it do not; only where
   * `effect` is `decides`. `changes` is in words: `denied → allowed`, `+ deployer in production-01H…`.
   */
  otherwise?: { value: unknown; decision: Decision; changes: string[] }[];
}

/** Something the person should know beside the decision. */
export interface Notice {
  code:
    | 'unknownKey' // the account does not show the key that logs in
    | 'bypass' // a root-admin key: admin, the policy is not asked
    | 'expiredKey'
    | 'deletedKey'
    | 'rootAdmin' // allowed, and admin of the account by the role space-admin in root
    | 'unknownRole' // a granted slug the account does not show
    | 'unknownSpace'
    | 'inert' // the account uses the other management strategy
    | 'wrongType' // a rule's value has another type than Spacelift reads
    | 'undocumented' // what Spacelift makes of this is not documented: what was taken
    | 'frozen' // access is frozen until the next login; a save signs everyone out
    | 'rolesWithoutEntry' // roles are granted, yet the login is denied
    | 'inputMismatch' // the input document that was given is not as Spacelift makes it
    | 'notExplained'; // why was asked, and the time was up before it was known
  severity: 'error' | 'warning' | 'information';
  message: string;
}

/** One way to hold a role in a space. */
export interface HeldRole {
  slug: string;
  /** The space it was granted in: the space itself, or an ancestor it is inherited from. */
  from: string;
}

/** What a session may do in one space, propagation included (user documentation, access-control.md). */
export interface SpaceAccess {
  roles: HeldRole[];
  /** Read earned from a role in a descendant that inherits entities: that descendant. */
  readFrom?: string;
}

/** One clause of a deciding rule, or of a helper rule it asks. */
export interface ClauseExplanation {
  rule: string;
  kind: 'clause' | 'else' | 'default';
  range: Range;
  /**
   * `fired`: its conditions hold, and `values` says what it gives. `stopped`: they don't. `notReached`: nobody asked
   * (a default or an `else` that was not needed, a function that was not called). `notFollowed`: it was asked after
   * more than could be recorded.
   */
  outcome: 'fired' | 'stopped' | 'notReached' | 'notFollowed';
  /**
   * What a clause that fired gives, at most 50: of a set the member, of a head with keys an object of them, else the
   * value. `false` counts as nothing where Spacelift reads a boolean.
   */
  values?: unknown[];
  /** Where it stopped: the first expression that failed. */
  stoppedAt?: { range: Range; text: string };
  /**
   * What OPA says of a built-in that could not compute its result where the clause stopped, or anywhere in one that
   * fired, such as `to_number: … invalid syntax`: the call is undefined then.
   */
  failure?: string;
  /**
   * Values seen where it fired or stopped: locals, arguments, and the input fields of that expression. `value` is
   * missing where an input field is; a number that a double can't hold is a string of its digits.
   */
  seen: { name: string; value?: unknown }[];
  /** The clauses of helper rules that the decisive expression asks. */
  through?: ClauseExplanation[];
}

export interface SimulationReport {
  engine: RegoVersion;
  evaluator: 'interpreter' | 'compiled';
  /**
   * The input document as exact JSON text, unless `brief` was asked for. OPA is given it with empty lists of spaces and
   * roles where the policy can't read them. On the command line it is printed as JSON, digit for digit.
   */
  input: string;
  assumed: Assumption[];
  decision: Decision;
  /** By space id; only spaces where something is held. Without an account: what is granted directly. Empty for a denied login. */
  access: Record<string, SpaceAccess>;
  notices: Notice[];
  /** Only when asked for, and where there was time for it. */
  explanation?: ClauseExplanation[];
}

/** What Spacelift itself makes of the same policy and input, laid beside the decision made here. */
export interface Verification {
  /**
   * `same`: in everything that gives access. `partly`: in what the answer has, which is not all that gives access.
   * `unreadable`: the answer has none of the fields that are known.
   */
  verdict: 'same' | 'partly' | 'different' | 'unreadable';
  /** Field by field, where they differ: the decision made here, and Spacelift's. */
  differences: { field: keyof Decision; here: unknown; there: unknown }[];
  /** Fields of a decision that the answer does not have: they were not compared. */
  unanswered: (keyof Decision)[];
  /** What to keep in mind, in words: that Spacelift was not told which Rego, for one. */
  notes: string[];
}
