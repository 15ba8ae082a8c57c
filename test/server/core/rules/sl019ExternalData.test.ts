import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const fires: RuleFixture[] = [
  {
    name: 'helpers in a package of their own, which are no data source of Terraform',
    text: `
allow if data.spacelift_helpers.is_known
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL019 warning: Spacelift has no data beside the policy: \`data.spacelift_helpers.is_known\` is always undefined.
`,
  },
  {
    name: 'a document',
    text: `
allow if input.session.login in data.guardrails.config.admins
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL019 warning: Spacelift has no data beside the policy: \`data.guardrails.config.admins\` is always undefined.
`,
  },
  {
    name: 'a document, by a variable, v0',
    engine: 'v0',
    text: `
allow { data.admins[_] == input.session.login }
#       ^^^^^^^^^^^^^^ SL019 warning: Spacelift has no data beside the policy: \`data.admins\` is always undefined.
`,
  },
  {
    name: 'an import, and not what it is used for',
    text: `
import data.admins
#      ^^^^^^^^^^^ SL019 warning: Spacelift has no data beside the policy: what \`data.admins\` imports is always undefined.
import data.lib.time as clock
#      ^^^^^^^^^^^^^ SL019 warning: Spacelift has no data beside the policy: what \`data.lib.time\` imports is always undefined.
allow if input.session.login in admins
`,
  },
];

const silent: RuleFixture[] = [
  { name: "the policy's own rules", text: 'allow if data.spacelift.is_member\nis_member := input.session.member' },
  { name: 'a rule that does not exist', text: 'allow if data.spacelift.is_member' },
  { name: 'all of data', text: 'allow if data\ndeny if data[x]' },
  { name: 'an import of the own package', text: 'import data.spacelift.is_member' },
  { name: 'a local called data elsewhere', text: 'allow if input.data.x' },
  { name: 'a replacement', text: 'allow if is_member with data.members as {"a"}' },
  { name: 'half-typed', text: 'import data.\nallow if data.' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL019', fixture);
});
