/**
 * Every safe fix of every finding, alone and all together, over the examples, the bad parts of the rules' pages, the
 * mistakes of other tests, and generated policies:
 *
 * - what OPA accepted is accepted afterwards;
 * - the policy decides the same, and fails for the same logins, but for the rules in `CHANGING`. Those let nobody in
 *   who was kept out, make nobody an admin, and give nobody a role or a team that was not theirs, wherever the policy
 *   came to a decision (two values for one rule are none: they are gone when one of the conditions fails);
 * - where SL040 says that a condition does not depend on the instant, it did not.
 *
 * `LONG_TESTS=1` tries thousands, `SEED=…` others.
 */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { buildInventory } from '../../../../../server/src/core/account/inventory.ts';
import { applyFixes } from '../../../../../server/src/core/features/applyFixes.ts';
import { checkPolicy } from '../../../../../server/src/core/features/check.ts';
import { fixPolicy } from '../../../../../server/src/core/features/fix.ts';
import { judgePolicy } from '../../../../../server/src/core/policy/verdict.ts';
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';
import { LineIndex } from '../../../../../server/src/core/syntax/positions.ts';
import type { PolicySource } from '../../../../../server/src/protocol/engine.ts';
import { writePolicy } from '../../../../differential/generated/policy.ts';
import { startEngine } from '../../../../support/engine.ts';
import { demoAccount } from '../../account/demoAccount.ts';
import { decideAll, isMore, type Access } from './decisions.ts';
import { INPUTS, withoutInstant } from './inputs.ts';
import { writeMistaken } from './mistaken.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const account = buildInventory(demoAccount);
const isLong = process.env['LONG_TESTS'] !== undefined;
const SEED = Number(process.env['SEED'] ?? 1);

interface Change {
  readonly because: string;
  /** What the condition did not depend on, whatever it looks like. */
  readonly regardless?: 'timestamp_ns';
}

/** Whose safe fixes are meant to change decisions, as the policy could never do what it says. */
const CHANGING: Readonly<Partial<Record<string, Change>>> = {
  SL039: { because: 'no address is in what is no network, and a network means no more than its own addresses' },
  SL040: { because: 'no instant is on a day, in a zone or in a unit that does not exist', regardless: 'timestamp_ns' },
  SL043: { because: 'strangers meet the pattern: fewer logins do afterwards' },
};

interface Fixed {
  readonly rules: readonly string[];
  readonly text: string;
}

/** With each safe fix alone, and with all of them. */
async function fixes(policy: PolicySource): Promise<readonly Fixed[]> {
  const findings = await checkPolicy(policy, engine, { account });
  const lines = new LineIndex(policy.text);
  const alone = findings.flatMap(({ rule, fixes: offered = [] }) =>
    offered
      .filter(({ unsafe }) => !unsafe)
      .map((fix): Fixed => ({ rules: [rule], text: applyFixes(lines, [fix]).text })),
  );
  if (alone.length === 0) return [];
  const all = await fixPolicy(policy, engine, { account });
  return [...alone, { rules: all.applied.map(({ rule }) => rule), text: all.text }];
}

async function isAccepted(policy: PolicySource): Promise<boolean> {
  return (await engine.ask({ op: 'check', policy })).errors.length === 0;
}

/** @returns of which rules fixes were tried */
async function checkFixes(policy: PolicySource): Promise<readonly string[]> {
  const fixed = await fixes(policy);
  if (fixed.length === 0 || !(await isAccepted(policy))) return [];
  const before = await decideAll(policy, engine);
  for (const { rules, text } of fixed) {
    if (text === policy.text) continue;
    const told = `${rules.join(', ')}\n${policy.text}\n---\n${text}`;
    const after = { ...policy, text };
    expect(await isAccepted(after), `refused: ${told}`).toBe(true);
    compare(policy, before, await decideAll(after, engine), rules, told);
  }
  return fixed.flatMap(({ rules }) => rules);
}

function compare(
  policy: PolicySource,
  before: readonly Access[],
  after: readonly Access[],
  rules: readonly string[],
  told: string,
): void {
  const changes = rules.flatMap((rule) => CHANGING[rule] ?? []);
  if (changes.length === 0) expect(after, told).toEqual(before);
  const more = before.filter((access, i) => access.level !== 'failed' && isMore(after[i] ?? access, access));
  expect(more, `gives more: ${told}`).toEqual([]);
  if (rules.length > 1) return;
  for (const { regardless } of changes) {
    if (regardless && readsOnce(policy, regardless)) expect(dependsOnInstant(before), told).toBe(false);
  }
}

/** Else another condition may depend on it. */
function readsOnce({ text }: PolicySource, field: string): boolean {
  const read = buildModel(text).references.filter(({ from, to }) => text.slice(from, to).endsWith(`.${field}`));
  return read.length === 1;
}

function dependsOnInstant(decided: readonly Access[]): boolean {
  const first = new Map<string, string>();
  return decided.some((access, i) => {
    const rest = withoutInstant(INPUTS[i] ?? '');
    const found = JSON.stringify(access);
    if (!first.has(rest)) first.set(rest, found);
    return first.get(rest) !== found;
  });
}

const root = fileURLToPath(new URL('../../../../../', import.meta.url));

function textsIn(folder: string): readonly string[] {
  const names = fs.readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).sort();
  return names
    .filter((name) => name.endsWith('.rego'))
    .map((name) => fs.readFileSync(`${root}${folder}/${name}`, 'utf8'));
}

function badParts(): readonly string[] {
  const pages = fs.readdirSync(`${root}docs/rules`).sort();
  return pages.flatMap((name) => {
    const bad = fs
      .readFileSync(`${root}docs/rules/${name}`, 'utf8')
      .split('\n## ')
      .find((part) => part.startsWith('Bad'));
    return [...(bad ?? '').matchAll(/^```rego.*\n([^]*?)^```$/gm)].map(([, text = '']) => text);
  });
}

test.each([
  ['the examples', textsIn('examples')],
  ['the rules’ pages', badParts()],
  ['the mistakes of other tests', textsIn('test/server/core/features/mistakes')],
])('%s', { timeout: 300_000 }, async (_, texts) => {
  const tried = [];
  for (const text of texts) {
    const verdict = await judgePolicy({ path: 'login.rego', text, named: true }, engine);
    if (verdict.login) tried.push(...(await checkFixes({ text, engine: verdict.engine })));
  }
  expect(tried).not.toEqual([]);
});

test.each([
  ['with the mistakes that have a safe fix', writeMistaken, 60, isLong ? 2000 : 100],
  ['of all kinds', writePolicy, 400, isLong ? 1000 : 50],
])('generated policies %s', { timeout: 3_600_000 }, async (_, write, most, numRuns) => {
  const tried = new Set<string>();
  const numbers = fc.array(fc.nat(5039), { minLength: most / 2, maxLength: most, size: 'max' });
  const property = fc.asyncProperty(numbers, async (given) => {
    for (const rule of await checkFixes(write(given))) tried.add(rule);
  });
  await fc.assert(property, { seed: SEED, numRuns, endOnFailure: true });
  // Else the generator is to blame, and nothing was shown.
  const expected =
    write === writeMistaken ? ['SL008', 'SL011', 'SL039', 'SL040', 'SL043', 'SL044', 'SL045'] : ['SL008'];
  expect([...tried].sort()).toEqual(expect.arrayContaining(expected));
});
