/** What a client asks about scenario files by: checked, as any program may be at the other end. */
import * as z from 'zod';
import type { PinScenarioParams, RunScenariosParams, ScenariosParams } from '../../protocol/lsp.ts';
import { OBJECT, readParams, session, textDocument, words } from '../simulation/simulateParams.ts';

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

const pinning: z.ZodType<PinScenarioParams> = z.object(
  { textDocument, file: words, pin: z.strictObject({ session, name: words.exactOptional() }, OBJECT) },
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

/** @throws {BadInput} as `readParams` */
export function readPinParams(params: unknown): PinScenarioParams {
  return readParams(pinning, params);
}
