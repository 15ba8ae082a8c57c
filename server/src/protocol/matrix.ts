/**
 * The session matrix: who gets in as what, from which addresses and when, by one policy or by several taken together.
 * Addresses, instants, subjects and outcomes are listed once, and meant by their place in those lists.
 */
import type { Range } from './findings.ts';
import type { AccessLevel, Notice, SessionRequest } from './simulation.ts';

/** What a person has chosen to look at, beside what the account and the policy's own text bring. */
export interface ChosenSessions {
  /** API keys, by name or id. */
  keys?: string[];
  /** Logins of people, word for word. */
  logins?: string[];
  /** Each stands for somebody who has this team and no other. */
  teams?: string[];
  /**
   * Each stands for somebody described whole; never with `input`. Their `ip` and `at` count among `addresses` and
   * `instants`, from and at which everybody is looked at.
   */
  sessions?: SessionRequest[];
  /** IPv4 or IPv6. */
  addresses?: string[];
  /** RFC 3339, or decimal nanoseconds since 1970. */
  instants?: string[];
  /** Nothing but these, of whatever something is chosen: of who logs in, of addresses, of instants. */
  only?: boolean;
}

/**
 * Who logs in. `team`: somebody with the teams. `person`: somebody by a login. `member`, `outsider`: anybody without a
 * team, who is a member or not.
 */
export type SubjectKind = 'key' | 'team' | 'person' | 'member' | 'outsider';

export interface MatrixSubject {
  kind: SubjectKind;
  /** A key's name (with its id where others share it, its login where it is not known), teams joined by ` + `, a login; empty for anybody. */
  name: string;
  /** Where it comes from: `scenario`, the policy's own scenarios alone name it. */
  origin: 'account' | 'policy' | 'chosen' | 'scenario';
  /** The session to simulate; `ip` and `at` are to be added (`MatrixAddress`, `MatrixInstant`). */
  session: SessionRequest;
  /** `session.login`; then other ways to write it that come to the same everywhere. */
  logins: string[];
  /**
   * Of a key, `admin`: policies are not asked; `deleted`, `expired`: it can't log in, by now. Of a key or teams,
   * `unknown`: not among those of an account that shows all of them (of teams, all that were reported at logins).
   */
  state?: 'admin' | 'deleted' | 'expired' | 'unknown';
}

export interface MatrixAddress {
  /** Missing: any, as no policy reads the address. */
  ip?: string;
  isChosen?: true;
}

export interface MatrixInstant {
  /** RFC 3339 in UTC, to the nanosecond. Missing: any, as no policy reads the time. */
  at?: string;
  /** What holds at it holds until then, RFC 3339. Missing: it is all that is known; of what recurs never, for ever. */
  until?: string;
  /**
   * What holds from it on comes again by the zones' clocks, as long as their offsets are the same, as if all of time were
   * of these instants. `never`: together they are all of time, the first stands for what is before it too.
   */
  recurs?: 'hour' | 'day' | 'week' | 'year' | 'never';
  isChosen?: true;
}

/** What a login comes to. Of one that is denied or admin, no roles: they have no effect. */
export interface MatrixOutcome {
  /** `failed`: the policy's evaluation does, which is taken as denied. `undecided`: there was no time for it. */
  level: AccessLevel | 'failed' | 'undecided';
  /** Admin of the account: by the level, or by the role space-admin in root. */
  isAdmin: boolean;
  /** An administrative key: admin without the policy being asked. */
  isBypass?: true;
  /** Roles are granted, yet nothing lets the login in: whether roles alone do is not documented. */
  isWithoutEntry?: true;
  /** Space id → slugs, sorted: what is granted, the deprecated rules as the roles that they stand for. */
  roles: Record<string, string[]>;
  /** Granted, and without an effect: the account has no such role, or no such space. Same shape. */
  idle?: Record<string, string[]>;
  /** Space id → slugs in force, those inherited from spaces above among them. Empty for an admin: everything. */
  access: Record<string, string[]>;
  /** Of the session, where a `team` rule has changed them. */
  teams?: string[];
  /** Of several policies: those whose rules decide the level, or whose evaluation fails; by name. */
  by?: string[];
  /** Of several policies: those whose roles are in force, by name; missing where none are. */
  rolesBy?: string[];
  /** Why the evaluation fails. */
  error?: string;
}

