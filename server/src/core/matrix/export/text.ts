/** A matrix as text of a format, for programs and pages. */
import type { AccessMatrix } from '../../../protocol/matrix.ts';
import type { Inventory } from '../../account/inventory.ts';
import { writeMatrixCsv } from './csv.ts';
import { writeMatrixMarkdown } from './markdown.ts';

/** @param account for the names of spaces */
export function writeMatrixText(
  matrix: AccessMatrix,
  format: 'csv' | 'json' | 'markdown',
  account: Inventory | undefined,
): string {
  if (format === 'json') return `${JSON.stringify(matrix, null, 2)}\n`;
  return format === 'csv' ? writeMatrixCsv(matrix) : writeMatrixMarkdown(matrix, account);
}
