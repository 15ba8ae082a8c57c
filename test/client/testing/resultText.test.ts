import { expect, it } from 'vitest';
import { describeResult } from '../../../client/src/testing/resultText.ts';

const start = { line: 16, character: 0 };
const range = { start, end: start };

it('says that a scenario has passed', () => {
  expect(describeResult({ name: 'CI gets in', state: 'passed', failures: [], duration: 3 })).toBe('✓ CI gets in\n');
});

it('says what it rests on', () => {
  const notes = ['denied if session.member is false'];
  expect(describeResult({ name: 'CI gets in', state: 'passed', failures: [], notes, duration: 3 })).toBe(
    '✓ CI gets in\n    note: denied if session.member is false\n',
  );
});

it('says what has failed, and by which rule', () => {
  const because = { uri: 'file:///login.rego', range, rule: 'deny' };
  const failures = [
    { message: 'the access level is deny, not allow', range, because },
    { message: 'no role deployer in production', range },
  ];
  expect(describeResult({ name: 'CI gets in', state: 'failed', failures, duration: 3 })).toBe(
    '✗ CI gets in\n    the access level is deny, not allow\n      by deny, line 17\n    no role deployer in production\n',
  );
});
