import type { ApiKey } from '../../../protocol/account.ts';
import { loginOf } from '../../account/keyLogin.ts';
import { parseTimestamp } from '../../simulation/instant.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { code, list, paragraphs, plain, row } from './markdown.ts';
import { dayAndAge, dayAndDistance } from './time.ts';

/** What an API key is seen by. */
export type KeyFacts = Pick<OpenPolicy, 'account' | 'keyLogin' | 'now'>;

const BYPASSES =
  '**Administrative key of the root space**: it is always admin. Spacelift does not ask login policies about it.';

/** An API key: what it logs in as, its teams, and whether a login policy is asked about it at all. Markdown. */
export function describeKey(key: ApiKey, facts: KeyFacts): string {
  const { id, name, description, teams, type, admin } = key;
  const what = type === 'OIDC' ? 'API key (OIDC)' : 'API key';
  const ofClaim = type === 'OIDC' ? '; a claim of its token may give others' : '';
  return paragraphs(
    `**${plain(name)}** · ${what} ${code(id)}`,
    describeStanding(key, facts.now),
    admin ? BYPASSES : undefined,
    plain(description),
    list([
      admin ? 'Login policies do not apply' : describeLogin(key, facts),
      `Teams: ${teams.length === 0 ? 'none' : row(teams.map(plain))}${ofClaim}`,
      describeExpiry(key, facts.now),
      key.lastUsedAt === undefined ? 'Never used' : `Last used: ${dayAndAge(key.lastUsedAt, facts.now)}`,
    ]),
  );
}

/** Why it can't log in: `deleted` or `expired`; undefined where it can. */
export function lossOf({ deleted, expiresAt }: ApiKey, now: bigint): 'deleted' | 'expired' | undefined {
  if (deleted) return 'deleted';
  return expiresAt !== undefined && parseTimestamp(expiresAt) <= now ? 'expired' : undefined;
}

/** What `input.session.login` is for a key, as far as that is known. */
export function writtenLogin(key: ApiKey, keyLogin: KeyFacts['keyLogin']): string {
  return keyLogin === 'id' ? loginOf(key) : key.name;
}

function describeStanding(key: ApiKey, now: bigint): string | undefined {
  const loss = lossOf(key, now);
  return loss && `**${loss === 'deleted' ? 'Deleted' : 'Expired'}**: it can't log in any more.`;
}

function describeExpiry({ expiresAt }: ApiKey, now: bigint): string {
  if (expiresAt === undefined) return 'Does not expire';
  const isOver = parseTimestamp(expiresAt) <= now;
  return `${isOver ? 'Expired' : 'Expires'}: ${dayAndDistance(expiresAt, now)}`;
}

function describeLogin(key: ApiKey, { account, keyLogin }: KeyFacts): string {
  const login = `Logs in as ${code(writtenLogin(key, keyLogin))}`;
  if (account?.account.keyLogin === keyLogin) return `${login}, as a login of this account has shown`;
  return keyLogin === 'id'
    ? `${login} (assumed: most sources say so, none for certain)`
    : `${login}, as the settings say of this account`;
}
