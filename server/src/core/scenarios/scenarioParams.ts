/** What a client asks about scenario files by: checked, as any program may be at the other end. */
import * as z from 'zod';
import type { RunScenariosParams, ScenariosParams } from '../../protocol/lsp.ts';
import { OBJECT, readParams, words } from '../simulation/simulateParams.ts';

const listing: z.ZodType<ScenariosParams> = z.object({ uri: words }, OBJECT);

const running: z.ZodType<RunScenariosParams> = z.object(
  {
    uri: words,
    names: z.array(words, 'right would be a list of texts').exactOptional(),
    coverage: z.boolean('right would be true or false').exactOptional(),
    run: words.exactOptional(),
  },
  OBJECT,
);

/** @throws {BadInput} as `readParams` */
export function readScenariosParams(params: unknown): ScenariosParams {
  return readParams(listing, params);
}

/** @throws {BadInput} as `readParams` */
export function readRunParams(params: unknown): RunScenariosParams {
  return readParams(running, params);
}
