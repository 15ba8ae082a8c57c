/** People and keys that the policies name, and the teams that one clause asks for together. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import { KEY_PREFIX } from '../account/keyLogin.ts';
import { LOGIN_RULES } from '../policy/loginContract.ts';
import { clauseOf } from '../syntax/ancestors.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import type { Meaning } from '../syntax/values/meanings.ts';
import { listAsked } from './askedClauses.ts';
import type { Candidate } from './candidate.ts';
import { exactTexts, isExact } from './exactTexts.ts';
import { isKeyOf } from './keySubjects.ts';
import { stateOfTeams, withLogins } from './peopleSubjects.ts';

/** By login; what belongs to one of the account's keys is left out, as that has a row of its own. */
export function listNamed(models: readonly PolicyModel[], account: Inventory | undefined): Candidate[] {
  const logins = [...new Set(models.flatMap((model) => exactTexts(model, 'login')))].sort();
  return logins.filter((login) => !isKeyOf(login, account)).map((login) => describeLogin(login, account));
}

function describeLogin(login: string, account: Inventory | undefined): Candidate {
  const about = { name: login, origin: 'policy' } as const;
  if (!login.startsWith(KEY_PREFIX)) return { ...about, kind: 'person', sessions: [{ login }] };
  const isSure = account?.account.apiKeys.state === 'complete';
  // An account that shows all its keys has no such key: nothing else is known of its login.
  if (isSure) return { ...about, kind: 'key', state: 'unknown', sessions: [{ login }] };
  return { ...about, kind: 'key', sessions: [{ key: login }] };
}

/**
 * For each clause that asks for several teams, or for a person and a team, itself or through others, somebody who has
 * what it asks for: of what one condition lists, the first.
 */
export function listMixes(models: readonly PolicyModel[], account: Inventory | undefined): Candidate[] {
  const mixes = models.flatMap((model) => mixesOf(model).filter(({ login = '' }) => !isKeyOf(login, account)));
  const named = mixes.map((session) => ({ session, name: nameMix(session) }));
  const sorted = [...named].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  return sorted.map(({ session, name }) => {
    const isTeam = session.login === undefined;
    const sessions = isTeam ? withLogins(models, session) : [session];
    return {
      kind: isTeam ? 'team' : 'person',
      name,
      origin: 'policy',
      ...stateOfTeams(session.teams, account),
      sessions,
    };
  });
}

interface Mix extends SessionRequest {
  teams: string[];
}

/** Of each clause by itself, and of each clause of a rule that decides together with all that it asks for. */
function mixesOf(model: PolicyModel): Mix[] {
  const wanted = model.meanings().filter(({ condition, use }) => condition && use !== '!=');
  const byClause = groupBy(wanted, ({ condition }) => condition?.clause);
  const alone = [...byClause.values()].map((own) => own.filter(({ condition }) => condition?.isNegated === false));
  const deciding = LOGIN_RULES.flatMap(({ name }) => model.rulesNamed(name));
  const references = groupBy(model.references, clauseOf);
  const together = deciding.map((clause) =>
    listAsked(clause, references).flatMap(({ clause: asked, isNegated }) =>
      (byClause.get(asked) ?? []).filter(({ condition }) => condition?.isNegated === isNegated),
    ),
  );
  return [...alone, ...together].flatMap(mixOf);
}

function mixOf(own: readonly Meaning[]): Mix[] {
  const logins = own.filter((one) => isExact(one, 'login')).map(({ value }) => String(value));
  const byCondition = groupBy(
    own.filter((one) => isExact(one, 'team')),
    ({ condition }) => condition,
  );
  const teams = [...byCondition.values()].flatMap(([first]) => (first ? [String(first.value)] : []));
  return mix([...new Set(logins)], [...new Set(teams)].sort());
}

function mix(logins: readonly string[], teams: string[]): Mix[] {
  if (teams.length === 0) return [];
  if (logins.length > 0) return logins.map((login) => ({ login, teams }));
  return teams.length > 1 ? [{ teams }] : [];
}

function nameMix({ login, teams }: Mix): string {
  return [...(login === undefined ? [] : [login]), ...teams].join(' + ');
}
