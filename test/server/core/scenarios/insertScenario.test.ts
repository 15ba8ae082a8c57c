import { expect, it } from 'vitest';
import { insertScenario } from '../../../../server/src/core/scenarios/insertScenario.ts';
import { readScenarioFile } from '../../../../server/src/core/scenarios/readScenarioFile.ts';
import type { WrittenScenario } from '../../../../server/src/core/scenarios/scenarioSchema.ts';

const NEW: WrittenScenario = {
  name: 'new: one',
  session: { key: 'ci', teams: ['a', 'b'], at: '2026-03-03T09:30:00Z' },
  expect: { access: 'allow', roles: { root: ['deployer', 'space-reader'] }, nothingElse: true },
};

const BLOCK = `  - name: "new: one"
    session:
      key: ci
      teams:
        - a
        - b
      at: 2026-03-03T09:30:00Z
    expect:
      access: allow
      roles:
        root: [deployer, space-reader]
      nothingElse: true`;
const unindented = BLOCK.replaceAll(/^ {2}/gm, '');
const OLD = '  - { name: a, session: {}, expect: { access: deny } }';
const OTHER = OLD.replace('name: a', 'name: b');
const FLOW =
  '{ name: "new: one", session: { key: ci, teams: [ a, b ], at: 2026-03-03T09:30:00Z }, expect: { access: allow, roles: { root: [ deployer, space-reader ] }, nothingElse: true } }';

/** `|` is where it goes. */
it.each<[string, string, string]>([
  ['behind another', `policy: a.rego\nscenarios:\n${OLD}\n|`, `\n${BLOCK}\n`],
  ['behind others that stand close', `policy: a.rego\nscenarios:\n${OLD}\n${OTHER}\n|`, `${BLOCK}\n`],
  ['behind others that stand apart', `policy: a.rego\nscenarios:\n${OLD}\n\n${OTHER}\n|`, `\n${BLOCK}\n`],
  ['behind others with a comment between', `policy: a.rego\nscenarios:\n${OLD}\n\n  # b\n${OTHER}\n|`, `\n${BLOCK}\n`],
  ['before a comment at the end', `policy: a.rego\nscenarios:\n${OLD} # old\n|\n# The end.\n`, `\n${BLOCK}\n`],
  ['behind a comment of the last', `policy: a.rego\nscenarios:\n${OLD}\n    # more\n|# The end.\n`, `\n${BLOCK}\n`],
  ['where the last line has no end', `policy: a.rego\nscenarios:\n${OLD}|`, `\n\n${BLOCK}\n`],
  ['between other keys', `scenarios:\n${OLD}\n|\npolicy: a.rego\n`, `\n${BLOCK}\n`],
  ['in a list that is not indented', `policy: a.rego\nscenarios:\n${OLD.trim()}\n|`, `\n${unindented}\n`],
  ['where there is none yet', 'policy: a.rego\nscenarios:\n|', `${BLOCK}\n`],
  ['where there is none yet, and a comment', 'policy: a.rego\nscenarios: # all\n|# The end.\n', `${BLOCK}\n`],
  ['where there is no list', 'policy: a.rego # mine\n|', `\nscenarios:\n${BLOCK}\n`],
  ['in a list of one line', `policy: a.rego\nscenarios: [${OLD.slice(4)}|]\n`, `, ${FLOW}`],
  ['in a list of one line with a comma', `policy: a.rego\nscenarios: [${OLD.slice(4)}|, ]\n`, `, ${FLOW}`],
  [
    'behind a text of several lines',
    'policy: a.rego\nscenarios:\n  - session: { input: "{}" }\n    expect: { access: deny }\n    name: |-\n      a\n      b\n!',
    `\n${BLOCK}\n`,
  ],
])('%s', (_where, marked, inserted) => {
  const mark = marked.includes('!') ? '!' : '|';
  const text = marked.replace(mark, '');
  const result = insertScenario(text, NEW);
  expect(result.text).toBe(marked.replace(mark, inserted));
  expectRead(text, result.text);
  const windows = insertScenario(text.replaceAll('\n', '\r\n'), NEW);
  expect(windows.text).toBe(result.text.replaceAll('\n', '\r\n'));
});

it('in the place of an empty list', () => {
  const result = insertScenario('policy: a.rego\nscenarios: []\n# The end.\n', NEW);
  expect(result.text).toBe(`policy: a.rego\nscenarios:\n${BLOCK}\n# The end.\n`);
  expectRead('', result.text);
});

it('in the place of an empty list, whose comments stay', () => {
  const result = insertScenario('policy: a.rego\nscenarios: [ # all: [1]\n    # more\n  ] # end\n', NEW);
  expect(result.text).toBe(`policy: a.rego\nscenarios:\n  # all: [1]\n  # more\n${BLOCK} # end\n`);
  expectRead('', result.text);
});

/** It is there, and so is all that was there. */
function expectRead(before: string, after: string): void {
  const { scenarios, findings } = readScenarioFile(after);
  expect(findings).toEqual([]);
  const old = readScenarioFile(before).scenarios.map(({ name }) => name);
  expect(scenarios.map(({ name }) => name)).toEqual([...old, NEW.name]);
  expect(scenarios.at(-1)?.session).toEqual(NEW.session);
}
