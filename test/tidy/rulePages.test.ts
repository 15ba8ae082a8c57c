/**
 * `docs/rules`: a page for every rule and no other, as the table has it; its bad examples say all that the rule can
 * say, its good ones are good. `npx vitest run test/tidy/rulePages.test.ts --update` brings the index up to date. Those
 * about scenario files: `scenarioRules.test.ts`.
 *
 * An example is checked as the command line does it, with the demo account where the rule asks an account. What else it
 * takes stands behind the fence's `rego`, as JSON: `{"settings": {"slack": true}}`, parts of another account as
 * `{"account": {"authorizationScheme": "MANAGED_USERS"}}`, no account as `{"account": null}`. A scenario file beside the
 * examples of a section is a fence `yaml` in it.
 */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { buildInventory } from '../../server/src/core/account/inventory.ts';
import { examinePolicy } from '../../server/src/core/features/check.ts';
import { checkSimulated } from '../../server/src/core/features/checkSimulated.ts';
import { judgePolicy } from '../../server/src/core/policy/verdict.ts';
import { isFinal, isRuleId } from '../../server/src/core/rules/levels.ts';
import { TABLE, type RuleId, type RuleInfo } from '../../server/src/core/rules/table.ts';
import { SCENARIO_RULES } from '../../server/src/core/scenarios/rules.ts';
import { DEFAULT_SETTINGS, type CheckSettings } from '../../server/src/core/settings/settings.ts';
import { buildModel } from '../../server/src/core/syntax/buildModel.ts';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import type { Finding } from '../../server/src/protocol/findings.ts';
import { demoAccount } from '../server/core/account/demoAccount.ts';
import { ownScenariosOf } from '../support/ownScenarios.ts';
import { NOW } from '../server/core/matrix/askMatrix.ts';
import { startEngine } from '../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const folder = fileURLToPath(new URL('../../docs/rules/', import.meta.url));
const ids = Object.keys(TABLE).filter(isRuleId);
const index = read('README.md');

function read(name: string): string {
  return fs.readFileSync(folder + name, 'utf8');
}

test('a page for every rule, a rule for every page', () => {
  expect(fs.readdirSync(folder).sort()).toEqual(
    ['README.md', ...[...ids, ...Object.keys(SCENARIO_RULES)].map((id) => `${id}.md`)].sort(),
  );
});

test('the index lists them', async () => {
  const rows = ids.map((id) => `| [${id}](${id}.md) | ${TABLE[id].level} | ${TABLE[id].title} |\n`);
  const listed = index.replace(/(?<=\| finds \|\n\|---\|---\|---\|\n)(?:\|.*\n)*/, rows.join(''));
  await expect(listed).toMatchFileSnapshot(`${folder}README.md`);
});

const SECTIONS = ['Why', 'Bad', 'Good', 'Fix'];

describe.each(ids)('%s', (id) => {
  const info: RuleInfo = TABLE[id];
  const page = fs.existsSync(`${folder}${id}.md`) ? read(`${id}.md`) : '';
  const [top = '', ...sections] = page.split('\n## ');
  const sectionNamed = (name: string): string => sections[SECTIONS.indexOf(name)] ?? '';

  test('the page has the name and level of the table, and all its parts', () => {
    const [title, , facts] = top.split('\n');
    expect(title).toBe(`# ${id}: ${info.title}`);
    expect(facts).toBe(`\`${info.name}\` · ${info.level}${isFinal(id) ? ' · nothing hides it' : ''}`);
    expect(sections.map((section) => section.split('\n', 1)[0])).toEqual(SECTIONS);
    for (const section of [top.split('\n').slice(3).join('\n'), ...sections]) {
      expect(section.split('\n').slice(1).join('').trim()).not.toBe('');
    }
  });

  test('every source is one that the index explains', () => {
    const sources = /^Sources: (.*)$/m.exec(sectionNamed('Why'))?.[1]?.split(', ') ?? [];
    expect(sources).not.toEqual([]);
    for (const source of sources) expect(index).toContain(`\n| ${/^\[(\w+)\]/.exec(source)?.[1] ?? source} | `);
  });

  test('the bad examples say everything that the rule says', async () => {
    const findings = (await Promise.all(examplesIn(sectionNamed('Bad')).map((example) => check(id, example)))).map(
      (found) => found.filter(({ rule }) => rule === id),
    );
    expect(findings.map((found) => found.length > 0)).toEqual(findings.map(() => true));
    const said = findings.flat().map(({ message }) => message);
    const unsaid = Object.entries(info.messages).filter(
      ([, { text }]) => !said.some((one) => patternOf(text).test(one)),
    );
    expect(unsaid.map(([key]) => key)).toEqual([]);
  });

  test('the good examples are good', async () => {
    const examples = examplesIn(sectionNamed('Good'));
    expect(examples).not.toEqual([]);
    for (const example of examples) {
      const findings = await check(id, example);
      expect(findings.filter(({ rule, severity }) => rule === id || severity === 'error')).toEqual([]);
    }
  });
});

interface Example {
  text: string;
  known: { account?: Partial<AccountSnapshot> | null; settings?: Partial<CheckSettings> };
  /** A scenario file beside it. */
  scenarios: string | undefined;
}

function examplesIn(section: string): Example[] {
  const [, scenarios] = /^```yaml\n(policy: [^]*?)^```$/m.exec(section) ?? [];
  return [...section.matchAll(/^```rego(.*)\n([^]*?)^```$/gm)].map(([, known = '', text = '']) => ({
    text,
    scenarios,
    known: known.trim() === '' ? {} : (JSON.parse(known) as Example['known']),
  }));
}

async function check(id: RuleId, { text, known, scenarios }: Example): Promise<Finding[]> {
  const verdict = await judgePolicy({ path: 'login.rego', text, named: true }, engine);
  if (!verdict.login) throw new Error(verdict.reason);
  const info: RuleInfo = TABLE[id];
  const asked = info.asksAccount ? {} : null;
  const { account = asked, settings: chosen } = known;
  const inventory = account ? buildInventory({ ...demoAccount, ...account }) : undefined;
  const settings = { ...DEFAULT_SETTINGS, ...chosen };
  const source = { text, engine: verdict.engine };
  const checked = await examinePolicy(source, engine, { settings, ...(inventory && { account: inventory }) });
  const request = {
    model: buildModel(text),
    source,
    engine,
    account: inventory,
    now: NOW,
    named: await ownScenariosOf(scenarios),
  };
  const simulated = info.isSimulated ? await checkSimulated(checked, settings, request) : undefined;
  for (const fault of [...checked.faults, ...(simulated?.faults ?? [])]) throw fault;
  return [...checked.findings, ...(simulated?.findings ?? [])];
}

/** Of a message in the table: whatever stands for its values. */
function patternOf(text: string): RegExp {
  const parts = text.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
