/** What a client asks "can it?" by: checked, as any program may be at the other end. */
import * as z from 'zod';
import type { CanParams } from '../../protocol/lsp.ts';
import { OBJECT, readParams, session, textDocument, words } from '../simulation/simulateParams.ts';

const request = z.strictObject({ session, action: words, space: words }, OBJECT);

// Protocols may add fields of their own here (a token for progress).
const schema: z.ZodType<CanParams> = z.object({ textDocument, request }, OBJECT);

/**
 * The parameters, where they are what they should be.
 * @throws {BadInput} for any others: the message names the first field that is wrong, and what would be right
 */
export function readCanParams(params: unknown): CanParams {
  return readParams(schema, params);
}
