/**
 * Every safe fix of every finding, alone and all together, over the examples, the bad parts of the rules' pages, the
 * mistakes of other tests, and generated policies:
 *
 * - what OPA accepted is accepted afterwards;
 * - the policy decides the same, and fails for the same logins.
 *
 * And every fix that only takes access away: it lets nobody in who was kept out, makes nobody an admin, and gives nobody
 * a role or a team that was not theirs, wherever the policy came to a decision (two values for one rule are none: they
 * are gone when one of the conditions fails). Where SL040 says that a condition does not depend on the instant, it did
 * not.
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

interface Fixed {
  readonly rules: readonly string[];
  readonly text: string;
  readonly narrows: boolean;
}

/** With each fix alone that is safe or takes away, and with all safe ones. */
async function fixes(policy: PolicySource): Promise<readonly Fixed[]> {
  const findings = await checkPolicy(policy, engine, { account });
  const lines = new LineIndex(policy.text);
  const alone = findings.flatMap(({ rule, fixes: offered = [] }) =>
    offered
      .filter(({ unsafe, narrows }) => !unsafe || narrows)
      .map((fix): Fixed => {
        return { rules: [rule], text: applyFixes(lines, [fix]).text, narrows: fix.narrows ?? false };
      }),
  );
  if (alone.every(({ narrows }) => narrows)) return alone;
  const all = await fixPolicy(policy, engine, { account });
  return [...alone, { rules: all.applied.map(({ rule }) => rule), text: all.text, narrows: false }];
}

async function isAccepted(policy: PolicySource): Promise<boolean> {
  return (await engine.ask({ op: 'check', policy })).errors.length === 0;
}

/** @returns of which rules fixes were tried */
async function checkFixes(policy: PolicySource): Promise<readonly string[]> {
  const fixed = await fixes(policy);
  if (fixed.length === 0 || !(await isAccepted(policy))) return [];
  const before = await decideAll(policy, engine);
  for (const { rules, text, narrows } of fixed) {
    if (text === policy.text) continue;
    const told = `${rules.join(', ')}\n${policy.text}\n---\n${text}`;
    const after = { ...policy, text };
    expect(await isAccepted(after), `refused: ${told}`).toBe(true);
    const decided = await decideAll(after, engine);
    if (!narrows) expect(decided, told).toEqual(before);
    const more = before.filter((access, i) => access.level !== 'failed' && isMore(decided[i] ?? access, access));
    expect(more, `gives more: ${told}`).toEqual([]);
    if (rules.join() === 'SL040' && readsInstantOnce(policy)) expect(dependsOnInstant(before), told).toBe(false);
  }
  return fixed.flatMap(({ rules, narrows }) => rules.map((rule) => (narrows ? `${rule} takes away` : rule)));
}

/** Else another condition may depend on it. */
function readsInstantOnce({ text }: PolicySource): boolean {
  const read = buildModel(text).references.filter(({ from, to }) => text.slice(from, to).endsWith('.timestamp_ns'));
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
  ['with the mistakes that have a safe fix', writeMistaken, 60, isLong ? 2000 : 50],
  ['of all kinds', writePolicy, 400, isLong ? 1000 : 30],
])('generated policies %s', { timeout: 3_600_000 }, async (_, write, most, numRuns) => {
  const tried = new Set<string>();
  const numbers = fc.array(fc.nat(5039), { minLength: most / 2, maxLength: most, size: 'max' });
  const property = fc.asyncProperty(numbers, async (given) => {
    for (const rule of await checkFixes(write(given))) tried.add(rule);
  });
  await fc.assert(property, { seed: SEED, numRuns, endOnFailure: true });
  // Else the generator is to blame, and nothing was shown.
  const expected =
    write === writeMistaken
      ? ['SL008', 'SL011', 'SL039', 'SL044', 'SL045', ...['SL039', 'SL040', 'SL043'].map((id) => `${id} takes away`)]
      : ['SL008'];
  expect([...tried].sort()).toEqual(expect.arrayContaining(expected));
});
