/** Which sessions a matrix, or the difference of two policies, looks at. */
import type { ChosenSessions, MatrixAddress, MatrixInstant, SessionAxes } from '../../protocol/matrix.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import { buildSession } from '../simulation/session.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { readAlikeAddresses } from './alikeAddresses.ts';
import { listAddresses, makeAddresses, placeNetworks } from './addresses.ts';
import type { Candidate } from './candidate.ts';
import { listInstants, makeInstants } from './instants.ts';
import type { NamedSessions } from './namedSessions.ts';
import { measure, NONE, share, type Kept, type Size } from './share.ts';
import { withoutMembership } from './openMembership.ts';
import { listSubjects } from './subjects.ts';
import { tellOnce } from './untried/tellOnce.ts';
import { describeUntriedReads } from './untried/untriedReads.ts';

/** A person reads no more, and a machine decides so many in a fraction of a second. */
export const MOST_SESSIONS = 10_000;

/** So many sessions are shown for each that is decided: the others are of keys that are decided alike. */
const CELLS = 60;

export interface PlanOptions {
  readonly account?: Inventory | undefined;
  /** Nanoseconds since 1970. */
  readonly now: bigint;
  /** How a key's login is written, where somebody has settled it. */
  readonly keyLogin?: 'id' | 'name' | undefined;
  readonly chosen?: ChosenSessions;
  /** Whom the policies' own scenarios name. */
  readonly named?: NamedSessions | undefined;
  /** How many sessions at most: `MOST_SESSIONS` unless given. */
  readonly most?: number;
  /** Whether keys count as members is not documented: where a policy asks for it, they are looked at as none, too. */
  readonly isMembershipOpen?: boolean;
}

/** Each candidate's every session, from each address, at each instant. */
export interface SessionPlan extends Pick<SessionAxes, 'zones' | 'areInstantsCut' | 'networks' | 'leftOut'> {
  readonly candidates: readonly Candidate[];
  readonly addresses: readonly MatrixAddress[];
  readonly instants: readonly MatrixInstant[];
  /** Nothing was cut that the policies' text tells apart of logins, addresses and instants. */
  readonly isWhole: boolean;
  /** What the policies ask for that no such session tells apart, in sentences; among `leftOut` too. */
  readonly untriedReads: readonly string[];
}

/**
 * The sessions that any of the policies may tell apart; the same whichever comes first.
 * @throws {BadInput} for a chosen key, address or instant that is none
 */
export function planSessions(models: readonly PolicyModel[], options: PlanOptions): SessionPlan {
  const { account, now, keyLogin, named, most = MOST_SESSIONS } = options;
  const chosen = withPlaces(options.chosen ?? {});
  const subjects = listSubjects({ models, account, now, keyLogin, chosen, named });
  const addressAxis = listAddresses(models, chosen);
  const instantAxis = listInstants(models, now, chosen);
  const isOpen = options.isMembershipOpen === true;
  const all = isOpen ? withoutMembership(subjects.candidates, models) : subjects.candidates;
  const taken = takeSubjects(all, most);
  const axes = [addressAxis, instantAxis].map(({ candidates: values }) => measure(values));
  const [ofAddresses = NONE, ofInstants = NONE] = axes;
  const isFew = ({ addresses: many, instants }: Kept): boolean => {
    const ips = makeAddresses(addressAxis, many).flatMap(({ ip }) => ip ?? []);
    const shown = taken.reduce((count, { sessions }) => count + sessions.length, 0) * many * instants;
    return shown <= most * CELLS && countTold(taken, ips, models, options) * instants <= most;
  };
  const each = Math.max(1, Math.floor(most / Math.max(1, countDecided(taken))));
  const kept = share(ofAddresses, ofInstants, each, isFew);
  const addresses = makeAddresses(addressAxis, kept.addresses);
  const cut = [
    ...describeCut(taken.length, { all: subjects.candidates.length }, 'logins', most),
    ...describeCut(kept.addresses, ofAddresses, 'addresses', most),
    ...describeCut(kept.instants, ofInstants, 'instants', most),
  ];
  const candidates = takeShown(taken, (most * CELLS) / (kept.addresses * kept.instants));
  const alike = taken.length - candidates.length;
  const untried = [...subjects.untried, addressAxis.untried, instantAxis.untried].filter((text) => text !== undefined);
  const untriedReads = describeUntriedReads(models, { candidates, addresses, account });
  return {
    candidates,
    addresses,
    instants: makeInstants(instantAxis, kept.instants),
    zones: [...instantAxis.zones],
    areInstantsCut: kept.instants < ofInstants.telling,
    networks: placeNetworks(addressAxis, addresses),
    leftOut: [
      ...cut,
      ...subjects.leftOut,
      ...(alike > 0 ? [`${alike} API keys that no policy can tell from others that are shown`] : []),
      ...tellOnce(untried, untriedReads),
      ...untriedReads,
    ],
    untriedReads,
    isWhole: cut.length + untried.length === 0 && chosen.only !== true,
  };
}

