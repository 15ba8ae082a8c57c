/** What a client asks a difference by: checked, as any program may be at the other end. */
import * as z from 'zod';
import type { DifferenceParams, ExportDifferenceParams } from '../../protocol/lsp.ts';
import { chosen, overview } from '../matrix/matrixParams.ts';
import { OBJECT, readParams, words } from '../simulation/simulateParams.ts';

const baseline = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('text'), name: words, text: words }, OBJECT),
    z.strictObject({ kind: z.literal('deployed'), policy: words }, OBJECT),
  ],
  'right would be a text or a deployed policy, by its kind',
);

const difference: z.ZodType<DifferenceParams> = overview.extend({ chosen, baseline });
const exported: z.ZodType<ExportDifferenceParams> = overview.extend({
  chosen,
  baseline,
  format: z.enum(['json', 'markdown'], 'right would be "json" or "markdown"'),
});

/**
 * The parameters, where they are what they should be.
 * @throws {BadInput} for any others: the message names the first field that is wrong, and what would be right
 */
export function readDifferenceParams(params: unknown): DifferenceParams {
  return readParams(difference, params);
}

/** @throws {BadInput} as `readDifferenceParams` */
export function readExportDifferenceParams(params: unknown): ExportDifferenceParams {
  return readParams(exported, params);
}