/** Sessions of one subject or several: each of these addresses with each of these instants. */
export interface SessionBox {
  /** Places in `addresses`, ascending. */
  addresses: number[];
  /** Places in `instants`, ascending. */
  instants: number[];
}

/** Subjects that come to the same from the same addresses at the same instants. */
export interface MatrixRow {
  /** Place in `outcomes`. */
  outcome: number;
  /** Places in `subjects`, ascending. */
  subjects: number[];
  /** Without overlap. */
  where: SessionBox[];
}

/** A value that nobody gave and that is not documented for certain, in so many of the sessions' subjects. */
export interface MatrixAssumption {
  /** Path in the input: `session.member`. */
  field: string;
  why: string;
  /** Of keys, of people, or of both. */
  of: 'keys' | 'people' | 'everybody';
  /** Missing where it differs. */
  value?: unknown;
  /** Whether any of the policies reads the field: else it can't matter. */
  isRead: boolean;
}

/** A network that a policy names. */
export interface MatrixNetwork {
  /** `10.0.0.0/8`; of an address alone the address. */
  network: string;
  /** Places in `addresses` of those inside. */
  addresses: number[];
}

/** Who, from where and when. */
export interface SessionAxes {
  subjects: MatrixSubject[];
  /** Ascending, IPv4 first. */
  addresses: MatrixAddress[];
  /** Ascending. */
  instants: MatrixInstant[];
  /** By whose clocks the policies read the time: IANA names, sorted. */
  zones: string[];
  /** There are other limits in time that the policies draw: what is between two instants is not known. */
  areInstantsCut: boolean;
  /** To say in words which addresses are meant; the widest first. */
  networks: MatrixNetwork[];
  /** Which sessions are not looked at, and why, in sentences. */
  leftOut: string[];
  /** The sessions are all that the policies tell apart: only then what no session shows is not so. */
  isWhole: boolean;
}

export interface AccessMatrix extends SessionAxes {
  /** The most powerful first. */
  outcomes: MatrixOutcome[];
  /**
   * The outcome of each session: subject by subject, of each address by address, of each instant by instant, so at
   * `(subject * addresses.length + address) * instants.length + instant`.
   */
  cells: number[];
  /** All cells, grouped; the most powerful first. */
  rows: MatrixRow[];
  assumed: MatrixAssumption[];
  /** The gravest first. */
  notices: Notice[];
}

// ---------------------------------------------------------------- the difference of two policies

/** What a change does to whoever is in the matrix. */
export type Verdict = 'same' | 'wider' | 'narrower' | 'both';

export interface RoleInSpace {
  space: string;
  role: string;
}

/** What somebody has on one side of a change and not on the other. */
export interface AccessPart {
  /** To get in at all. */
  login?: true;
  /** To be admin of the account: then roles are not listed, as there is nothing that an admin lacks. */
  admin?: true;
  /** In force, by space and role; of spaces that are above each other the uppermost. */
  roles: RoleInSpace[];
}

/** A clause that gives, on one side only, what makes the difference for a session. */
export interface DifferenceCause {
  fires: 'before' | 'after';
  /** The name of the policy. */
  policy: string;
  rule: string;
  /** In the text of that policy, and what stands there, blanks made one. */
  range: Range;
  text: string;
  /** Where the same clause stops on the other side, in one of the sessions; missing where there is none like it. */
  stopsAt?: { range: Range; text: string };
  /** Where the same clause fires on both sides: what it gives on this one only. */
  gives?: unknown[];
  /** Clauses of helper rules it asks that fire on this side only. */
  through?: DifferenceCause[];
  /** Of the row's subjects, those whom it concerns in one of their sessions: places in `subjects`. Missing: all. */
  subjects?: number[];
}

