import { expect, test } from 'vitest';
import { checkRule, findByRules, type RuleFixture } from '../../../support/findings.ts';

const noRule = 'SL032 warning: The policy has no rule: nobody gets in but those whom Spacelift does not ask it about.';
const noText = 'SL032 error: There is no policy here: OPA refuses a module without a package.';
const emptyModule = { code: 'rego_parse_error', message: 'empty module' };

const fires: RuleFixture[] = [
  { name: 'the package alone', bare: true, text: `package spacelift\n#^^^^^^^^^^^^^^^^ ${noRule}\n` },
  {
    name: 'the package, comments and imports, v0',
    bare: true,
    engine: 'v0',
    text: `# nothing yet\npackage spacelift # login\n#^^^^^^^^^^^^^^^^ ${noRule}\nimport future.keywords\n`,
  },
  { name: 'a comment alone', bare: true, errors: [emptyModule], text: `# to do\n#^^^^^^ ${noText}\n` },
];

const silent: RuleFixture[] = [
  { name: 'a rule', text: 'allow := true' },
  { name: 'a rule nested too deeply for the tree', text: `allow if ${'('.repeat(500)}true${')'.repeat(500)}` },
  { name: 'a helper alone', text: 'is_member := input.session.member' },
  { name: 'a syntax error: there may be a rule', text: '???', errors: [{ code: 'rego_parse_error', message: 'x' }] },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL032', fixture);
});

test('no text at all: at its start', () => {
  const start = { line: 0, character: 0 };
  expect(findByRules('', { errors: [emptyModule] })).toMatchObject([{ rule: 'SL032', range: { start, end: start } }]);
});
