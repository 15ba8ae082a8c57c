/** An input document that was given whole. */
import { BadInput } from '../badInput.ts';
import { parseExactly } from './exactJson.ts';

/**
 * What the simulation itself has to know of it: `session.teams`, which a policy that rewrites no teams leaves as they
 * are. A Slack input has none.
 * @throws {BadInput} for text that is no JSON object, has a key twice with different values, or is nested very deeply;
 * with its place, where it has one
 */
export function readRawInput(text: string): { teams: string[] } {
  const document = parseJson(text);
  if (!isObject(document)) throw new BadInput(`The input is ${nameOf(document)}: right would be a JSON object`);
  const session = document['session'];
  const teams = isObject(session) ? session['teams'] : undefined;
  return { teams: Array.isArray(teams) ? teams.filter((team) => typeof team === 'string') : [] };
}

function parseJson(text: string): unknown {
  refuseDepth(text);
  try {
    return parseExactly(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, what = message, at] = /^(.*) at position (\d+)$/s.exec(message) ?? [];
    throw new BadInput(`The input is not JSON: ${what}`, at === undefined ? undefined : Number(at));
  }
}

/** Of a login's three or four levels; readers of JSON, ours and OPA's, give up at some thousands. */
const MOST_LEVELS = 1000;

function refuseDepth(text: string): void {
  let depth = 0;
  for (const { 0: part, index } of text.matchAll(/"(?:[^"\\]+|\\.)*"?|[[{]|[\]}]/gs)) {
    if (part === '[' || part === '{') depth++;
    else if (part === ']' || part === '}') depth--;
    if (depth > MOST_LEVELS) throw new BadInput(`The input has more than ${MOST_LEVELS} levels of brackets`, index);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
