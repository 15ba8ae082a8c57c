/** What a login has come to, as scenarios ask about it. */
import type { AccessLevel } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import type { Decided } from '../simulation/decision.ts';
import { judgeGrants, listGrants } from '../simulation/grants.ts';

export interface Held {
  readonly level: AccessLevel;
  /**
   * Space id → slugs, sorted: granted in the space itself and in force, the deprecated rules as the roles that they stand
   * for. None of a login that is denied or admin: there they have no effect.
   */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly decided: Decided;
}

export function readHeld(decided: Decided, account: Inventory | undefined): Held {
  const { decision } = decided;
  const { access_level: level } = decision;
  if (level !== 'allow') return { level, roles: {}, decided };
  const granted = listGrants(decision);
  const effective = account ? judgeGrants(granted, account).effective : granted;
  const spaces = [...new Set(effective.map(({ space }) => space))].sort();
  const slugsIn = (wanted: string): string[] =>
    effective.flatMap(({ space, slug }) => (space === wanted ? [slug] : [])).sort();
  return { level, roles: Object.fromEntries(spaces.map((space) => [space, slugsIn(space)])), decided };
}
