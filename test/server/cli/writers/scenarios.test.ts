import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { writeScenarios } from '../../../../server/src/cli/writers/human/scenarios.ts';
import { writeJunit } from '../../../../server/src/cli/writers/scenarioJunit.ts';
import type { Range } from '../../../../server/src/protocol/findings.ts';
import type { ScenarioResult, TestReport } from '../../../../server/src/protocol/scenarios.ts';

const range: Range = { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } };
const named = (name: string): ScenarioResult => ({ name, state: 'passed', failures: [], duration: 1 });
const report = (...results: ScenarioResult[]): TestReport => ({
  files: [{ path: 'login.scenarios.yaml', policies: ['login.rego'], findings: [], results, coverage: [] }],
});

test('a name is one line, whatever is in it', () => {
  const failures = [{ message: 'In a\nb, c is missing', range, expected: 'a: c', actual: 'a: no roles' }];
  const results: ScenarioResult[] = [
    named('one\n  ✓ two'),
    { name: 'up\u001b[A\tdown', state: 'failed', failures, notes: ['a\r\nnote'], duration: 1 },
  ];
  const told = writeScenarios(report(...results), false, { colour: false });
  expect(told.split('\n')).toEqual([
    'login.scenarios.yaml  login.rego',
    '  ✓ one␊  ✓ two',
    '  ✗ up␛[A␉down',
    '      login.scenarios.yaml:3:5  In a␊b, c is missing',
    '        - a: c',
    '        + a: no roles',
    '      note: a␍␊note',
    '',
    '2 scenarios: 1 passed, 1 failed',
    '',
  ]);
});

test('no two cases of a report have one name', () => {
  const xml = writeJunit(report(named('one'), named('one'), named('one (2)'), named('one'), named('two')));
  const cases = [...new DOMParser().parseFromString(xml, 'text/xml').getElementsByTagName('testcase')];
  expect(cases.map((one) => one.getAttribute('name'))).toEqual(['one', 'one (3)', 'one (2)', 'one (4)', 'two']);
});
