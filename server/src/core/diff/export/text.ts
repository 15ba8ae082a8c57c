/** A difference as text of a format, for programs and pull requests. */
import type { AccessDifference } from '../../../protocol/matrix.ts';
import type { Inventory } from '../../account/inventory.ts';
import { writeDifferenceMarkdown } from './markdown.ts';

/**
 * @param names of what is compared
 * @param account for the names of spaces
 */
export function writeDifferenceText(
  difference: AccessDifference,
  format: 'json' | 'markdown',
  names: { before: string; after: string },
  account: Inventory | undefined,
): string {
  if (format === 'json') return `${JSON.stringify(difference, null, 2)}\n`;
  return writeDifferenceMarkdown(difference, names, account);
}
