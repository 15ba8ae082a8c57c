/** An input document that was given whole. */
import { isLosslessNumber, parse } from 'lossless-json';
import { BadInput } from '../badInput.ts';

/** What the simulation itself has to know of it. */
export interface RawInput {
  /** Numbers are `LosslessNumber`s of lossless-json. */
  document: Readonly<Record<string, unknown>>;
  /** `session.login`, where there is one. */
  login?: string;
  /** `session.teams`, which a policy that rewrites no teams leaves as they are. A Slack input has none. */
  teams: string[];
  /** `request.timestamp_ns`, where it is a whole number of nanoseconds since 1970. */
  instant?: bigint;
}

/**
 * @throws {BadInput} for text that is no JSON object, has a key twice with different values, or is nested very deeply;
 * with its place, where it has one
 */
export function readRawInput(text: string): RawInput {
  const document = parseJson(text);
  if (!isObject(document)) throw new BadInput(`The input is ${nameOf(document)}: right would be a JSON object`);
  const [session, request] = [document['session'], document['request']];
  const { login, teams } = isObject(session) ? session : {};
  const instant = isObject(request) ? request['timestamp_ns'] : undefined;
  return {
    document,
    ...(typeof login === 'string' ? { login } : {}),
    teams: Array.isArray(teams) ? teams.filter((team) => typeof team === 'string') : [],
    ...(isLosslessNumber(instant) && /^\d+$/.test(instant.value) ? { instant: BigInt(instant.value) } : {}),
  };
}

function parseJson(text: string): unknown {
  refuseDepth(text);
  try {
    return parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, what = message, at] = /^(.*) at position (\d+)$/s.exec(message) ?? [];
    const [, key] = /^Duplicate key '(.*)' encountered$/s.exec(what) ?? [];
    const told = key === undefined ? `The input is not JSON: ${what}` : describeRepeat(key);
    throw new BadInput(told, at === undefined ? undefined : Number(at));
  }
}

function describeRepeat(key: string): string {
  return `The key '${key}' is in one object twice, with different values: which one counts is not certain, so leave one out`;
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

/** An object of JSON. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (isLosslessNumber(value)) return 'a number';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
