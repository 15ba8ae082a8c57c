/** Who logs in, in words. */
import type { MatrixSubject } from '../../../protocol/matrix.ts';

const STATES: Readonly<Record<NonNullable<MatrixSubject['state']>, string>> = {
  admin: 'administrative',
  deleted: 'deleted',
  expired: 'expired',
  unknown: 'not in the account',
};

/** `team DevOps`, `ci-cd-dev as "ci-cd-dev"` of a key that comes to something else by another form of its login. */
export function describeSubject({ kind, name, session, logins, state }: MatrixSubject): string {
  const who = {
    key: name,
    person: name,
    team: `team ${name}`,
    member: 'any member',
    outsider: 'anybody who is no member',
  };
  const [login] = logins;
  // Under a login that stands for others, or one form of a key's two.
  const isOne = logins.length === 1 && (kind === 'key' ? session.loginAs !== undefined : kind !== 'person');
  const as = isOne && (kind === 'key' || session.login !== undefined) ? ` as "${login ?? ''}"` : '';
  return `${who[kind]}${as}${state === undefined ? '' : ` (${STATES[state]})`}`;
}
