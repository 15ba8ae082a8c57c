/**
 * Somebody whom one rule lets in and another refuses: each alone shows nothing of a refusal, as who is not let in is
 * denied anyway.
 */
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import { KEY_PREFIX } from '../account/keyLogin.ts';
import { reachesInput } from '../simulation/reach.ts';
import type { PolicyModel, Rule } from '../syntax/model.ts';
import type { Candidate } from './candidate.ts';
import { isExact } from './exactTexts.ts';
import { isKeyOf } from './keySubjects.ts';
import { stateOfTeams, withLogins } from './peopleSubjects.ts';

/** More make a matrix that nobody reads. */
const MOST_CROSSED = 24;

const ENTRY = ['allow', 'admin'] as const;
const REFUSAL = ['deny', 'deny_admin'] as const;

/** Whom rules ask for, directly or through others, by name. */
interface Asked {
  readonly logins: readonly string[];
  readonly teams: readonly string[];
}

/**
 * Each team that is refused, with each team and with one login that are let in; each login that is refused, with one
 * team that is let in; and one login that is let in, of somebody who is no member.
 */
export function listCrossed(
  models: readonly PolicyModel[],
  account: Inventory | undefined,
): { crossed: Candidate[]; leftOut: string[] } {
  const [entering, refused] = [ENTRY, REFUSAL].map((names) => askedBy(models, names, account));
  if (!entering || !refused) return { crossed: [], leftOut: [] };
  const readsMember = models.some((model) => reachesInput(model, 'session.member'));
  const mixes = cross(entering, refused, readsMember);
  const crossed = mixes.slice(0, MOST_CROSSED).map((session) => describeMix(session, models, account));
  const left = mixes.length - crossed.length;
  const leftOut = left > 0 ? [`${left} mixes of who is let in by one rule and refused by another`] : [];
  return { crossed, leftOut };
}

interface Mix extends SessionRequest {
  readonly teams?: string[];
}

function cross(entering: Asked, refused: Asked, readsMember: boolean): Mix[] {
  const someLogins = entering.logins.slice(0, 1);
  const mixes: Mix[] = [
    ...refused.teams.flatMap((team) => [
      ...entering.teams.filter((other) => other !== team).map((other) => ({ teams: [team, other].sort() })),
      ...someLogins.map((login) => ({ login, teams: [team] })),
    ]),
    ...refused.logins.flatMap((login) => entering.teams.slice(0, 1).map((team) => ({ login, teams: [team] }))),
    ...(readsMember ? someLogins.map((login) => ({ login, member: false })) : []),
  ];
  return [...new Map(mixes.map((mix) => [JSON.stringify(mix), mix])).values()];
}

/** Keys are left out: which teams they have is known, or not at all. */
function askedBy(models: readonly PolicyModel[], names: readonly string[], account: Inventory | undefined): Asked {
  const own = models.flatMap((model) => {
    const rules = new Set(rulesBehind(model, names));
    return model.meanings().filter(({ condition }) => condition && rules.has(condition.clause.rule));
  });
  const textsOf = (domain: 'login' | 'team'): string[] =>
    [...new Set(own.filter((one) => isExact(one, domain)).map(({ value }) => String(value)))].sort();
  const isPerson = (login: string): boolean => !login.startsWith(KEY_PREFIX) && !isKeyOf(login, account);
  return { logins: textsOf('login').filter(isPerson), teams: textsOf('team') };
}

function rulesBehind(model: PolicyModel, names: readonly string[]): Rule[] {
  const rules = names.flatMap((name) => model.rules.get(name) ?? []);
  return rules.flatMap((rule) => [rule, ...model.rulesAskedBy(rule)]);
}

function describeMix(session: Mix, models: readonly PolicyModel[], account: Inventory | undefined): Candidate {
  const { login, teams = [], member } = session;
  const who = [...(login === undefined ? [] : [login]), ...teams].join(' + ');
  return {
    kind: login === undefined ? 'team' : 'person',
    name: member === false ? `${who}, no member` : who,
    origin: 'policy',
    ...stateOfTeams(teams, account),
    sessions: login === undefined ? withLogins(models, session) : [session],
  };
}
