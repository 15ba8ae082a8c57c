import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

function told(rule: string): string {
  return `SL044 information: Another clause of \`${rule}\` says the same: one is enough.`;
}
const same = 'related: The same.';

const fires: RuleFixture[] = [
  {
    name: 'v1',
    text: `
allow if input.session.member
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${same}

roles["a"] contains "deployer" if "DevOps" in input.session.teams
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${same}

allow if input.session.member
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${told('allow')}

roles["a"] contains "deployer" if "DevOps" in input.session.teams
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${told('roles')}

deny if input.session.login == "eve"
`,
    fixed: `
allow if input.session.member

roles["a"] contains "deployer" if "DevOps" in input.session.teams

deny if input.session.login == "eve"
`,
  },
  {
    name: 'written otherwise: blanks, comments, braces, order, an import, quotes, the names of locals',
    text: `
import input.session as who
allow if { input.session.member; input.session.login == "a" }
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${same}
allow := true if { who.login == \`a\`; who["member"] }
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${told('allow')}
deny if { some t in who.teams; t == "a" }
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${same}
deny if { some name in who.teams; name == "a" } # here too
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${told('deny')}
`,
  },
  {
    name: 'v0, bodies that share a head',
    engine: 'v0',
    text: `
deny { input.session.login == "a" } { input.session.login == "b" } { input.session.login == "b" }
#                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${same}
#                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${told('deny')}
`,
    fixed: `
deny { input.session.login == "a" } { input.session.login == "b" }
`,
  },
  {
    name: 'facts, functions and helper rules',
    text: `
space_read contains "a"
#^^^^^^^^^^^^^^^^^^^^^^ ${same}
space_read contains "a"
#^^^^^^^^^^^^^^^^^^^^^^ ${told('space_read')}
known(x) if x == "a"
#^^^^^^^^^^^^^^^^^^^ ${same}
known(y) if y == "a"
#^^^^^^^^^^^^^^^^^^^ ${told('known')}
allow if known(input.session.login)
`,
    fixed: `
space_read contains "a"
known(x) if x == "a"
allow if known(input.session.login)
`,
  },
  {
    name: 'with a comment behind it, which goes with it',
    text: `
allow if input.session.member # Everybody.
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${same}

allow if input.session.member # Everybody, again.
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${told('allow')}

deny if not input.session.member
`,
    fixed: `
allow if input.session.member # Everybody.

deny if not input.session.member
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'other bodies', text: 'allow if input.session.member\nallow if not input.session.member' },
  {
    name: 'other heads',
    text: 'roles["a"] contains "b" if input.session.member\nroles["b"] contains "b" if input.session.member',
  },
  { name: 'other values', text: 'level := 1 if input.session.member\nlevel := 2 if input.session.member' },
  {
    name: 'more is asked',
    text: 'allow if input.session.member\nallow if { input.session.member; input.session.admin }',
  },
  { name: 'other rules', text: 'allow if input.session.member\nadmin if input.session.member' },
  {
    name: 'other locals',
    text: 'deny if { some a, b in input.session.teams; a == 1 }\ndeny if { some a, b in input.session.teams; b == 1 }',
  },
  { name: 'other replacements', text: 'allow if deny with input as {}\nallow if deny with input as 1' },
  {
    name: 'other branches',
    text: 'x := 1 if input.session.member\nelse := 2\nx := 1 if input.session.member\nelse := 3',
  },
  { name: 'defaults: OPA tells it', text: 'default a := 1\ndefault a := 1' },
  { name: 'templates', text: 'a contains $"x{input.session.login}"\na contains $"y{input.session.login}"' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL044', fixture);
});
