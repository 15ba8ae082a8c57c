/** Somebody with several teams at once: all that policies name, and those that are asked for together. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import { KEY_PREFIX } from '../account/keyLogin.ts';
import { isReadOtherwise } from '../simulation/alternatives/otherReads.ts';
import { TEXT_TESTS, textsOf } from '../simulation/alternatives/texts.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { Candidate } from './candidate.ts';
import { isJoint, listChains, type Chain } from './chains.ts';
import { isExact } from './exactTexts.ts';
import { isKeyOf } from './keySubjects.ts';
import { stateOfTeams, withLogins } from './peopleSubjects.ts';

/** Every pair of so many teams, which with all, all but one and each alone are all mixes of four. */
const MOST_PAIRED = 5;
/** More make a matrix that nobody reads. */
const MOST_TOGETHER = 48;
/** Names of more are a row too wide. */
const MOST_NAMES = 3;

export interface Together {
  readonly candidates: readonly Candidate[];
  /** What is not tried, in sentences. */
  readonly untried: readonly string[];
}

/**
 * Where clauses test several teams together, all named ones, and of those of a clause all, all but each, and each two.
 */
export function listTogether(models: readonly PolicyModel[], account: Inventory | undefined): Together {
  const chains = models.flatMap(listChains);
  const named = sorted(models.flatMap((model) => textsOf(model, 'team')));
  const describe = (session: Mix): Candidate => describeMix(session, named, models, account);
  const mixes = mixTeams(models, chains, named, account);
  const left = mixes.length - MOST_TOGETHER;
  return {
    candidates: mixes.slice(0, MOST_TOGETHER).map(describe),
    untried: left > 0 ? [`${left} ${MIXES_OF_TEAMS}: policies name more than are tried`] : [],
  };
}

export const MIXES_OF_TEAMS = 'mixes of several teams';

interface Mix extends SessionRequest {
  readonly teams: string[];
}

function mixTeams(
  models: readonly PolicyModel[],
  chains: readonly Chain[],
  named: string[],
  account: Inventory | undefined,
): Mix[] {
  const isOpen = models.some((model) => isReadOtherwise(model, 'session.teams', TEXT_TESTS));
  const joint = chains.filter(({ meanings }) => meanings.some((one) => isExact(one, 'team') && isJoint(one)));
  // Where each clause asks for one team, who has several shows nothing that they do not show each.
  if (!isOpen && joint.length === 0) return [];
  const reported = isOpen ? (account?.account.teams.items ?? []) : [];
  const known = named.filter((team) => stateOfTeams([team], account).state === undefined);
  const missed = sorted(chains.flatMap(({ meanings }) => teamsOf(meanings.filter(isMissed))));
  const mixes: Mix[] = [
    ...[named, known, sorted([...named, ...reported])].map((teams) => ({ teams })),
    ...missed.map((team) => ({ teams: named.filter((other) => other !== team) })),
    ...joint.flatMap(({ meanings }) => mixPool(teamsOf(meanings)).map((teams) => ({ teams }))),
    ...joint.flatMap((chain) => loginsOf(chain, account).map((login) => ({ login, teams: teamsOf(chain.meanings) }))),
  ];
  return unique(mixes.filter(({ login, teams }) => teams.length > (login === undefined ? 1 : 0)));
}

function isMissed({ condition, use }: Chain['meanings'][number]): boolean {
  return condition?.isNegated === true || use === '!=';
}

/** All, all but each, and each two of a few. */
function mixPool(teams: string[]): string[][] {
  const without = teams.map((team) => teams.filter((other) => other !== team));
  const pairs = teams.flatMap((one, index) => teams.slice(index + 1).map((other) => [one, other]));
  return [teams, ...without, ...(teams.length <= MOST_PAIRED ? pairs : [])];
}

function teamsOf(meanings: Chain['meanings']): string[] {
  return sorted(meanings.filter((one) => isExact(one, 'team')).map(({ value }) => String(value)));
}

/** Keys are left out: which teams they have is known, or not at all. */
function loginsOf({ meanings }: Chain, account: Inventory | undefined): string[] {
  const logins = sorted(meanings.filter((one) => isExact(one, 'login')).map(({ value }) => String(value)));
  return logins.filter((login) => !login.startsWith(KEY_PREFIX) && !isKeyOf(login, account));
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

/** The most teams first, and else in an order that does not depend on which policy comes first. */
function unique(mixes: readonly Mix[]): Mix[] {
  const byText = new Map(mixes.map((mix) => [JSON.stringify(mix), mix]));
  const ordered = [...byText].sort(([a, one], [b, other]) => other.teams.length - one.teams.length || (a < b ? -1 : 1));
  return ordered.map(([, mix]) => mix);
}

function describeMix(
  session: Mix,
  named: readonly string[],
  models: readonly PolicyModel[],
  account: Inventory | undefined,
): Candidate {
  const { login, teams } = session;
  const about = { origin: 'policy', ...stateOfTeams(teams, account) } as const;
  if (login === undefined && teams.length <= MOST_NAMES)
    return { kind: 'team', name: teams.join(' + '), ...about, sessions: withLogins(models, session) };
  const name = `${login ?? 'somebody'} with ${nameTeams(teams, named)}`;
  return { kind: 'person', name, ...about, sessions: login === undefined ? withLogins(models, session) : [session] };
}

function nameTeams(teams: readonly string[], named: readonly string[]): string {
  const [only = ''] = teams;
  if (teams.length === 1) return `team ${only}`;
  if (teams.length <= MOST_NAMES) return `teams ${teams.join(' + ')}`;
  const missing = named.filter((team) => !teams.includes(team));
  const isNamed = teams.every((team) => named.includes(team));
  if (isNamed && missing.length === 0) return `all ${named.length} teams that are named`;
  if (isNamed && missing.length <= MOST_NAMES) return `all teams that are named but ${missing.join(', ')}`;
  return `${teams.length} teams, ${only} and others`;
}
