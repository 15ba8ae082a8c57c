/** What a client asks a simulation by: checked, as any program may be at the other end. */
import * as z from 'zod';
import { BadInput } from '../badInput.ts';
import type { SimulateParams } from '../../protocol/lsp.ts';

export const words = z.string('right would be a text');
const yesOrNo = z.boolean('right would be true or false');
export const OBJECT = 'right would be an object';

/** What a login may be asked about by. */
export const session = z.strictObject(
  {
    key: words.exactOptional(),
    loginAs: z.enum(['id', 'name'], 'right would be "id" or "name"').exactOptional(),
    login: words.exactOptional(),
    name: words.exactOptional(),
    teams: z.array(words, 'right would be a list of texts').exactOptional(),
    member: yesOrNo.exactOptional(),
    admin: yesOrNo.exactOptional(),
    machine: yesOrNo.exactOptional(),
    creatorIp: words.exactOptional(),
    accountName: words.exactOptional(),
    stackId: words.exactOptional(),
    idpSubject: words.exactOptional(),
    ip: words.exactOptional(),
    at: words.exactOptional(),
    input: words.exactOptional(),
  },
  OBJECT,
);

const request = z.strictObject(
  {
    session,
    evaluator: z.enum(['auto', 'interpreter', 'compiled'], 'right would be "auto", "interpreter" or "compiled"'),
    explain: yesOrNo,
    weigh: yesOrNo.exactOptional(),
    brief: yesOrNo.exactOptional(),
  },
  OBJECT,
);

export const textDocument = z.object({ uri: words, version: z.int('right would be a whole number') }, OBJECT);

// Protocols may add fields of their own here (a token for progress).
const schema: z.ZodType<SimulateParams> = z.object({ textDocument, request }, OBJECT);

/**
 * The parameters, where they are what they should be.
 * @throws {BadInput} for any others: the message names the first field that is wrong, and what would be right
 */
export function readSimulateParams(params: unknown): SimulateParams {
  return readParams(schema, params);
}

/**
 * The parameters of any request, where they are what they should be.
 * @throws {BadInput} as `readSimulateParams`
 */
export function readParams<Params>(schema: z.ZodType<Params>, params: unknown): Params {
  const parsed = schema.safeParse(params, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new BadInput(parsed.error.issues.map(describeIssue)[0] ?? OBJECT);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return `${placeOf([...issue.path, key])}: a simulation knows no such field`;
  }
  const problem = issue.input === undefined ? 'it is missing: ' : '';
  return `${placeOf(issue.path)}: ${problem}${issue.message}`;
}

function placeOf(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return steps.join('').slice(1) || 'The parameters';
}
