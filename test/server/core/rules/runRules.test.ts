import fc from 'fast-check';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { describeFindings, findByRules } from '../../../support/findings.ts';
import { readMarked } from '../../../support/marked.ts';
import { demoAccount } from '../account/demoAccount.ts';

const examples = fileURLToPath(new URL('../../../../examples/', import.meta.url));
const policies = ['patterns', 'mistakes'].flatMap((folder) =>
  fs.readdirSync(path.join(examples, folder)).map((name) => fs.readFileSync(path.join(examples, folder, name), 'utf8')),
);
const parseError = { code: 'rego_parse_error', message: 'unexpected something token' };

test('where OPA can not read the text, only what is whole is judged', () => {
  const { text, expected } = readMarked(`package spacelift

import data.

allow if {
  input.session.logn ==
  input.session.emial == "a"
#               ^^^^^ SL020 warning: The input of a login has no \`input.session.emial\`: the condition is never met. Is \`input.session.login\` meant?
}

deny contains

admin if http.send({
`);
  const findings = findByRules(text, { errors: [parseError] });
  expect(describeFindings(text, findings)).toEqual(expected);
});

test('where only OPA can read the text, nothing is judged', () => {
  const text = 'package spacelift\n\nallow if {\n  input.session.emial ==\n}\n\nadmin := true\n';
  expect(findByRules(text, { errors: [parseError] })).not.toEqual([]);
  expect(findByRules(text, { errors: [] })).toEqual([]);
});

test('a text in any state is judged without an exception, within its bounds', () => {
  const edit = fc.record({
    policy: fc.constantFrom(...policies),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat({ max: 40 }),
    insert: fc.constantFrom(
      '',
      '"',
      '{',
      '}',
      '[',
      '(',
      '.',
      ' if ',
      ' contains ',
      ':=',
      'input.',
      '#',
      'not ',
      '\r\n',
      '🙂',
    ),
    engine: fc.constantFrom('v0' as const, 'v1' as const),
    written: fc.constantFrom('v0' as const, 'v1' as const),
    parses: fc.boolean(),
    known: fc.constantFrom({}, { account: demoAccount }),
  });
  fc.assert(
    fc.property(edit, ({ policy, from, length, insert, known, ...context }) => {
      const at = Math.floor(from * policy.length);
      const text = policy.slice(0, at) + insert + policy.slice(at + length);
      const lineCount = text.split('\n').length;
      const errors = context.parses ? [] : [parseError];
      for (const { range, message } of findByRules(text, { ...context, ...known, errors })) {
        expect(range.end.line).toBeLessThan(lineCount);
        expect(message).not.toMatch(/\{\w+\}|undefined`/);
      }
    }),
    { seed: 7, numRuns: 1500 },
  );
});
