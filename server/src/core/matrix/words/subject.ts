/** Who logs in, in words. */
import type { MatrixSubject } from '../../../protocol/matrix.ts';

const STATES: Readonly<Record<NonNullable<MatrixSubject['state']>, string>> = {
  admin: 'administrative',
  deleted: 'deleted',
  expired: 'expired',
  unknown: 'not known to the account',
};

/** `team DevOps`; `ci-cd-dev by its name` of a key that comes to something else by the other form of its login. */
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
  const as = isOne && isMadeUp ? ` as "${login ?? ''}"` : '';
  return `${who[kind]}${form}${as}${state === undefined ? '' : ` (${STATES[state]})`}`;
}
