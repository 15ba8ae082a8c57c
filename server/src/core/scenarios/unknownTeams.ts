/** Teams in scenarios with which nobody has logged in so far: a slip of the fingers, or somebody who is still to come. */
import type { Finding } from '../../protocol/findings.ts';
import type { Inventory } from '../account/inventory.ts';
import { knownTeams, teamsNear, teamsSpelt } from '../rules/names/knownTeams.ts';
import { findingOf } from './rules.ts';
import type { Scenario } from './scenario.ts';

/** Nothing where the account does not show all teams that it has heard of. */
export function findUnknownTeams(scenarios: readonly Scenario[], account: Inventory | undefined): Finding[] {
  const known = account && knownTeams(account);
  if (known?.known !== 'all') return [];
  const names = new Set(known.names.items);
  return scenarios
    .flatMap(({ teams }) => teams)
    .filter(({ text }) => !names.has(text))
    .map(({ text, range }) => {
      const [near] = [...teamsSpelt(text, known), ...teamsNear(text, known)];
      const hint = near === undefined ? '.' : `: did you mean "${near}"?`;
      return findingOf('SL085', range, `Nobody has logged in with a team "${text}" so far${hint}`);
    });
}
