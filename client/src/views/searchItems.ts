/** Everything of the account in one list to search. */
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import type { AccountItem } from './accountNode.ts';
import { describeKey, keyItem } from './keyNodes.ts';
import { policyItem, teamItem } from './otherNodes.ts';
import { roleItem } from './roleNodes.ts';
import { shownLabel } from './shownText.ts';
import { spaceItem } from './spaceNodes.ts';

export interface Found {
  readonly label: string;
  readonly description: string;
  readonly item: AccountItem;
}

/** By kind, each with what it is called in a policy. @param now milliseconds since 1970 */
export function searchItems(snapshot: AccountSnapshot, now: number): Found[] {
  const { roles, spaces, apiKeys, teams, loginPolicies } = snapshot;
  return [
    ...roles.items.map((role) => found('shield', roleItem(role), `role · ${role.slug}`)),
    ...spaces.items.map((space) => found('folder', spaceItem(space), ['space', space.id, ...space.labels].join(' · '))),
    ...apiKeys.items.map((key) => {
      const told = describeKey(key, now);
      return found('key', keyItem(key), `API key · ${key.id}${told === '' ? '' : ` · ${told}`}`);
    }),
    ...teams.items.map((team) => found('organization', teamItem(team), 'team')),
    ...loginPolicies.items.map((policy) =>
      found('law', policyItem(policy), `login policy · ${policy.id} · Rego ${policy.engine}`),
    ),
  ];
}

function found(icon: string, item: AccountItem, description: string): Found {
  return { label: `$(${icon}) ${shownLabel(item.name)}`, description: shownLabel(description), item };
}
