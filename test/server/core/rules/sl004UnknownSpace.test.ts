import { test } from 'vitest';
import { demoAccount, spaceId } from '../account/demoAccount.ts';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const account = demoAccount;
const id = spaceId('production');
const otherUlid = 'production-01JK5GKEM09MTEXGFXG694BX2Y';
const otherName = 'prodction-01JK5GKEM09MTEXGFXG694BX2X';
const nowhere = 'moon-01K00000000000000000000000';

const unknown = (text: string, hint = ` Is \`${id}\` meant?`): string =>
  `SL004 warning: This account has no space with the id \`${text}\`.${hint}`;

/** Five spaces of one name. */
const CROWD = [1, 2, 3, 4, 5].flatMap((number) =>
  account.spaces.items
    .slice(1, 2)
    .map((space) => ({ ...space, id: `crowd-01K0000000000000000000000${number}`, name: 'crowd' })),
);
const CROWD_HINT = ` Is ${CROWD.slice(0, 3)
  .map((space) => `\`${space.id}\``)
  .join(' or ')} meant?`;

const fires: RuleFixture[] = [
  {
    name: 'the name of one, and another ULID; v1',
    account,
    text: `
roles["${otherUlid}"] contains "deployer" if input.session.member
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unknown(otherUlid)}
`,
    fixed: `
roles["${id}"] contains "deployer" if input.session.member
`,
    unsafe: true,
  },
  {
    name: 'the ULID of one, and another name; v0',
    engine: 'v0',
    account,
    text: `
roles["${otherName}"]["deployer"] { input.session.member }
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unknown(otherName)}
`,
    fixed: `
roles["${id}"]["deployer"] { input.session.member }
`,
    unsafe: true,
  },
  {
    name: 'nothing like it, in a deprecated rule',
    account,
    text: `
space_read contains "${nowhere}" if input.session.member
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unknown(nowhere, '')}
`,
    fixed: `
space_read contains "${nowhere}" if input.session.member
`,
  },
  {
    name: 'an account that shows some spaces only',
    account: { ...account, spaces: { ...account.spaces, state: 'partial' } },
    text: `
roles["${nowhere}"] contains "deployer" if input.session.member
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL004 information: \`${nowhere}\` is not among the spaces that this account shows you.
`,
  },
  {
    name: 'through a local',
    account,
    text: `
roles[space] contains "deployer" if {
#     ^^^^^ related: Used here as the id of a space.
  input.session.member
  space := "${nowhere}"
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unknown(nowhere, '')}
}
`,
  },
  {
    name: 'like many others: three of them are offered',
    account: { ...account, spaces: { ...account.spaces, items: [...account.spaces.items, ...CROWD] } },
    text: `
roles["crowd-01K00000000000000000000000"] contains "deployer" if input.session.member
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unknown('crowd-01K00000000000000000000000', CROWD_HINT)}
`,
    fixed: `
roles["${CROWD[0]?.id ?? ''}"] contains "deployer" if input.session.member
`,
    unsafe: true,
  },
];

const silent: RuleFixture[] = [
  { name: 'of the account', account, text: `roles["${id}"] contains "deployer"` },
  { name: 'no account', text: `roles["${nowhere}"] contains "deployer"` },
  {
    name: 'an account that shows no spaces',
    account: { ...account, spaces: { ...account.spaces, state: 'failed', items: [] } },
    text: `roles["${nowhere}"] contains "deployer"`,
  },
  { name: 'a name: SL003 tells', account, text: 'roles["moon"] contains "deployer"' },
  {
    name: 'legacy, where it is not shown',
    account: { ...account, spaces: { ...account.spaces, items: account.spaces.items.slice(0, 1) } },
    text: 'roles["legacy"] contains "deployer"',
  },
  { name: 'a part of an id', account, text: `allow if contains(input.spaces[_].id, "${nowhere}")` },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL004', fixture);
});
