/** An input document that was given whole. */
import { BadInput } from '../badInput.ts';
import { parseExactly } from './exactJson.ts';

/**
 * What the simulation itself has to know of it: `session.teams`, which a policy that rewrites no teams leaves as they
 * are. A Slack input has none.
 * @throws {BadInput} for text that is no JSON object, or has a key twice with different values.
 */
export function readRawInput(text: string): { teams: string[] } {
  const document = parseJson(text);
  if (!isObject(document)) throw new BadInput(`The input is ${nameOf(document)}: right would be a JSON object`);
  const session = document['session'];
  const teams = isObject(session) ? session['teams'] : undefined;
  return { teams: Array.isArray(teams) ? teams.filter((team) => typeof team === 'string') : [] };
}

function parseJson(text: string): unknown {
  try {
    return parseExactly(text);
  } catch (error) {
    throw new BadInput(`The input is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
