import { expect, test } from 'vitest';
import { formatPolicy } from '../../../../server/src/core/features/format.ts';
import { fakeEngine } from '../../../support/fakeEngine.ts';

const formatted = 'package spacelift\n\nallow := true\n';
const engine = fakeEngine({ format: () => ({ text: formatted }) });

test.each([
  { name: 'LF', text: 'package spacelift\nallow:=true\n', result: formatted },
  { name: 'CRLF', text: 'package spacelift\r\nallow:=true\r\n', result: formatted.replaceAll('\n', '\r\n') },
  {
    name: 'CRLF, without a last line break',
    text: 'package spacelift\r\nallow:=true',
    result: formatted.replaceAll('\n', '\r\n'),
  },
  { name: 'both: OPA decides', text: '\npackage spacelift\r\nallow:=true\n', result: formatted },
  { name: 'none', text: 'package spacelift', result: formatted },
])('line ends: $name', async ({ text, result }) => {
  expect(await formatPolicy(text, 'v1', engine)).toEqual({ text: result });
});

test('line breaks in raw strings are not doubled', async () => {
  const raw = fakeEngine({ format: () => ({ text: 'x := `a\r\nb`\n' }) });
  expect(await formatPolicy('x := `a\r\nb`\r\n', 'v1', raw)).toEqual({ text: 'x := `a\r\nb`\r\n' });
});

test('errors stay errors', async () => {
  const errors = [{ code: 'rego_parse_error', message: 'unexpected eof token' }];
  expect(await formatPolicy('allow {\r\n', 'v0', fakeEngine({ format: () => ({ errors }) }))).toEqual({ errors });
});
