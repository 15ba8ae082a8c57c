import { expect, test } from 'vitest';
import { mayWiden } from '../../../../../server/src/core/rules/effects/widening.ts';
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';

/** `T` stands for the test that changes. */
function widens(text: string, change: 'more' | 'less'): boolean {
  const model = buildModel(text.replace('T', 'startswith(input.session.login, "a")'));
  const [call] = model.callsOf('startswith');
  if (!call) throw new Error('no test in the policy');
  return mayWiden(call, change, model);
}

test.each<[name: string, text: string, more: boolean, less: boolean]>([
  ['allow', 'allow if T', true, false],
  ['roles, v0', 'roles["s"]["r"] { T }', true, false],
  ['deny', 'deny if T', false, true],
  ['deny_admin', 'deny_admin if T', false, true],
  ['not', 'allow if not T', false, true],
  ['not in a deny', 'deny if not T', true, false],
  ['sample', 'sample if T', false, false],
  ['team', 'team contains "a" if T', true, true],
  ['a helper rule', 'allow if h\nh if T', true, false],
  ['a helper rule of a deny', 'deny if h\nh if T', false, true],
  ['a helper rule under not', 'deny if not h\nh if { x; T }', true, false],
  ['a helper rule of both', 'deny if h\nallow if h\nh if T', true, true],
  ['a helper rule that nobody asks', 'h if T', false, false],
  ['helper rules that ask each other', 'allow if not g\ng if h\nh if T\nh if g', false, true],
  ['not of not', 'allow if not g\ng if not h\nh if T', true, false],
  ['a function', 'allow if f("a")\nf(x) if T', true, false],
  ['a value', 'allow if h == 3\nh := 3 if T', true, false],
  ['compared with false', 'allow if h == false\ndefault h := false\nh if T', true, true],
  ['unequal', 'allow if h != 3\nh := 3 if T', true, true],
  ['an else', 'allow if h == 1\nh := 2 if T\nelse := 1', true, true],
  ['within an else', 'allow if h\nh := false if input.x\nelse if T', true, true],
  ['a set', 'allow if "a" in h\nh contains "a" if T', true, false],
  ['a set, not in it', 'allow if not "a" in h\nh contains "a" if T', false, true],
  ['a set, v0', 'deny { h["a"] }\nh["a"] { T }', false, true],
  ['a set gone through', 'allow if { some x in h; x }\nh contains "a" if T', true, false],
  ['a set that is counted', 'allow if count(h) == 0\nh contains "a" if T', true, true],
  ['a comprehension gone through', 'allow if { some x in [1 | T]; x }', true, false],
  ['a comprehension that is counted', 'allow if count([1 | T]) == 0', true, true],
  ['every', 'allow if { every x in [1, 2] { x; T } }', true, false],
  ['what every goes through', 'allow if { every x in [T] { x } }', true, true],
  ['with', 'allow if h with input.x as T\nh if input.x', true, true],
])('%s', (_, text, more, less) => {
  expect({ more: widens(text, 'more'), less: widens(text, 'less') }).toEqual({ more, less });
});
