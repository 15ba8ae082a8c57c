/** What a client asks a week by: checked, as any program may be at the other end. */
import * as z from 'zod';
import type { WeekParams } from '../../protocol/lsp.ts';
import { overview } from '../matrix/matrixParams.ts';
import { OBJECT, readParams, session, words } from '../simulation/simulateParams.ts';

const week: z.ZodType<WeekParams> = overview.extend({
  request: z.strictObject({ session, zone: words, date: words }, OBJECT),
});

/**
 * The parameters, where they are what they should be.
 * @throws {BadInput} for any others: the message names the first field that is wrong, and what would be right
 */
export function readWeekParams(params: unknown): WeekParams {
  return readParams(week, params);
}