/** Sessions with one change. */
export interface DifferenceRow {
  /** Places in `outcomes`. */
  before: number;
  after: number;
  gained: AccessPart;
  lost: AccessPart;
  /** Of the session, where a change of them is all or part of it: they are neither wider nor narrower. */
  teams?: { gained: string[]; lost: string[] };
  /** Places in `subjects`, ascending. */
  subjects: number[];
  where: SessionBox[];
  /** Each clause that makes it for somebody. Missing where nobody looked: there are too many rows, or no time. */
  causes?: DifferenceCause[];
  /** Only some of the sessions were looked at: for others it may be other clauses. */
  hasOtherCauses?: true;
}

/** Nobody of the matrix can repair the policy any more. */
export interface LockOut {
  /** Who could before: places in `subjects`. */
  could: number[];
  /** Who could now, if there were such teams or keys: places in `subjects`. */
  unknown: number[];
  /** From then on somebody can, RFC 3339; missing where nobody ever can. */
  until?: string;
  /** Missing where it is so by either form of an API key's login. */
  hangsOn?: {
    /** The less likely form. */
    form: 'id' | 'name';
    /** Who still can by that form: places in `subjects`. Empty: by that form alone anybody could before. */
    can: number[];
  };
}

export interface AccessDifference extends SessionAxes {
  verdict: Verdict;
  /** The policies differ in comments and layout at most. Missing where that was not asked: there is something else. */
  isSameText?: true;
  lockedOut?: LockOut;
  /** Administrative keys, by name: they get in whatever a policy says. */
  bypassing: string[];
  /** Of both sides; the most powerful first. */
  outcomes: MatrixOutcome[];
  /** The gravest first. */
  rows: DifferenceRow[];
  /** How many sessions can't be compared: there was no time to decide them. */
  undecided: number;
  /** How many sessions were looked at. */
  sessions: number;
  assumed: MatrixAssumption[];
  /** The gravest first. */
  notices: Notice[];
}

// ---------------------------------------------------------------- for a person

/** From where and when, in words. */
export interface WhereWords {
  /** `from 10.0.0.0/8`, `from anywhere`. */
  from: string;
  /** `Tue, Thu 02:00–04:00 (Europe/Berlin)`, `at any time`. */
  when: string;
}

export interface OutcomeWords {
  /** `allowed`, `admin, the policy is not asked`. */
  level: string;
  /** `deployer in production`, for each space; then what has no effect. */
  holdings: string[];
  /** `by freeze.rego; roles by main.rego`: of several policies, those that decide. Missing where none does. */
  by?: string;
}

/** A matrix as it is shown: the rows stand for the cells. */
export interface ShownMatrix extends Omit<AccessMatrix, 'cells'> {
  /** How many there are. */
  sessions: number;
  words: {
    /** Of each subject: `team DevOps`. */
    subjects: string[];
    /** Of each outcome. */
    outcomes: OutcomeWords[];
    /** Of each row, of each of its boxes. */
    rows: WhereWords[][];
    /** What is assumed, and may matter. */
    assumed: string[];
  };
}

/** A difference as it is shown. */
export interface ShownDifference extends AccessDifference {
  words: {
    /** What is compared: `login.rego at HEAD`, `login.rego`. */
    before: string;
    after: string;
    verdict: string;
    /** `LOCKED OUT`, `MAY BE LOCKED OUT`; empty where somebody can repair the policy. */
    lockOutTitle: string;
    /** Why nobody can repair the policy any more; empty where somebody can. */
    lockOut: string[];
    /** Of each subject. */
    subjects: string[];
    /**
     * Of each row: what is gained and lost (`+ admin`, `− deployer in production`), in which sessions, and of each of its
     * causes whom it concerns, empty for everybody of the row.
     */
    rows: { changes: string[]; where: WhereWords[]; whom: string[] }[];
    /** What is assumed, and may matter. */
    assumed: string[];
  };
}
