/** Teams and login policies of the account. */
import type { LoginPolicy, Part } from '../../../server/src/protocol/account.ts';
import { byName, type AccountItem, type AccountNode } from './accountNode.ts';
import { withState } from './partNode.ts';

export function teamNodes(part: Part<string>): readonly AccountNode[] {
  return withState('teams', part, 'The identity provider has reported no teams', () =>
    part.items
      .map(teamItem)
      .sort(byName)
      .map((item) => ({
        id: `team/${item.name}`,
        label: item.name,
        icon: 'organization',
        spoken: `Team ${item.name}`,
        item,
      })),
  );
}

export function teamItem(name: string): AccountItem {
  return { kind: 'team', name, code: name };
}

export function policyNodes(part: Part<LoginPolicy>): readonly AccountNode[] {
  return withState('policies', part, 'There are no login policies', () =>
    [...part.items].sort(byName).map((policy) => ({
      id: `policy/${policy.id}`,
      label: policy.name,
      description: `Rego ${policy.engine}`,
      tooltip: `${policy.name} (${policy.id})\nAs it is deployed, Rego ${policy.engine}`,
      icon: 'law',
      spoken: `Login policy ${policy.name}, Rego ${policy.engine}`,
      item: policyItem(policy),
      command: 'loginPolicy.openDeployedPolicy',
    })),
  );
}

export function policyItem({ id, name }: LoginPolicy): AccountItem {
  return { kind: 'loginPolicy', name, id };
}
