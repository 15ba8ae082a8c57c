/** "Can it?": whether a login would have an action in a space, and why. */
import type { AccountSnapshot } from './account.ts';
import type { Assumption, HeldRole, Notice, SessionRequest } from './simulation.ts';

export interface CanRequest {
  session: SessionRequest;
  /** `run:trigger`, or as the API and Terraform spell it: `RUN_TRIGGER`. */
  action: string;
  /** The id of a space, or its name where only one has it. */
  space: string;
}

/** `unknown`: what would be needed to tell is missing, forbidden, or not documented. */
export type Answer = 'yes' | 'no' | 'unknown';

/** What people had in a space before there were roles, and what the actions `SPACE_READ` … `SPACE_ADMIN` stand for. */
export type LegacyLevel = 'read' | 'write' | 'admin';

export interface AskedAction {
  /** As the API spells it: `RUN_TRIGGER`. */
  name: string;
  /** As Spacelift's pages spell it: `run:trigger`. */
  shown: string;
  /** Whoever has at least this level has the action without a role that names it. Missing: not documented. */
  level?: LegacyLevel;
  /** What is not certain about the action itself. */
  doubt?: string;
}

export interface AskedSpace {
  id: string;
  /** Names from the root down; missing where the account does not show the space. */
  path?: string[];
}

/** A role that is in force in the space asked about. */
export interface EffectiveRole extends HeldRole {
  /** Space ids from the one it was granted in down to the one asked about; one id where that is the same. */
  path: string[];
  /**
   * How it gives the action. `action`: the role names it. `level`: its legacy level stands for it. `everything`: it
   * makes an admin of the account. `unknown`: the account does not show what it gives, or that is not documented.
   */
  gives: 'action' | 'level' | 'everything' | 'nothing' | 'unknown';
  /** The team that the role is bound to. */
  team?: string;
}

/** `direct`: roles bound to the key (or user) itself. `teams`: roles bound to teams of the session. */
export type BindingWay = 'loginPolicies' | 'direct' | 'teams';

/** What one way of binding roles comes to, whether it is in force or not. */
export interface WayAnswer {
  way: BindingWay;
  /** Under the account's scheme; missing where that is not known. */
  inForce?: boolean;
  answer: Answer;
  /** By itself, also where the login is denied. */
  roles: EffectiveRole[];
  /** Read earned from a role in a space below that inherits: that space. Only for an action that Read may stand for. */
  readFrom?: string;
  /** Sentences, the most telling first; at least one. */
  reasons: string[];
}

/** What would have to be there for a yes. */
export interface MissingRole {
  /** Slugs of the account's roles that would give the action, those that give least besides first; at most three. */
  roles: string[];
  /** How many there are, of those that the account shows. */
  count: number;
  /** Why there may be others, in a phrase: what the account shows of its roles. Missing: it shows all. */
  unlisted?: string;
  /** Roles that the session holds and that would give it, in other spaces: at most three. */
  elsewhere: { slug: string; space: string }[];
}

/** `effect` is about the answer: `decides` where another value changes it, to what `otherwise` says. */
export type CanAssumption = Omit<Assumption, 'otherwise'> & { otherwise?: { value: unknown; answer: Answer }[] };

export interface CanAnswer {
  answer: Answer;
  /** The input document that the policies were asked about, as exact JSON text. */
  input: string;
  action: AskedAction;
  space: AskedSpace;
  /** Missing for people, and for a key that the account does not show. */
  key?: { id: string; name: string };
  /** The account's own; missing where it is not known. */
  scheme?: NonNullable<AccountSnapshot['authorizationScheme']>;
  /** Why, in sentences, the most telling first; at least one. */
  reasons: string[];
  /** None where no way of binding is asked: an administrative key. */
  ways: WayAnswer[];
  /** Only where the answer is not yes, and there is an account. */
  missing?: MissingRole;
  /** Of the login that the policies were asked about. */
  assumed: CanAssumption[];
  notices: Notice[];
}
