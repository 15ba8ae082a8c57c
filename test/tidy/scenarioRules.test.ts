/**
 * `docs/rules` has a page for everything that is found in scenario files, as `core/scenarios/rules.ts` has it: its bad
 * examples say it, its good ones are good. They are about `examples/login.rego` and the demo account.
 * `npx vitest run test/tidy/scenarioRules.test.ts --update` brings the index up to date.
 */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { SCENARIO_RULES, type ScenarioRuleId } from '../../server/src/core/scenarios/rules.ts';
import { findIn, runText } from '../server/core/scenarios/openText.ts';
import { startEngine } from '../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const folder = fileURLToPath(new URL('../../docs/rules/', import.meta.url));
const read = (name: string): string => fs.readFileSync(folder + name, 'utf8');
const ids = Object.keys(SCENARIO_RULES) as ScenarioRuleId[];
const policies = { 'login.rego': read('../../examples/login.rego') };

test('the index lists them', async () => {
  const rows = ids.map((id) => `| [${id}](${id}.md) | ${SCENARIO_RULES[id].level} | ${SCENARIO_RULES[id].title} |\n`);
  const listed = read('README.md').replace(
    /(?<=\| in a scenario file \| level \| finds \|\n\|---\|---\|---\|\n)(?:\|.*\n)*/,
    rows.join(''),
  );
  expect(listed).toContain(rows.join(''));
  await expect(listed).toMatchFileSnapshot(`${folder}README.md`);
});

describe.each(ids)('%s', (id) => {
  const { title, name, level } = SCENARIO_RULES[id];
  const [top = '', why = '', bad = '', good = '', fix = ''] = read(`${id}.md`).split(/\n## \w+\n/);
  const examplesIn = (section: string): string[] =>
    [...section.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text = '']) => text);

  test('the page has the name and level of the table, and all its parts', () => {
    expect(top).toMatch(new RegExp(`^# ${id}: ${title}\n\n\`${name}\` · ${level}\n\n\\S`));
    expect(read(`${id}.md`).match(/^## .*/gm)).toEqual(['## Why', '## Bad', '## Good', '## Fix']);
    expect(why).toContain('\nSources: [our own](README.md#sources)\n');
    expect(fix.trim()).not.toBe('');
  });

  test('the bad examples are bad', async () => {
    const examples = examplesIn(bad);
    expect(examples).not.toEqual([]);
    for (const text of examples) {
      expect(new Set((await findIn(text, policies, engine)).map(({ rule }) => rule))).toEqual(new Set([id]));
    }
  });

  test('the good examples are good, and pass', async () => {
    const examples = examplesIn(good);
    expect(examples).not.toEqual([]);
    for (const text of examples) {
      expect(await findIn(text, policies, engine)).toEqual([]);
      expect((await runText(text, policies, engine)).results.filter(({ state }) => state !== 'passed')).toEqual([]);
    }
  });
});
