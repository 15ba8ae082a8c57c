/** Who logs in, in words. */
import type { MatrixSubject } from '../../../protocol/matrix.ts';

const STATES: Readonly<Record<NonNullable<MatrixSubject['state']>, string>> = {
  admin: 'administrative',
  deleted: 'deleted',
  expired: 'expired',
  unknown: 'not known to the account',
};

/**
 * `team DevOps`; `ci-cd-dev by its name` of a key that comes to something else by the other form of its login;
 * `team DevOps @example.com` of whoever has the team and such a login.
 */
export function describeSubject({ kind, name, session, logins, state }: MatrixSubject): string {
  const who = {
    key: name,
    person: name,
    team: `team ${name}`,
    member: 'any member',
    outsider: 'anybody who is no member',
  };
  const [login, ...others] = logins;
  const isOne = others.length === 0;
  const form = kind === 'key' && isOne && session.loginAs !== undefined ? ` by its ${session.loginAs}` : '';
  const isMadeUp = kind !== 'key' && session.login !== undefined && !name.startsWith(session.login);
  const as = isOne && isMadeUp ? ` ${describeMadeUp(login ?? '')}` : '';
  const membership = kind === 'key' && session.member === false ? ' as no member' : '';
  return `${who[kind]}${form}${as}${membership}${state === undefined ? '' : ` (${STATES[state]})`}`;
}

/** Of a login that stands for all that end so, what they have in common. */
function describeMadeUp(login: string): string {
  return login.startsWith('somebody@') ? login.slice('somebody'.length) : `as ${login}`;
}
