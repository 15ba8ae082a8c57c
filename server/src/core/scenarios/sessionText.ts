/** A session as a scenario file writes it, by itself and in JSON. */
import * as z from 'zod';
import type { SessionRequest } from '../../protocol/simulation.ts';
import { BadInput } from '../badInput.ts';
import { WHOLE_INPUT } from '../matrix/describedSubjects.ts';
import { scenarioSchema } from './scenarioSchema.ts';
import { describeIssue } from './tellIssue.ts';

const EXAMPLE = '{"teams": ["Platform", "On-Call"], "member": false}';

// The key is part of what mistakes are told by.
const schema = z.object({ session: scenarioSchema.shape.session });

/**
 * Without a whole input document.
 * @throws {BadInput} for anything else: the message names what is wrong first, and what would be right
 */
export function readSessionText(text: string): SessionRequest {
  const session = parse(text);
  if (typeof session !== 'object' || session === null || Array.isArray(session)) {
    throw new BadInput(`a session is an object, such as ${EXAMPLE}`);
  }
  const parsed = schema.safeParse({ session }, { reportInput: true });
  if (!parsed.success) throw new BadInput(parsed.error.issues.map(describeIssue)[0] ?? EXAMPLE);
  const { input, ...request } = parsed.data.session;
  if (input !== undefined) throw new BadInput(WHOLE_INPUT);
  return request;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new BadInput(`this is not JSON: write it as '${EXAMPLE}', between quotes of the shell`);
  }
}
