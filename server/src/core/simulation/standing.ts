/** What a person should know beside the decision: about the key, the account, and what the decision is worth. */
import type { AccountSnapshot, ApiKey } from '../../protocol/account.ts';
import type { Decision, Notice } from '../../protocol/simulation.ts';
import type { Decided } from './decision.ts';
import type { Inventory } from '../account/inventory.ts';
import { ADMIN_ROLE, administersRoot, ROOT, type Grant } from './grants.ts';
import { formatInstant, parseTimestamp } from './instant.ts';

const FROZEN: Notice = {
  code: 'frozen',
  severity: 'information',
  message:
    'A login policy is asked at login only: access stays as it is until the next login, and saving the policy signs everyone else out',
};

/** Of the account and in general. */
export function describeStanding(account: AccountSnapshot | undefined): Notice[] {
  if (account?.authorizationScheme !== 'MANAGED_USERS') return [FROZEN];
  const message = `The account "${account.name}" manages access by users and not by login policies: this policy has no effect there`;
  return [FROZEN, { code: 'inert', severity: 'warning', message }];
}

/** Whether the key can log in at all, at an instant in nanoseconds since 1970. */
export function describeKeyState(key: ApiKey | undefined, instant: bigint): Notice[] {
  if (key === undefined) return [];
  const notices: Notice[] = [];
  if (key.deleted) {
    const message = `The API key "${key.name}" is deleted, and can't log in: this is what the policy would say`;
    notices.push({ code: 'deletedKey', severity: 'warning', message });
  }
  const expiry = key.expiresAt === undefined ? undefined : parseTimestamp(key.expiresAt);
  if (expiry !== undefined && expiry <= instant) {
    const when = formatInstant(expiry);
    const message = `The API key "${key.name}" expired at ${when}, and can't log in: this is what the policy would say`;
    notices.push({ code: 'expiredKey', severity: 'warning', message });
  }
  return notices;
}

/** Where roles are granted to somebody who is denied. */
export function describeLostRoles({ decision, fired }: Decided, grants: readonly Grant[]): Notice[] {
  if (decision.access_level !== 'deny' || grants.length === 0) return [];
  const message = fired.deny
    ? 'Roles are granted, yet `deny` refuses the login'
    : 'Roles are granted, yet neither `allow` nor `admin` fires: whether roles alone let somebody in is not documented. Taken as denied';
  return [{ code: 'rolesWithoutEntry', severity: fired.deny ? 'information' : 'warning', message }];
}

const ROOT_ADMIN: Notice = {
  code: 'rootAdmin',
  severity: 'information',
  message: `The role ${ADMIN_ROLE} in the space ${ROOT} makes an admin of the whole account, as \`admin\` does`,
};

const ROOT_ADMIN_DENIED: Notice = {
  code: 'undocumented',
  severity: 'warning',
  message: `\`deny_admin\` fires, and the role ${ADMIN_ROLE} in the space ${ROOT} is granted: whether that makes an admin all the same is not documented. Taken to make one`,
};

/** Where roles in the root space make an admin of the account out of somebody who is allowed and no more, or may do so. */
export function describeRootAdmin(
  { decision, fired }: Decided,
  grants: readonly Grant[],
  inventory: Inventory | undefined,
): Notice[] {
  if (decision.access_level !== 'allow') return [];
  if (administersRoot(grants)) return [fired.denyAdmin ? ROOT_ADMIN_DENIED : ROOT_ADMIN];
  const custom = grants.find(
    ({ space, slug }) => space === ROOT && inventory?.role(slug)?.actions.includes('SPACE_ADMIN'),
  );
  if (custom === undefined) return [];
  const message = `The role "${custom.slug}" in the space ${ROOT} may administer it: whether that makes an admin of the whole account, as the role ${ADMIN_ROLE} does, is not documented. Taken not to make one`;
  return [{ code: 'undocumented', severity: 'warning', message }];
}

/** A root-admin key: admin, whatever the policy says; what it would have said is told where it is something else. */
export function describeBypass(key: ApiKey, said: Decision): Notice {
  const word = { deny: 'denied it', allow: 'allowed it without admin', admin: 'made it admin' }[said.access_level];
  const otherwise = said.access_level === 'admin' ? '' : ` (it would have ${word})`;
  const message = `"${key.name}" is an administrative key of the root space: it is always admin, and the policy is not asked${otherwise}`;
  return { code: 'bypass', severity: 'information', message };
}
