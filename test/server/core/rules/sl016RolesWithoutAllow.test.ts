import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

function told(rule: string): string {
  return `SL016 warning: \`${rule}\` gives roles, but there is no \`allow\` and no \`admin\`: it is not documented that anybody gets in by roles alone.`;
}

const fires: RuleFixture[] = [
  {
    name: 'v1',
    text: `
deny if input.session.login == "eve"
roles["a"] contains "deployer" if input.session.member
#^^^^ ${told('roles')}
roles["b"] contains "deployer" if input.session.member
`,
  },
  {
    name: 'v0, the deprecated rules first',
    engine: 'v0',
    text: `
space_read["a"] { input.session.member }
#^^^^^^^^^ ${told('space_read')}
roles["a"]["deployer"] { input.session.member }
`,
  },
  {
    name: 'a default does not let in',
    text: `
default allow := false
roles["a"] contains "deployer" if input.session.member
#^^^^ ${told('roles')}
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'allow', text: 'allow if input.session.member\nroles["a"] contains "b"' },
  { name: 'admin', text: 'admin if input.session.login == "ada"\nroles["a"] contains "b"' },
  { name: 'allow that never holds: SL015 tells it', text: 'allow := false\nroles["a"] contains "b"' },
  { name: 'a name near by: SL009 tells it', text: 'alow if input.session.member\nroles["a"] contains "b"' },
  { name: 'no roles', text: 'deny if input.session.login == "eve"' },
  {
    name: 'where OPA can not read the text',
    text: 'roles["a"] contains "b"\nallow if {',
    errors: [{ code: 'rego_parse_error', message: 'unexpected eof token' }],
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL016', fixture);
});
