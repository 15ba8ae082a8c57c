import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const missing = [{ code: 'rego_parse_error', message: 'package expected' }];

const fires: RuleFixture[] = [
  {
    name: 'another package',
    bare: true,
    text: `package login
#       ^^^^^ SL012 error: Spacelift asks the package \`spacelift\` only: nothing in \`login\` is ever read.

allow := true
`,
    fixed: `package spacelift

allow := true
`,
    unsafe: true,
  },
  {
    name: 'below the right one',
    bare: true,
    engine: 'v0',
    text: `package spacelift.login
#       ^^^^^^^^^^^^^^^ SL012 error: Spacelift asks the package \`spacelift\` only: nothing in \`spacelift.login\` is ever read.
`,
  },
  {
    name: 'in another case',
    bare: true,
    text: `package Spacelift
#       ^^^^^^^^^ SL012 error: Spacelift asks the package \`spacelift\` only: nothing in \`Spacelift\` is ever read.
`,
  },
  {
    name: 'none',
    bare: true,
    errors: missing,
    text: `# who gets in
allow if input.session.member
#^^^^ SL012 error: A policy begins with \`package spacelift\`.
`,
    fixed: `package spacelift

# who gets in
allow if input.session.member
`,
  },
  {
    name: 'after an import',
    bare: true,
    errors: [...missing, { code: 'rego_parse_error', message: 'unexpected package' }],
    text: `import input.session
#^^^^^^^^^^^^^^^^^^^ SL012 error: A policy begins with \`package spacelift\`.
package spacelift
`,
    fixed: `import input.session
package spacelift
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'the right one', text: '' },
  { name: 'the right one, after comments', bare: true, text: '# login\n\n  package spacelift # here' },
  { name: 'half-typed', bare: true, text: 'package ' },
  { name: 'half-typed, with its dot', bare: true, text: 'package spacelift.' },
  { name: 'nothing', bare: true, text: '' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL012', fixture);
});
