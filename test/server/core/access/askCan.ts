/** Asks "can it?" of the demo account, with a function in place of OPA. */
import { can } from '../../../../server/src/core/access/can.ts';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import type { CanAnswer, CanRequest } from '../../../../server/src/protocol/access.ts';
import type { AccountSnapshot, ApiKey, LoginPolicy } from '../../../../server/src/protocol/account.ts';
import { demoAccount, spaceId } from '../account/demoAccount.ts';
import { fakeOpa, READS_ALL, type Decide } from '../simulation/fakeOpa.ts';

/** 2026-11-24T03:00:00Z */
const NOW = 1_795_489_200_000_000_000n;

export const production = spaceId('production');
export const eu = spaceId('eu');
export const us = spaceId('us');

export const POLICY: LoginPolicy = { id: 'one', name: 'One', body: READS_ALL, engine: 'v0' };

/** The demo account with one login policy, and what is changed. */
export function account(changes: Partial<AccountSnapshot> = {}): AccountSnapshot {
  const { at } = demoAccount.loginPolicies;
  return { ...demoAccount, loginPolicies: { state: 'complete', at, items: [POLICY] }, ...changes };
}

export const managed = (changes: Partial<AccountSnapshot> = {}): AccountSnapshot =>
  account({ authorizationScheme: 'MANAGED_USERS', ...changes });

export function withKey(name: string, changes: Partial<ApiKey>): Partial<AccountSnapshot> {
  const items = demoAccount.apiKeys.items.map((key) => (key.name === name ? { ...key, ...changes } : key));
  return { apiKeys: { ...demoAccount.apiKeys, items } };
}

export interface Asked extends Partial<Omit<CanRequest, 'session'>> {
  session?: CanRequest['session'];
  account?: AccountSnapshot | null;
  policy?: string;
}

export const NOBODY: Decide = () => ({ allow: true });
export const grants =
  (roles: Record<string, string[]>, more: object = {}): Decide =>
  () => ({ allow: true, roles, ...more });

export async function ask(
  decide: Decide,
  { account: snapshot = account(), policy, session, action = 'run:trigger', space = eu }: Asked = {},
): Promise<CanAnswer> {
  const result = await can(
    {
      session: { ip: '10.0.0.1', at: '0', ...(session?.login === undefined && { key: 'ci-cd-dev' }), ...session },
      action,
      space,
    },
    policy === undefined ? undefined : { text: policy, engine: 'v0' },
    {
      engine: fakeOpa(decide),
      clock: { now: () => NOW },
      ...(snapshot === null ? {} : { account: buildInventory(snapshot) }),
    },
  );
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.answer;
}
