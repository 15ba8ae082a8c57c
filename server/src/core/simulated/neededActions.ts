/** What scenarios say that API keys must be able to do. */
import type { AskedAction } from '../../protocol/access.ts';
import type { Inventory } from '../account/inventory.ts';
import type { OwnScenarioFile } from '../scenarios/ownScenarios.ts';
import { resolveExpectations } from '../scenarios/resolveExpectations.ts';

/** An action that a key must have in a space. */
export interface NeededAction {
  readonly action: AskedAction;
  /** Its id. */
  readonly space: string;
  /** The name of the file that says so. */
  readonly file: string;
}

/** Of each key, by its id; nothing of keys, spaces and actions that the account does not know. */
export function readNeeded(
  files: readonly OwnScenarioFile[],
  account: Inventory,
): ReadonlyMap<string, readonly NeededAction[]> {
  const needed = new Map<string, NeededAction[]>();
  for (const { name, file } of files) {
    for (const { session, expectations, mistake } of file.scenarios) {
      if (session.key === undefined || mistake !== undefined) continue;
      const lookup = account.findKey(session.key);
      if (lookup.kind !== 'found') continue;
      const asked = expectations.filter(({ kind }) => kind === 'can');
      const own = resolveExpectations(asked, account).resolved.flatMap((one): NeededAction[] =>
        one.kind === 'can' ? [{ action: one.action, space: one.space.id, file: name }] : [],
      );
      needed.set(lookup.key.id, [...(needed.get(lookup.key.id) ?? []), ...own]);
    }
  }
  return needed;
}
