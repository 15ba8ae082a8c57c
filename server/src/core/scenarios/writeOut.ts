/** A session with all that a guess or a file's defaults would decide about otherwise: it stays the same for good. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import { KEY_PREFIX } from '../account/keyLogin.ts';
import { formatInstant } from '../simulation/instant.ts';
import { readLogin } from '../simulation/login.ts';
import { reachesInput } from '../simulation/reach.ts';
import type { Session } from '../simulation/session.ts';
import type { OpenScenarios } from './openScenarios.ts';

type Surroundings = Pick<OpenScenarios, 'file' | 'policies' | 'account'>;

/**
 * The instant always, and what the policies read that nobody has said. Optional fields that the session does not have
 * can't be written.
 * @param now nanoseconds since 1970
 * @throws {BadInput} for a session that can't be
 */
export function writeOut(
  asked: SessionRequest,
  { file, policies, account }: Surroundings,
  now: bigint,
): SessionRequest {
  if (asked.input !== undefined) return asked;
  const { session } = readLogin(asked, account, now);
  if (session === undefined) return asked;
  const isRead = (path: string): boolean => policies.some(({ model }) => reachesInput(model, path));
  const isGuessed = (path: string): boolean => session.assumed.some(({ field }) => field === path);
  const matters = (path: string): boolean => isGuessed(path) && (isRead(path) || mayBypass(path, session));
  const { request, session: made } = session.input;
  const { key, loginAs, login, ip, ...others } = asked;
  return {
    ...(key !== undefined && describeKey({ key, loginAs }, session, account)),
    ...(login !== undefined && { login }),
    ...(key === undefined && matters('session.login') && { login: made.login }),
    ...others,
    ...(matters('session.name') && { name: made.name }),
    ...(matters('session.teams') && { teams: [...made.teams] }),
    ...((file.defaults?.member !== undefined || isRead('session.member')) && { member: made.member }),
    ...(matters('session.admin') && { admin: made.admin }),
    ...(matters('session.machine') && { machine: made.machine }),
    ...(matters('session.creator_ip') && { creatorIp: made.creator_ip }),
    ...((ip ?? file.defaults?.ip) !== undefined || isRead('request.remote_ip') ? { ip: ip ?? request.remote_ip } : {}),
    at: formatInstant(request.timestamp_ns),
  };
}

/** Whether it is administrative is what counts of a key that the account does not show, whatever the policy reads. */
function mayBypass(path: string, { unidentified }: Session): boolean {
  return path === 'session.admin' && unidentified?.mayBypass === true;
}

function describeKey(
  { key, loginAs }: { readonly key: string; readonly loginAs: SessionRequest['loginAs'] | undefined },
  { input }: Session,
  account: Inventory | undefined,
): Pick<SessionRequest, 'key' | 'loginAs'> {
  const form = input.session.login.startsWith(KEY_PREFIX) ? 'id' : 'name';
  return { key: nameKey(key, account), loginAs: loginAs ?? form };
}

/** By its name, as people know it, unless others share that. */
function nameKey(key: string, account: Inventory | undefined): string {
  const name = account?.key(key)?.name;
  if (name === undefined) return key;
  const named = account?.findKey(name);
  return named?.kind === 'found' && named.key.id === key ? name : key;
}
