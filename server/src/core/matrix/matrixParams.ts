/** What a client asks a matrix by: checked, as any program may be at the other end. */
import * as z from 'zod';
import type { ExportMatrixParams, MatrixParams } from '../../protocol/lsp.ts';
import { beside } from './besideParams.ts';
import { OBJECT, readParams, session, textDocument, words } from '../simulation/simulateParams.ts';
import { WHOLE_INPUT } from './describedSubjects.ts';

const texts = z.array(words, 'right would be a list of texts').exactOptional();

const sessions = z
  .array(session.extend({ input: z.never(WHOLE_INPUT).exactOptional() }), 'right would be a list of sessions')
  .exactOptional();

/** Beside what the account and the policy bring. */
export const chosen = z
  .strictObject(
    {
      keys: texts,
      logins: texts,
      teams: texts,
      sessions,
      addresses: texts,
      instants: texts,
      only: z.boolean('right would be true or false').exactOptional(),
    },
    OBJECT,
  )
  .exactOptional();

const workDoneToken = z.union([words, z.int()], 'right would be a text or a whole number').exactOptional();

/** What every question about many sessions has. Protocols may add fields of their own beside. */
export const overview = z.object({ textDocument, beside, workDoneToken }, OBJECT);
const matrix: z.ZodType<MatrixParams> = overview.extend({ chosen });
const exported: z.ZodType<ExportMatrixParams> = overview.extend({
  chosen,
  format: z.enum(['csv', 'json', 'markdown'], 'right would be "csv", "json" or "markdown"'),
});

/**
 * The parameters, where they are what they should be.
 * @throws {BadInput} for any others: the message names the first field that is wrong, and what would be right
 */
export function readMatrixParams(params: unknown): MatrixParams {
  return readParams(matrix, params);
}

/** @throws {BadInput} as `readMatrixParams` */
export function readExportMatrixParams(params: unknown): ExportMatrixParams {
  return readParams(exported, params);
}
