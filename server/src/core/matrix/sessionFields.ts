/** Fields of a session that say more of somebody than a login and teams, in words. */
import type { SessionRequest } from '../../protocol/simulation.ts';

const TEXTS = [
  ['name', 'session.name'],
  ['idpSubject', 'session.idp_subject'],
  ['accountName', 'session.account_name'],
  ['stackId', 'session.stack_id'],
  ['creatorIp', 'session.creator_ip'],
] as const;
const FLAGS = ['admin', 'machine'] as const;

/** `session.name "Ada"`, `session.admin`: of those that are given, each. */
export function describeFields(session: SessionRequest): string[] {
  return [
    ...TEXTS.flatMap(([field, path]) => {
      const text = session[field];
      return text === undefined ? [] : [`${path} "${text}"`];
    }),
    ...FLAGS.flatMap((flag) => {
      const value = session[flag];
      return value === undefined ? [] : [value ? `session.${flag}` : `session.${flag} = false`];
    }),
  ];
}
