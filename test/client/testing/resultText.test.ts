import { expect, it } from 'vitest';
import { describeResult, shownResult } from '../../../client/src/testing/resultText.ts';

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

it('does not obey what a name holds', () => {
  const failure = { message: 'no role \u001B[31mred', range, expected: 'a\u202Eb: x\ny', actual: 'a\u202Eb: no roles' };
  const shown = shownResult({
    name: 'CI\r\n\u2066in',
    state: 'failed',
    failures: [failure],
    notes: ['key \u0007 x'],
    duration: 3,
  });
  expect(shown).toEqual({
    name: 'CI in',
    state: 'failed',
    failures: [{ message: 'no role [31mred', range, expected: 'a b: x\ny', actual: 'a b: no roles' }],
    notes: ['key x'],
    duration: 3,
  });
});
