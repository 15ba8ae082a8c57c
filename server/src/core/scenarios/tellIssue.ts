/** What is wrong with the shape of a scenario file, in words and with its place. */
import type * as z from 'zod';
import type { Finding } from '../../protocol/findings.ts';
import { nearestName } from '../policy/nearestName.ts';
import type { Places } from './places.ts';
import { findingOf } from './rules.ts';
import { scenarioFileSchema, scenarioSchema } from './scenarioSchema.ts';

type Issue = z.core.$ZodIssue;

export function tellIssue(issue: Issue, places: Places): Finding[] {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => findingOf('SL080', places.keyAt([...path, key]), tellUnknownKey(path, key)));
  }
  if (issue.input === undefined) {
    return [findingOf('SL080', places.firstKeyIn(path.slice(0, -1)), tellMissing(path))];
  }
  return [findingOf('SL080', places.valueAt(path), `${nameOf(path)}${tellValue(issue)}`)];
}

/** Of what has no places; of several unknown keys, the first. */
export function describeIssue(issue: Issue): string {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys') return tellUnknownKey(path, issue.keys[0] ?? '');
  return issue.input === undefined ? tellMissing(path) : `${nameOf(path)}${tellValue(issue)}`;
}

function pathOf({ path }: Issue): (string | number)[] {
  return path.map((step) => (typeof step === 'number' ? step : String(step)));
}

const KEYS_OF: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(scenarioFileSchema.shape),
  defaults: Object.keys(scenarioFileSchema.shape.defaults.unwrap().shape),
  scenario: Object.keys(scenarioSchema.shape),
  session: Object.keys(scenarioSchema.shape.session.shape),
  expect: Object.keys(scenarioSchema.shape.expect.shape),
};

function tellUnknownKey(path: readonly (string | number)[], key: string): string {
  const last = path.at(-1) ?? '';
  const keys = KEYS_OF[typeof last === 'number' ? 'scenario' : last] ?? [];
  const nearest = nearestName(key, keys);
  const right = nearest === undefined ? `write ${listOf(keys)}` : `is \`${nearest}\` meant?`;
  return `There is no key \`${inLine(key)}\` here: ${right}${nearest === undefined ? '.' : ''}`;
}

function tellMissing(path: readonly (string | number)[]): string {
  const last = path.at(-1);
  const example: Readonly<Record<string, string>> = {
    policy: 'name the policy, such as `policy: login.rego`',
    scenarios: 'write the scenarios below `scenarios:`',
    name: 'give each scenario a name of its own',
    session: 'say who logs in, such as `session: { key: ci }`',
    expect: 'say what the session must get, such as `expect: { access: allow }`',
  };
  const hint = example[String(last)];
  return `\`${String(last)}\` is missing${hint === undefined ? '' : `: ${hint}`}.`;
}

function tellValue(issue: Issue): string {
  const { input } = issue;
  const isFlag = issue.code === 'invalid_type' ? issue.expected === 'boolean' : takesTrue(issue);
  if (isFlag && (input === 'true' || (input === 'false' && !takesTrue(issue)))) return `write ${input} without quotes.`;
  const values = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const nearest = typeof input === 'string' ? nearestName(input, values) : undefined;
  if (nearest !== undefined) return `there is no \`${inLine(String(input))}\`: is \`${nearest}\` meant?`;
  const isShown = ['string', 'number', 'boolean', 'bigint'].includes(typeof input) && input !== '';
  return `${issue.message}${isShown ? `, not \`${inLine(String(input))}\`` : ''}.`;
}

function takesTrue(issue: Issue): boolean {
  return issue.code === 'invalid_value' && issue.values.includes(true);
}

/** What has been taken for a key or a value may be half a file. */
const MOST_SHOWN = 60;

function inLine(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
}

/** The last key above, so that a message can be read by itself. */
function nameOf(path: readonly (string | number)[]): string {
  const last = path.findLast((step) => typeof step === 'string');
  return last === undefined ? '' : `\`${last}\`: `;
}

function listOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
