/**
 * Safe fixes of texts that are being written: every example and every mistake of other tests, cut off anywhere, and
 * with any one token taken out.
 *
 * - A fix mends its own finding: it is not where it was.
 * - All together come to an end, and leave nothing that they would do again.
 *
 * A part of them; `LONG_TESTS=1`: all. `SEED=…`: another part.
 */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { buildInventory } from '../../../../../server/src/core/account/inventory.ts';
import { applyFixes } from '../../../../../server/src/core/features/applyFixes.ts';
import { examinePolicy } from '../../../../../server/src/core/features/check.ts';
import { fixPolicy } from '../../../../../server/src/core/features/fix.ts';
import { listMendable, safeFixOf } from '../../../../../server/src/core/features/safeFixes.ts';
import { judgePolicy } from '../../../../../server/src/core/policy/verdict.ts';
import { LineIndex } from '../../../../../server/src/core/syntax/positions.ts';
import type { PolicySource } from '../../../../../server/src/protocol/engine.ts';
import type { Finding } from '../../../../../server/src/protocol/findings.ts';
import { startEngine } from '../../../../support/engine.ts';
import { demoAccount } from '../../account/demoAccount.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const account = buildInventory(demoAccount);
const isLong = process.env['LONG_TESTS'] !== undefined;
const SEED = Number(process.env['SEED'] ?? 1);

/** One of so many is tried. */
const SPARSE = 151;

const root = fileURLToPath(new URL('../../../../../', import.meta.url));

async function policiesIn(folder: string): Promise<readonly PolicySource[]> {
  const names = fs.readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).sort();
  const policies: PolicySource[] = [];
  for (const name of names.filter((one) => one.endsWith('.rego'))) {
    const text = fs.readFileSync(`${root}${folder}/${name}`, 'utf8');
    const verdict = await judgePolicy({ path: 'login.rego', text, named: true }, engine);
    if (verdict.login) policies.push({ text, engine: verdict.engine });
  }
  return policies;
}

function* prefixesOf(text: string): Iterable<string> {
  for (let end = 0; end < text.length; end++) yield text.slice(0, end);
}

/** Comments are one token. */
const TOKEN = /#.*|"(?:[^"\\\n]|\\.)*"|`[^`]*`|[\w]+|:=|[=!<>]=|[^\s\w]/g;

function* withoutAToken(text: string): Iterable<string> {
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (!token.startsWith('#')) yield text.slice(0, index) + text.slice(index + token.length);
  }
}

/** @returns how many fixes were tried */
async function checkFixes(policy: PolicySource): Promise<number> {
  const checked = await examinePolicy(policy, engine, { account });
  const mendable = listMendable(checked);
  for (const finding of mendable) await checkAlone(finding, policy);
  if (mendable.length === 0) return 0;
  const fixed = await fixPolicy(policy, engine, { account });
  const again = await fixPolicy({ ...policy, text: fixed.text }, engine, { account });
  const told = `${policy.text}\n--- ${fixed.applied.map(({ title }) => title).join('; ')}\n${fixed.text}`;
  expect(again.applied, told).toEqual([]);
  expect(again.text, told).toBe(fixed.text);
  return mendable.length;
}

async function checkAlone(finding: Finding, policy: PolicySource): Promise<void> {
  const lines = new LineIndex(policy.text);
  const fix = safeFixOf(finding);
  const { text, edits } = applyFixes(lines, fix ? [fix] : []);
  const after = await examinePolicy({ ...policy, text }, engine, { account });
  const { from, to } = lines.spanOf(finding.range);
  const grown = edits.filter((edit) => edit.from <= to).map((edit) => edit.newText.length - (edit.to - edit.from));
  const end = to + grown.reduce((sum, each) => sum + each, 0);
  const afterLines = new LineIndex(text);
  const still = after.findings.filter(({ rule, message, range }) => {
    const place = afterLines.spanOf(range);
    return rule === finding.rule && message === finding.message && place.from < end && from < place.to;
  });
  expect(still, `${fix?.title ?? ''}\n${policy.text}\n---\n${text}`).toEqual([]);
}

describe.each([
  ['the examples', 'examples'],
  ['the mistakes of other tests', 'test/server/core/features/mistakes'],
])('%s', (_, folder) => {
  test.each([
    ['cut off', prefixesOf],
    ['without a token', withoutAToken],
  ])('%s', { timeout: 3_600_000 }, async (__, write) => {
    let [at, tried] = [SEED, 0];
    for (const policy of await policiesIn(folder)) {
      for (const text of write(policy.text)) {
        at++;
        if (isLong || at % SPARSE === 0) tried += await checkFixes({ ...policy, text });
      }
    }
    // Else nothing was shown.
    expect(tried).toBeGreaterThan(0);
  });
});
