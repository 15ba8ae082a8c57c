/** Which other login policies are asked together with the one in the editor. */
import * as z from 'zod';
import { OBJECT, words } from '../simulation/simulateParams.ts';

export const beside = z
  .array(
    z.discriminatedUnion(
      'kind',
      [
        z.strictObject({ kind: z.literal('file'), uri: words }, OBJECT),
        z.strictObject({ kind: z.literal('deployed'), policy: words }, OBJECT),
      ],
      'right would be a file or a deployed policy, by its kind',
    ),
    'right would be a list of policies',
  )
  .exactOptional();
