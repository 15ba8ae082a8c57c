/** What stands above the list of a part that is not all there, and instead of one that is empty. */
import type { Part } from '../../../server/src/protocol/account.ts';
import { tell, type AccountNode } from './accountNode.ts';

const WORDS: Record<Part<unknown>['state'], string> = {
  complete: '',
  partial: 'Some may be missing',
  forbidden: 'May not be seen with this credential',
  failed: 'Could not be fetched',
};

/** @param nothing what is said where there are none */
export function withState<T>(
  name: string,
  { state, reason, items }: Part<T>,
  nothing: string,
  rows: () => readonly AccountNode[],
): readonly AccountNode[] {
  const rest = reason === undefined ? {} : { description: reason, tooltip: reason };
  const note = state === 'complete' ? [] : [tell(`${name}/state`, WORDS[state], 'warning', rest)];
  if (items.length > 0) return [...note, ...rows()];
  return note.length > 0 ? note : [tell(`${name}/none`, nothing, 'info')];
}
