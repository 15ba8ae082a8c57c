/** Sessions that a person has chosen to look at, beside those that the account and the policy bring. */
import type { ChosenSessions } from '../../../server/src/protocol/matrix.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import type { AccountNames } from '../../../server/src/protocol/suggestions.ts';
import { sessionOf, withValue, type Form } from './form.ts';

export type ChosenKind = Exclude<keyof ChosenSessions, 'only' | 'sessions'>;

export function addChosen(chosen: ChosenSessions, kind: ChosenKind, item: string): ChosenSessions {
  const before = chosen[kind] ?? [];
  return before.includes(item) ? chosen : { ...chosen, [kind]: [...before, item] };
}

export function removeChosen(chosen: ChosenSessions, kind: ChosenKind, item: string): ChosenSessions {
  const rest = (chosen[kind] ?? []).filter((other) => other !== item);
  return withoutOnly(withValue(chosen, kind, rest.length > 0 ? rest : undefined));
}

export function addSession(chosen: ChosenSessions, session: SessionRequest): ChosenSessions {
  const before = chosen.sessions ?? [];
  const isThere = before.some((other) => JSON.stringify(other) === JSON.stringify(session));
  return isThere ? chosen : { ...chosen, sessions: [...before, session] };
}

export function removeSession(chosen: ChosenSessions, session: SessionRequest): ChosenSessions {
  const rest = (chosen.sessions ?? []).filter((other) => other !== session);
  return withoutOnly(withValue(chosen, 'sessions', rest.length > 0 ? rest : undefined));
}

/** Of nothing, nothing can be all. */
function withoutOnly(chosen: ChosenSessions): ChosenSessions {
  return countChosen(chosen) === 0 ? withValue(chosen, 'only', undefined) : chosen;
}

/** How many of all kinds. */
export function countChosen({ keys, logins, teams, sessions, addresses, instants }: ChosenSessions): number {
  return [keys, logins, teams, sessions, addresses, instants].reduce((sum, items) => sum + (items?.length ?? 0), 0);
}

/** Who is filled in; undefined where nobody is, or a whole input document. From where and when is chosen by itself. */
export function whoOf(form: Form): SessionRequest | undefined {
  const session = sessionOf({ ...form, ip: '' });
  if (session === undefined || session.input !== undefined) return undefined;
  const who = withValue(session, 'at', undefined);
  return Object.keys(who).length === 0 ? undefined : who;
}

/** `ada, teams Platform + On-Call, no member`: everything that is said of somebody. */
export function describeWho(session: SessionRequest, names: AccountNames | null): string {
  const { key, loginAs, login, teams, member, admin, machine } = session;
  const known = names?.keys.find(({ id }) => id === key)?.name ?? key;
  const named = known === undefined ? login : loginAs === undefined ? known : `${known} by its ${loginAs}`;
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['session.name', session.name],
    ['session.idp_subject', session.idpSubject],
    ['session.account_name', session.accountName],
    ['session.stack_id', session.stackId],
    ['session.creator_ip', session.creatorIp],
  ];
  const said = [
    named,
    teams && describeTeams(teams),
    ...texts.map(([field, text]) => (text === undefined ? undefined : `${field} "${text}"`)),
    describeFlag(admin, 'session.admin', 'session.admin = false'),
    describeFlag(machine, 'session.machine', 'session.machine = false'),
    describeFlag(member, 'a member', 'no member'),
  ];
  return said.filter((text) => text !== undefined).join(', ');
}

function describeTeams(teams: readonly string[]): string {
  return teams.length === 0 ? 'no team' : `team${teams.length === 1 ? '' : 's'} ${teams.join(' + ')}`;
}

function describeFlag(flag: boolean | undefined, yes: string, no: string): string | undefined {
  return flag === undefined ? undefined : flag ? yes : no;
}
