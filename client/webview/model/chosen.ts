/** Sessions that a person has chosen to look at, beside those that the account and the policy bring. */
import type { ChosenSessions } from '../../../server/src/protocol/matrix.ts';
import { withValue } from './form.ts';

export type ChosenKind = Exclude<keyof ChosenSessions, 'only'>;

export function addChosen(chosen: ChosenSessions, kind: ChosenKind, item: string): ChosenSessions {
  const before = chosen[kind] ?? [];
  return before.includes(item) ? chosen : { ...chosen, [kind]: [...before, item] };
}

export function removeChosen(chosen: ChosenSessions, kind: ChosenKind, item: string): ChosenSessions {
  const rest = (chosen[kind] ?? []).filter((other) => other !== item);
  const next = withValue(chosen, kind, rest.length > 0 ? rest : undefined);
  return countChosen(next) === 0 ? withValue(next, 'only', undefined) : next;
}

/** How many of all kinds. */
export function countChosen({ keys, logins, teams, addresses, instants }: ChosenSessions): number {
  return [keys, logins, teams, addresses, instants].reduce((sum, items) => sum + (items?.length ?? 0), 0);
}
