/** The demo account as Spacelift would answer. */
import type { ApiKey } from '../../../server/src/protocol/account.ts';
import { demoAccount } from '../core/account/demoAccount.ts';
import { type Answers, toSeconds } from './fakeApi.ts';

const { roles, spaces, apiKeys, teams, loginPolicies } = demoAccount;

export const demoAnswers: Answers = {
  Roles: () => ({ data: { roles: roles.items } }),
  Spaces: () => ({
    data: { spaces: spaces.items.map((space) => ({ parentSpace: null, accessLevel: 'ADMIN', ...space })) },
  }),
  ApiKeys: () => ({ data: { apiKeys: apiKeys.items.map(toAnswer) } }),
  Viewer: () => ({ data: { viewer: { id: 'api::demo', admin: true } } }),
  Teams: () => ({ data: { availableUserGroups: teams.items } }),
  TeamBindings: () => ({
    data: {
      managedUserGroups: [
        { groupName: 'DevOps', accessRules: [{ space: 'root', spaceAccessLevel: 'READ' }] },
        {
          groupName: 'Platform',
          accessRules: [
            { space: 'root', spaceAccessLevel: 'WRITE' },
            { space: 'legacy', spaceAccessLevel: 'ADMIN' },
          ],
        },
      ],
    },
  }),
  Policies: () => ({
    data: {
      policies: [
        { id: 'approve', name: 'Approve', type: 'APPROVAL', engineType: 'REGO_V1' },
        ...loginPolicies.items.map(({ id, name, engine }) => ({
          id,
          name,
          type: 'LOGIN',
          engineType: `REGO_${engine.toUpperCase()}`,
        })),
      ],
    },
  }),
  PolicyBody: ({ id }) => ({ data: { policy: loginPolicies.items.find((policy) => policy.id === id) ?? null } }),
  Scheme: () => ({ data: { authorizationScheme: demoAccount.authorizationScheme } }),
  Runtime: () => ({ data: { policyRuntime: { openPolicyAgentVersion: `v${demoAccount.opaVersion ?? ''}` } } }),
};

export function toAnswer(key: ApiKey): Record<string, unknown> {
  const { createdAt, expiresAt, lastUsedAt, roleBindings, ...same } = key;
  return {
    ...same,
    createdAt: toSeconds(createdAt),
    expiresAt: expiresAt === undefined ? null : toSeconds(expiresAt),
    lastUsedAt: lastUsedAt === undefined ? null : toSeconds(lastUsedAt),
    apiKeyRoleBindings: (roleBindings ?? []).map(({ role, space }) => ({ role: { slug: role }, spaceID: space })),
  };
}
