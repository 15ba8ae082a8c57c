import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkPolicy, type Surroundings } from '../../server/src/core/features/check.ts';
import { isRuleId } from '../../server/src/core/rules/levels.ts';
import { TABLE, type RuleInfo } from '../../server/src/core/rules/table.ts';
import type { Range } from '../../server/src/protocol/findings.ts';
import { startEngine } from '../support/engine.ts';
import { PATTERNS } from './cases/all.ts';
import { demoInventory, examples, readExample } from './decideAllWays.ts';
import { filesOf } from './patternCase.ts';

/** Rule, level, line (from 1), and what is underlined. */
type Expected = [rule: string, severity: string, line: number, text: string];

const MISTAKES: Record<string, Expected[]> = {
  'clock-from-outside.rego': [['SL017', 'error', 7, 'time.now_ns']],
  'copied-placeholders.rego': [
    ['rego_unsafe_var_error', 'error', 7, 'space_id'],
    ['rego_unsafe_var_error', 'error', 7, 'role_slug'],
  ],
  'misspelt-input.rego': [
    ['SL020', 'warning', 5, 'email'],
    ['SL020', 'warning', 7, 'taems'],
    ['SL020', 'warning', 9, 'groups'],
  ],
  'predefined-rules.rego': [
    ['SL011', 'warning', 5, 'default allow = false'],
    ['SL010', 'error', 11, 'deny'],
  ],
  'teams-compared-with-a-string.rego': [
    ['SL013', 'error', 5, 'input.session.teams == "DevOps"'],
    ['SL013', 'error', 7, 'input.session.teams == "DevOps"'],
  ],
  'v1-under-v0.rego': [['SL023', 'error', 5, 'if']],
  'wrong-package.rego': [
    ['SL012', 'error', 3, 'spacelift.login'],
    ['SL019', 'warning', 7, 'data.company.admins'],
  ],
};

/** The only ones of the good examples that have a warning or error against them: that is what they show. */
const DEPRECATED: Record<string, Expected[]> = {
  'patterns/deprecated-space-rules.v0.rego': [
    ['SL008', 'warning', 10, 'space_admin'],
    ['SL008', 'warning', 14, 'space_write'],
    ['SL008', 'warning', 18, 'space_read'],
  ],
  'patterns/deprecated-space-rules.v1.rego': [
    ['SL008', 'warning', 8, 'space_admin'],
    ['SL008', 'warning', 10, 'space_write'],
    ['SL008', 'warning', 12, 'space_read'],
  ],
};

/** What the good examples show of keys by their names, which the demo account knows. */
const BY_NAME: Record<string, Expected[]> = {
  'patterns/key-by-name.v0.rego': [['SL005', 'warning', 7, '"terraform-automation"']],
  'patterns/key-by-name.v1.rego': [['SL005', 'warning', 6, '"terraform-automation"']],
  'patterns/key-prefix.v0.rego': [['SL005', 'warning', 7, '"ci-cd-"']],
  'patterns/key-prefix.v1.rego': [['SL005', 'warning', 6, '"ci-cd-"']],
  'patterns/key-suffix.v0.rego': [['SL005', 'warning', 6, '"-dev"']],
  'patterns/key-suffix.v1.rego': [['SL005', 'warning', 5, '"-dev"']],
};

const engine = startEngine();
afterAll(() => engine.dispose());

it.each(['login.rego', ...PATTERNS.flatMap(filesOf)])('%s is in order', async (file) => {
  const against = (await check(file)).filter(([, severity]) => severity === 'warning' || severity === 'error');
  expect(against).toEqual(DEPRECATED[file] ?? []);
});

it.each(['login.rego', ...PATTERNS.flatMap(filesOf)])('%s names what the demo account has', async (file) => {
  const found = await check(file, { account: demoInventory });
  const asksAccount = ([rule]: Expected): boolean => {
    const info: RuleInfo | undefined = isRuleId(rule) ? TABLE[rule] : undefined;
    return info?.asksAccount ?? false;
  };
  expect(found.filter(asksAccount)).toEqual(BY_NAME[file] ?? []);
});

it.each(Object.keys(MISTAKES))('mistakes/%s is told', async (file) => {
  expect(await check(`mistakes/${file}`)).toEqual(MISTAKES[file]);
});

it('every mistake is listed', () => {
  expect(fs.readdirSync(path.join(examples, 'mistakes')).sort()).toEqual(Object.keys(MISTAKES));
});

async function check(file: string, surroundings: Surroundings = {}): Promise<Expected[]> {
  const policy = await readExample(file, engine);
  const findings = await checkPolicy(policy, engine, surroundings);
  const lines = policy.text.split('\n');
  return findings.map(({ rule, severity, range }) => [rule, severity, range.start.line + 1, textIn(lines, range)]);
}

function textIn(lines: readonly string[], { start, end }: Range): string {
  return start.line === end.line ? (lines[start.line] ?? '').slice(start.character, end.character) : 'several lines';
}
