import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const v1InV0 = (word: string) =>
  `SL023 error: This is written in Rego v1 (\`${word}\`) but evaluated as Rego v0: choose v1 as the engine of the policy, or add \`import future.keywords\`.`;
const v0InV1 = (word: string) =>
  `SL023 error: This is written in Rego v0 (no \`${word}\`) but evaluated as Rego v1: choose v0 as the engine of the policy, or rewrite it.`;

const fires: RuleFixture[] = [
  {
    name: 'v1 under v0: the first word',
    engine: 'v0',
    written: 'v1',
    parses: false,
    text: `
limit := 3
allow if input.session.member
#     ^^ ${v1InV0('if')}
roles["a"] contains "deployer" if "DevOps" in input.session.teams
`,
  },
  {
    name: 'v1 under v0: contains',
    engine: 'v0',
    written: 'v1',
    parses: false,
    text: `
team contains "a"
#    ^^^^^^^^ ${v1InV0('contains')}
`,
  },
  {
    name: 'v0 under v1: the first body',
    engine: 'v1',
    written: 'v0',
    parses: false,
    text: `
limit = 3
allow { input.session.member }
#^^^^ ${v0InV1('if')}
deny { not input.session.member }
`,
  },
  {
    name: 'v0 under v1: a set',
    engine: 'v1',
    written: 'v0',
    parses: false,
    text: `
team["a"] { input.session.member }
#^^^ ${v0InV1('contains')}
`,
  },
  {
    name: 'v0 reads it, and grants always',
    engine: 'v0',
    written: 'v1',
    text: `
roles["a"]["deployer"] if { input.session.admin }
#                      ^^ SL023 error: \`if\` is no keyword in Rego v0 without an import: \`roles["a"]["deployer"]\` always holds, and what follows is a rule of its own called \`if\`.
`,
  },
  {
    name: 'import rego.v1 under v0',
    engine: 'v0',
    text: `
import rego.v1
#      ^^^^^^^ SL023 warning: Spacelift supported \`import rego.v1\` under the v0 engine only unofficially: choose v1 as the engine of the policy, or \`import future.keywords\`.
allow if input.session.member
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'v1', text: 'allow if input.session.member\nteam contains "a"' },
  { name: 'v1 with imports of v0', text: 'import rego.v1\nimport future.keywords\nallow if true' },
  { name: 'v0', engine: 'v0', text: 'allow { input.session.member }\nteam["a"] { true }' },
  { name: 'v0 with words imported', engine: 'v0', text: 'import future.keywords.if\nallow if { true }' },
  { name: 'nothing', bare: true, engine: 'v0', text: '' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL023', fixture);
});
