import { expect, test } from 'vitest';
import { tellOpaErrors } from '../../../../../server/src/core/features/opa/tellErrors.ts';
import { DEFAULT_SETTINGS } from '../../../../../server/src/core/settings/settings.ts';
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';
import type { OpaError } from '../../../../../server/src/protocol/engine.ts';

const TEXT = 'package login\n\nallow if x\n';

/** The findings for errors of a policy. */
function tellAll(errors: OpaError[], text = TEXT) {
  const model = buildModel(text);
  const located = errors.map((error) => ({
    error,
    span: error.location && { from: error.location.offset, to: error.location.offset + error.location.length },
  }));
  const known = { engine: 'v1', written: 'v1', parses: true, account: undefined, settings: DEFAULT_SETTINGS } as const;
  const builtins = { names: [], later: [], opaVersion: undefined };
  return tellOpaErrors(located, { ...known, model, errors: located }, builtins);
}

test.each([
  ['some new error about __local3__ in data.login.allow', 'some new error about this value in allow'],
  ['new error\n\thave: a\n\twant: b', 'new error; have: a; want: b'],
  ['var __local0__ is unsafe', 'Nothing says what this value is.'],
  ['var nowhere is unsafe', 'var nowhere is unsafe'],
  ['expression is unsafe', 'Something in this expression has no value.'],
  ['arg x redeclared', '`x` is an argument already: choose another name.'],
  ['conflicting rules data.login.gone found', 'conflicting rules gone found'],
  ['rule data.login.gone is recursive: data.login.gone -> data.login.gone', 'rule gone is recursive: gone -> gone'],
])('%s', (message, expected) => {
  expect(tellAll([{ code: 'rego_compile_error', message }])).toEqual([
    {
      rule: 'rego_compile_error',
      severity: 'error',
      message: expected,
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    },
  ]);
});

test('a place in the prelude is none in the policy', () => {
  const location = { file: 'prelude' as const, offset: 300, length: 5 };
  const [finding] = tellAll([{ code: 'rego_type_error', message: 'match error\nleft  : any\nright : null', location }]);
  expect(finding?.message).toBe('Never true: the left side is anything, the right side null.');
});

test('one finding for the parse errors of a line, the most exact', () => {
  const location = { file: 'policy' as const, offset: 15, length: 10 };
  const errors = ['`if` keyword is required before rule body', '`contains` keyword is required for partial set rules'];
  const found = tellAll(
    errors.map((message) => ({ code: 'rego_parse_error', message, location })),
    'package login\n\nteam["a"] { true }\n',
  );
  expect(found.map(({ message }) => message)).toEqual([
    'Rego v1 wants `contains` in a set: `team contains "a" if { … }`.',
  ]);
});
