/** Who logs in, where somebody describes them whole: with several teams, as no member, by other fields of the session. */
import type { MatrixSubject } from '../../protocol/matrix.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import { BadInput } from '../badInput.ts';
import { buildSession } from '../simulation/session.ts';
import type { Candidate } from './candidate.ts';
import { describeChosenKey } from './keySubjects.ts';
import { stateOfTeams, withLogins } from './peopleSubjects.ts';
import { describeFields } from './sessionFields.ts';
import type { SubjectContext } from './subjects.ts';

/**
 * From where and when is left out: a matrix looks at several addresses and instants.
 * @throws {BadInput} for a whole input document, a key beside a login, a key that the account is sure not to have, and an
 * address that is none
 */
export function describeWhole(
  { ip, at, input, ...who }: SessionRequest,
  origin: MatrixSubject['origin'],
  context: SubjectContext,
): Candidate {
  if (input !== undefined) throw new BadInput(WHOLE_INPUT);
  if (who.key !== undefined && who.login !== undefined) {
    throw new BadInput(`A session is of the key "${who.key}" or of the login "${who.login}", not of both`);
  }
  const { key, ...own } = withoutUsual(who, { ip, at }, context);
  return key === undefined ? describePerson(own, origin, context) : describeKey(key, own, origin, context);
}

const USUAL = ['name', 'teams', 'member', 'admin', 'machine'] as const;

/** What is taken anyway, where nobody says it, makes nobody somebody else. */
function withoutUsual(
  who: SessionRequest,
  { ip, at }: { ip: string | undefined; at: string | undefined },
  { account, now }: SubjectContext,
): SessionRequest {
  // An address or instant that is none is told here, too.
  const whole = { ...who, ...(ip !== undefined && { ip }), ...(at !== undefined && { at }) };
  const given = buildSession(whole, account, now).input.session;
  const { key, login } = who;
  const bare = { ...(key !== undefined && { key }), ...(login !== undefined && { login }) };
  const usual = buildSession(bare, account, now).input.session;
  // Whether a key is a member is open: what somebody says of it holds.
  const isUsual = (field: string): boolean =>
    !(field === 'member' && key !== undefined) &&
    USUAL.some((one) => one === field && JSON.stringify(given[one]) === JSON.stringify(usual[one]));
  return Object.fromEntries(Object.entries(who).filter(([field]) => !isUsual(field)));
}

export const WHOLE_INPUT =
  'A whole input document says from where and when as well: describe the session by its fields, without `input`';

/** Of a key alone, both forms of its login are looked at where it is not known which is right; unless only this is meant. */
function describeKey(
  text: string,
  { loginAs, ...own }: SessionRequest,
  origin: MatrixSubject['origin'],
  context: SubjectContext,
): Candidate {
  const key = describeChosenKey(text, origin, context);
  const isAlone = Object.entries(own).every(([field, value]) => field === 'member' && value === true);
  const [first = { key: text }] = key.sessions;
  const isOnly = origin === 'chosen' && context.chosen.only === true;
  const isOne = loginAs !== undefined && (!isAlone || isOnly);
  const forms = isOne ? [{ ...first, loginAs }] : key.sessions;
  return {
    ...stateOfTeams(own.teams ?? [], context.account),
    ...key,
    // What it is as no member is said of every key alike (`words/subject.ts`).
    name: describe(key.name, withoutMember(own)),
    sessions: forms.map((form) => ({ ...form, ...own })),
  };
}

function describePerson(
  session: SessionRequest,
  origin: MatrixSubject['origin'],
  { models, account }: SubjectContext,
): Candidate {
  const { login, teams = [], member, ...fields } = session;
  const about = {
    origin,
    ...stateOfTeams(teams, account),
    sessions: login === undefined ? withLogins(models, session) : [session],
  };
  const isPlain = describeFields(fields).length === 0;
  if (isPlain && login === undefined && teams.length === 0) {
    return { ...about, kind: member === false ? 'outsider' : 'member', name: '' };
  }
  if (isPlain && member !== false) {
    const name = [...(login === undefined ? [] : [login]), ...teams].join(' + ');
    return { ...about, kind: login === undefined ? 'team' : 'person', name };
  }
  return { ...about, kind: 'person', name: describe(login ?? 'somebody', session) };
}

function withoutMember(session: SessionRequest): SessionRequest {
  return Object.fromEntries(Object.entries(session).filter(([field]) => field !== 'member'));
}

/** `zed with teams Platform + On-Call as no member`. */
function describe(who: string, { teams, member, ...session }: SessionRequest): string {
  const parts = [...(teams === undefined ? [] : [nameTeams(teams)]), ...describeFields(session)];
  const membership = member === undefined ? '' : ` as ${member ? 'a' : 'no'} member`;
  return `${parts.length === 0 ? who : `${who} with ${parts.join(', ')}`}${membership}`;
}

function nameTeams(teams: readonly string[]): string {
  if (teams.length === 0) return 'no team';
  return `team${teams.length === 1 ? '' : 's'} ${teams.join(' + ')}`;
}
