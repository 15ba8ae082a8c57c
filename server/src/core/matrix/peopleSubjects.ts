/** People of whom nothing but a team is known, or nothing at all. */
import type { MatrixSubject } from '../../protocol/matrix.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import { textsOf } from '../simulation/alternatives/texts.ts';
import { reachesInput } from '../simulation/reach.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { Candidate } from './candidate.ts';
import { listCasings } from './casings.ts';
import { listCutLogins } from './cutLogins.ts';
import { exactTexts } from './exactTexts.ts';

/** Of the logins that fit what policies ask of a part of a login: more make a matrix that nobody reads. */
const MOST_LOGINS = 6;

/** Somebody of each team, by name. */
export function listTeams(
  models: readonly PolicyModel[],
  teams: readonly string[],
  origin: MatrixSubject['origin'],
  account: Inventory | undefined,
): Candidate[] {
  const sorted = [...new Set(teams)].sort();
  return sorted.map((team) => ({
    kind: 'team',
    name: team,
    origin,
    ...stateOfTeams([team], account),
    sessions: withLogins(models, { teams: [team] }),
  }));
}

/** An account that has reported no team at all says nothing about one. */
export function stateOfTeams(teams: readonly string[], account: Inventory | undefined): Pick<Candidate, 'state'> {
  const { state, items = [] } = account?.account.teams ?? {};
  const isKnown = state !== 'complete' || items.length === 0 || teams.every((team) => items.includes(team));
  return isKnown ? {} : { state: 'unknown' };
}

/** A member without a team; where a policy asks for it, also somebody who is no member. */
export function listAnybody(models: readonly PolicyModel[]): Candidate[] {
  const anybody = { name: '', origin: 'policy' } as const;
  const readsMember = models.some((model) => reachesInput(model, 'session.member'));
  const outsiders = withLogins(models, { teams: [], member: false });
  return [
    { ...anybody, kind: 'member', sessions: withLogins(models, { teams: [] }) },
    ...(readsMember ? [{ ...anybody, kind: 'outsider', sessions: outsiders } as const] : []),
  ];
}

/** Under a login that no policy knows, and under each that fits what the policies ask of a part of it. */
export function withLogins(models: readonly PolicyModel[], session: SessionRequest): SessionRequest[] {
  return [session, ...listLogins(models).map((login) => ({ ...session, login }))];
}

function listLogins(models: readonly PolicyModel[]): string[] {
  return allLogins(models).slice(0, MOST_LOGINS);
}

/** Which of the logins that fit what policies ask of a part of one are not tried, in a sentence. */
export function describeUntriedLogins(models: readonly PolicyModel[]): string[] {
  const left = allLogins(models).slice(MOST_LOGINS);
  return left.length === 0
    ? []
    : [`Logins such as ${left[0] ?? ''}: policies ask for more parts of logins than are tried`];
}

/** Logins that nobody is named by: `somebody@example.com` where a policy asks for `@example.com` at the end. */
function allLogins(models: readonly PolicyModel[]): string[] {
  const named = new Set(models.flatMap((model) => exactTexts(model, 'login')));
  const fitting = models.flatMap((model) => textsOf(model, 'login')).sort();
  const cut = models.flatMap(listCutLogins).sort();
  const casings = models.flatMap((model) => listCasings(model, 'login').fitting).sort();
  return [...new Set([...fitting, ...casings, ...cut])].filter((login) => !named.has(login));
}
