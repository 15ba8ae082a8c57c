/**
 * What a form for a session can offer: values on both sides of the limits that a policy's own text draws, and the names
 * of the account. Lines are zero-based.
 */
import type { PartState } from './account.ts';

/** Of one policy, as it stands in the editor. Everything in the order of the text. */
export interface Suggestions {
  addresses: AddressSuggestion[];
  instants: InstantSuggestion[];
  /** IANA names of the zones whose clocks the policy reads. */
  zones: string[];
  /** Texts that it compares `session.login` with. */
  logins: string[];
  /** Teams that it names. */
  teams: string[];
  /** Actions that roles may give, of the documentation and of the account: `run:trigger`. */
  actions: string[];
}

/** A network that the policy names, or an address, or the beginning of one. */
export interface AddressSuggestion {
  /** As it is written there: `10.0.0.0/8`. */
  network: string;
  line: number;
  /** An address in it. */
  inside: string;
  /** The last one; missing where there is no other. */
  lastInside?: string;
  /** The next one beyond, which is in none of the other networks either; missing where the addresses end. */
  outside?: string;
}

/**
 * An instant at a limit of a time window. `firstInside`, `lastInside`, `firstOutside`: of a window that the conditions
 * of one clause draw together; the next to come, or where all of them have gone by the last. `from`, `before`: of an
 * instant that is named, and compared with something else.
 */
export interface InstantSuggestion {
  side: 'firstInside' | 'lastInside' | 'firstOutside' | 'from' | 'before';
  /** RFC 3339 in UTC, to the nanosecond. */
  at: string;
  /** By whose clock the policy reads it: an IANA name. */
  zone: string;
  line: number;
}

/** The names behind the ids of the account, and what can be chosen from. */
export interface AccountNames {
  /** The account's name. */
  name: string;
  /** Where it comes from: `demo`, `auto` for one that somebody is signed in to, else the URI of a snapshot. */
  source: string;
  /** Of the list of keys: beyond those of a complete one, there is none. */
  keyState: PartState;
  keys: KeyName[];
  /** Slug and name. */
  roles: { slug: string; name: string }[];
  spaces: SpaceName[];
  teams: string[];
  /** Its login policies, by id; empty where they are not known. */
  loginPolicies: { id: string; name: string }[];
  /** How the keys of this account log in, where a recorded login has shown it. */
  keyLogin?: 'id' | 'name';
}

export interface KeyName {
  id: string;
  name: string;
  teams: string[];
  /** What stands in its way, or makes it special; missing for all others. `expired`: by now. */
  state?: 'deleted' | 'expired' | 'admin';
}

export interface SpaceName {
  id: string;
  name: string;
  /** Id; missing for the root. */
  parent?: string;
}