/** From and at which sessions are that somebody has described whole. */
function withPlaces(chosen: ChosenSessions): ChosenSessions {
  const { sessions = [], addresses = [], instants = [] } = chosen;
  return {
    ...chosen,
    addresses: [...addresses, ...sessions.flatMap(({ ip }) => ip ?? [])],
    instants: [...instants, ...sessions.flatMap(({ at }) => at ?? [])],
  };
}

/** How many sessions there are to decide: of those who are decided alike, one. */
function countDecided(candidates: readonly Candidate[]): number {
  const counter = new DecidedCounter();
  for (const candidate of candidates) counter.add(candidate);
  return counter.count;
}

class DecidedCounter {
  count = 0;
  readonly #classes = new Set<string>();

  /** Which there are more with somebody. */
  newOf({ sessions, classes }: Candidate): readonly SessionRequest[] {
    return sessions.filter((_, form) => !this.#classes.has(classes?.[form] ?? ''));
  }

  moreWith(candidate: Candidate): number {
    return this.newOf(candidate).length;
  }

  add(candidate: Candidate): void {
    this.count += this.moreWith(candidate);
    for (const one of candidate.classes ?? []) if (one !== undefined) this.#classes.add(one);
  }
}

/** Of each to be decided, from each address that is not like another for whoever it is. */
function countTold(
  candidates: readonly Candidate[],
  addresses: readonly string[],
  models: readonly PolicyModel[],
  { account, now }: Pick<PlanOptions, 'account' | 'now'>,
): number {
  const alike = readAlikeAddresses(models, addresses);
  const counter = new DecidedCounter();
  let count = 0;
  for (const candidate of candidates) {
    for (const session of counter.newOf(candidate)) {
      count += Math.max(1, new Set(alike(buildSession(session, account, now).input.session)).size);
    }
    counter.add(candidate);
  }
  return count;
}

/** Whom the policies name goes before keys that they don't. */
function takeSubjects(candidates: readonly Candidate[], most: number): Candidate[] {
  const counter = new DecidedCounter();
  const taken = new Set<Candidate>();
  const ordered = [...candidates.filter(({ isCommon }) => !isCommon), ...candidates.filter(({ isCommon }) => isCommon)];
  for (const candidate of ordered) {
    if (counter.count + counter.moreWith(candidate) > most) continue;
    counter.add(candidate);
    taken.add(candidate);
  }
  return candidates.filter((candidate) => taken.has(candidate));
}

/** Of keys that are decided alike, no more than `most` sessions of all leave room for: at least the first of each. */
function takeShown(candidates: readonly Candidate[], most: number): Candidate[] {
  let room = most - countDecided(candidates);
  const counter = new DecidedCounter();
  return candidates.filter((candidate) => {
    const spare = candidate.sessions.length - counter.moreWith(candidate);
    const isNew = spare === 0 || candidate.isCommon !== true;
    counter.add(candidate);
    if (isNew) return true;
    room -= spare;
    return room >= 0;
  });
}

function describeCut(
  kept: number,
  { all, telling = all }: Partial<Size> & { all: number },
  what: string,
  most: number,
): string[] {
  if (kept >= telling) return [];
  return [
    `${all - kept} of ${all} ${what}, the least telling: there would be more than ${most.toLocaleString('en')} sessions`,
  ];
}

/** Whether nothing that a policy tells apart is missing: only then what no session shows is not so. */
export function isCertain({ isWhole, untriedReads }: SessionPlan): boolean {
  return isWhole && untriedReads.length === 0;
}
