/** The table of rules, the rules' files, their tests and the engine's lists agree. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { DISABLED_BUILTINS } from '../../server/src/core/policy/disabledBuiltins.ts';
import { RULES } from '../../server/src/core/rules/all.ts';
import { TABLE, type RuleId, type RuleInfo } from '../../server/src/core/rules/table.ts';
import { SIMULATED_RULES } from '../../server/src/core/simulated/all.ts';
import { startEngine } from '../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const RULE_FILE = /^(sl\d{3}[A-Z]\w*)(\.test)?\.ts$/;
const table: [string, RuleInfo][] = Object.entries(TABLE);

/** Names without extensions. */
function ruleFilesIn(folder: string): string[] {
  const path = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
  return fs.readdirSync(path).flatMap((name) => RULE_FILE.exec(name)?.[1] ?? []);
}

/** `sl017DisabledBuiltin` of `SL017`, `disabled-builtin`. */
function fileOf([id, { name }]: [string, RuleInfo]): string {
  return id.toLowerCase() + name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const simulated = table.filter(([, { isSimulated }]) => isSimulated);
const byText = table.filter(([, { isSimulated }]) => !isSimulated);

test.each([
  ['server/src/core/rules', byText],
  ['test/server/core/rules', byText],
  ['server/src/core/simulated', simulated],
  ['test/server/core/simulated', simulated],
])('one file a rule in %s', (folder, rules) => {
  expect(ruleFilesIn(folder).sort()).toEqual(rules.map(fileOf).sort());
});

/** Runs when all others have: `applyIgnores.ts`. */
const LAST: RuleId = 'SL045';

test('every rule runs, in the order of the table', () => {
  expect(RULES.map(({ id }) => id)).toEqual(byText.map(([id]) => id).filter((id) => id !== LAST));
  expect(SIMULATED_RULES.map(({ id }) => id)).toEqual(simulated.map(([id]) => id));
  expect(table.map(([id]) => id)).toEqual(table.map(([id]) => id).sort());
});

describe.each(table)('%s', (_, { messages }) => {
  test.each(Object.entries(messages))('%s is a sentence', (_key, { text }) => {
    expect(text).toMatch(/^[A-Z`].*(?:\.|\{hint\})$/);
  });
});

test('what is disabled here is disabled in the engine', async () => {
  const { builtins } = await engine.ask({ op: 'capabilities' });
  const disabled = builtins.filter((builtin) => builtin.disabled).map(({ name }) => name);
  expect(disabled.sort()).toEqual([...DISABLED_BUILTINS].sort());
});
