import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../server/src/protocol/findings.ts';
import { checkRule, describeFindings, findByRules, type RuleFixture } from '../../../support/findings.ts';
import { readMarked } from '../../../support/marked.ts';

function unused(id: string): string {
  return `SL045 information: \`${id}\` finds nothing here: this comment has nothing to ignore.`;
}
function final(id: string): string {
  return `SL045 warning: \`${id}\` can't be ignored: Spacelift refuses such a policy, or reads it as something else.`;
}
function word(text: string): string {
  return `SL045 warning: \`${text}\` ignores nothing: write \`# spacelift: ignore\`, the rules, and the reason.`;
}
function pair(text: string, hint = ''): string {
  return `SL045 warning: \`${text}\` says nothing: a file can say \`type=login\`, and \`engine=v0\` or \`engine=v1\`.${hint}`;
}
const deprecated = 'SL008 warning: `space_admin` is deprecated: grant the role `space-admin` by `roles` instead.';

const fires: RuleFixture[] = [
  {
    name: 'nothing to ignore: on its own line, at the end of one, below the last',
    text: `
# spacelift: ignore SL008 we keep it
#                   ^^^^^ ${unused('SL008')}
allow if input.session.member # spacelift: ignore SL019 not yet
#                                                 ^^^^^ ${unused('SL019')}
# spacelift: ignore SL018 at the end
#                   ^^^^^ ${unused('SL018')}
`,
    fixed: `
allow if input.session.member
`,
  },
  {
    name: 'one of several: the others stay',
    text: `
# spacelift: ignore SL008, SL019 SL018: kept until Slack is moved
#                                ^^^^^ ${unused('SL018')}
#                          ^^^^^ ${unused('SL019')}
space_admin contains "root" if input.session.admin
`,
    fixed: `
# spacelift: ignore SL008: kept until Slack is moved
space_admin contains "root" if input.session.admin
`,
  },
  {
    name: 'the first, and one after another that stays',
    text: `
# spacelift: ignore sl018, SL008, SL019 kept until Slack is moved
#                                 ^^^^^ ${unused('SL019')}
#                   ^^^^^ ${unused('SL018')}
space_admin contains "root" if input.session.admin
`,
    fixed: `
# spacelift: ignore SL008 kept until Slack is moved
space_admin contains "root" if input.session.admin
`,
  },
  {
    name: "a misspelt word, another tool's, a colon that is missing",
    text: `
# spacelift: ignoer SL008 kept
#            ^^^^^^ ${word('ignoer')}
space_admin contains "root" if input.session.admin # spacelift: disable SL008
#                                                               ^^^^^^^ ${word('disable')}
# spacelift ignore SL008 kept
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL045 warning: Without a colon this is not read: write \`# spacelift:\` before it.
`,
  },
  {
    name: 'what a file can not say',
    text: `
# spacelift: typ=login engine=v9 because
#            ^^^^^^^^^ ${pair('typ=login', ' Is `type` meant?')}
#                      ^^^^^^^^^ ${pair('engine=v9')}
#                                ^^^^^^^ ${pair('because')}
# spacelift: engine=v1
#^^^^^^^^^^^^^^^^^^^^^ SL045 warning: Only the first comment that says what the file is counts, and on a line of its own.
# spacelift: engine = v1
#^^^^^^^^^^^^^^^^^^^^^^^ ${pair('engine = v1')}
`,
  },
  {
    name: 'all of several: the comment goes',
    text: `
allow if input.session.member # spacelift: ignore SL008 SL019 both
#                                                 ^^^^^ ${unused('SL008')}
#                                                       ^^^^^ ${unused('SL019')}
`,
    fixed: `
allow if input.session.member
`,
  },
  {
    name: 'a misspelt id, a name, and no rule at all',
    text: `
# spacelift: ignore SL999 reason
#                   ^^^^^ SL045 warning: There is no rule \`SL999\`, so this ignores nothing.
# spacelift: ignore sl8 reason
#                   ^^^ SL045 warning: There is no rule \`SL8\`, so this ignores nothing. Is \`SL008\` meant?
# spacelift: ignore unknown-input reason
#                   ^^^^^^^^^^^^^ SL045 warning: There is no rule \`unknown-input\`, so this ignores nothing. Is \`SL020\` meant?
# spacelift: ignore because I say so
#                   ^^^^^^^ SL045 warning: There is no rule \`because\`, so this ignores nothing.
allow if input.session.member
`,
  },
  {
    name: 'no reason, no rule',
    text: `
space_admin contains "a" # spacelift: ignore SL008
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^ SL045 warning: Without a reason this ignores nothing: say why, after the rules.
# spacelift: ignore
#^^^^^^^^^^^^^^^^^^ SL045 warning: This names no rule: write \`# spacelift: ignore\`, the rules, and the reason.
allow if input.session.member
`,
  },
  {
    name: 'what may not be ignored',
    text: `
# spacelift: ignore SL017 needed
#                   ^^^^^ ${final('SL017')}
deny if http.send({"method": "get", "url": "x"}).status_code == 200
# spacelift: ignore rego_unsafe_var_error later
#                   ^^^^^^^^^^^^^^^^^^^^^ ${final('rego_unsafe_var_error')}
allow if input.session.member
# spacelift: ignore SL011 mine
#                   ^^^^^ ${final('SL011')}
result := 1
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'used', text: '# spacelift: ignore SL008 kept\nspace_admin contains "root" if input.session.admin' },
  { name: 'an ordinary comment', text: '# ignore SL008\nallow if input.session.member # spacelift: ignored' },
  { name: 'the comment that names the engine', text: '# spacelift: type=login engine=v1\nallow if true' },
  { name: 'in a string', text: 'allow if input.session.login == `\n# spacelift: ignore SL008 x\n`' },
  {
    name: 'turned off: it may be turned on again',
    settings: { rules: { SL008: 'off' } },
    text: '# spacelift: ignore SL008 kept\nspace_admin contains "root" if input.session.admin',
  },
  {
    name: 'OPA can not read the text: the rules say less than they will',
    errors: [{ code: 'rego_parse_error', message: 'unexpected something token' }],
    text: '# spacelift: ignore SL008 kept\nallow if {',
  },
  {
    name: 'off itself',
    settings: { rules: { SL045: 'off' } },
    text: '# spacelift: ignore SL019 nothing there\nallow if true',
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL045', fixture);
});

describe('what a comment covers', () => {
  test.each<[string, string]>([
    [
      'the line it ends',
      `
space_admin contains "a" # spacelift: ignore SL008 why
space_admin contains "b"
#^^^^^^^^^^ ${deprecated}
`,
    ],
    [
      'the statement below: a rule with its body',
      `
# spacelift: ignore SL019 SL020 recorded by an older tool
# and so kept
deny if {
  input.session.nickname == "x"
  data.a
} else if {
  data.b
}

allow if data.c
#        ^^^^^^ SL019 warning: Spacelift has no data beside the policy: \`data.c\` is always undefined.
`,
    ],
    [
      'the statement below: a condition over several lines',
      `
deny if {
  # spacelift: ignore SL019 why
  some x in [
    data.a,
    data.b,
  ]
  data.c == x
# ^^^^^^ SL019 warning: Spacelift has no data beside the policy: \`data.c\` is always undefined.
}
`,
    ],
    [
      'the line below, inside of a list',
      `
names := {
  # spacelift: ignore SL019 why
  data.a,
  data.b,
# ^^^^^^ SL019 warning: Spacelift has no data beside the policy: \`data.b\` is always undefined.
}
`,
    ],
    [
      'an import',
      `
# spacelift: ignore SL019 why
import data.a
import data.b
#      ^^^^^^ SL019 warning: Spacelift has no data beside the policy: what \`data.b\` imports is always undefined.
allow if a == b
`,
    ],
    [
      'no other rule',
      `
# spacelift: ignore SL019 why
deny if data.a == input.session.nickname
#                               ^^^^^^^^ SL020 warning: The input of a login has no \`input.session.nickname\`: the condition is never met.
`,
    ],
    [
      'nothing without a reason',
      `
# spacelift: ignore SL019
#^^^^^^^^^^^^^^^^^^^^^^^^ SL045 warning: Without a reason this ignores nothing: say why, after the rules.
deny if data.a == 1
#       ^^^^^^ SL019 warning: Spacelift has no data beside the policy: \`data.a\` is always undefined.
`,
    ],
  ])('%s', (_, marked) => {
    const { text, expected } = readMarked(`package spacelift\n${marked}`);
    expect(describeFindings(text, findOurs(text))).toEqual(expected);
  });

  test('in a text whose lines end with CRLF', () => {
    const text = 'package spacelift\r\n\r\n# spacelift: ignore SL008 why\r\nspace_admin contains "a"\r\n';
    expect(findOurs(text)).toEqual([]);
  });
});

/** What the comments are about; other rules may have more to say of these texts. */
function findOurs(text: string): readonly Finding[] {
  return findByRules(text).filter(({ rule }) => ['SL008', 'SL019', 'SL020', 'SL045'].includes(rule));
}

test('every prefix of a policy with comments is judged without an exception', () => {
  const text = `package spacelift
# spacelift: ignore SL008, SL020: written by a tool
space_write contains "a" if { # spacelift: ignore
  # spacelift: ignore sl19 rego_type_error – why
  data.a == input.session.nickname
}
`;
  for (let end = 0; end <= text.length; end++) {
    for (const { range } of findByRules(text.slice(0, end))) expect(range.end.line).toBeLessThan(7);
  }
});
