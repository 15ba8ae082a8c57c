import { afterAll, test } from 'vitest';
import { startEngine } from '../../../../support/engine.ts';
import { checkSlip, type Slip } from './slip.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const slips: Slip[] = [
  [
    'allow if input.session.member\nadmin',
    'admin',
    '`admin` alone is no rule: it wants a condition, `admin if …`, or a value.',
  ],
  [
    'allow if { input.session.member } else { input.session.admin }',
    'else',
    'Rego v1 wants `if` before a body: `else if { … }`.',
  ],
  [
    'allow { input.session.member } else if { input.session.admin }',
    'if',
    'Unexpected `if`: after `else` comes a value (`:= …`) or a body.',
  ],
  [
    'allow if input.session.member and input.session.admin',
    'and',
    'Rego has no `and`: put conditions that must all hold on lines of their own, in braces.',
  ],
  [
    'allow if input.session.member or input.session.admin',
    'or',
    'Rego has no `or`: write the rule once for each condition.',
  ],
  [
    'allow if { input.session.member && input.session.admin }',
    '&&',
    'Rego has no `&&`: conditions on lines of their own must all hold.',
  ],
  [
    'allow if { if input.session.member { true } }',
    'if',
    '`if` stands between the head and the body of a rule, and not in a body.',
  ],
  [
    'allow if { for t in input.session.teams { t == "a" } }',
    'for',
    'Rego has no `for`: ask `some x in list` whether one of them is so, `every x in list { … }` whether all are.',
  ],
  [
    'allow if { return true }',
    'return',
    'Rego has no `return`: a rule holds where its body does, and its value stands after `:=` in its head.',
  ],
  ['allow if input.session.member;', ';', 'A rule ends with its line, without `;`.'],
  ['allow == true if input.session.member', 'if', 'A rule gets its value by `:=`, not `==`.'],
  [
    'if allow { input.session.member }',
    'if',
    '`if` stands in the wrong place: a rule begins with its name, `name if …`.',
  ],
  ['if { input.session.member }', 'if', '`if` stands in the wrong place: a rule begins with its name, `name if …`.'],
  [
    'allow = if input.session.member',
    'if',
    '`if` stands in the wrong place: a value is missing before it, or no `=` is meant, `allow if …`.',
  ],
  [
    'allow := if { input.session.member }',
    'if',
    '`if` stands in the wrong place: a value is missing before it, or no `=` is meant, `allow if …`.',
  ],
  ['allow: true', ':', 'A rule gets its value by `:=`, or a condition after `if`, and no colon.'],
  ['func f(x) { x == 1 }', 'func', 'Rego has no `func`: a rule or function begins with its name.'],
  [
    'is-admin if input.session.admin\nallow if is-admin',
    'is-admin',
    'A name has no hyphen: write `is_admin`, or a key in brackets, `["is-admin"]`.',
  ],
  ['allow if input.session.login == alice@example.com', '@', "`@` can't stand here: a text stands in double quotes."],
  ['allow if startswith(input.session.login, "a"', '(', '`(` is never closed.'],
  ['allow if { input.session.member }}', '}', 'This `}` closes nothing.'],
  ['allow if startswith(input.session.login, "a"))', ')', 'This `)` closes nothing.'],
  ['allow if input.session.login == “alice”', '“', 'A string stands in straight double quotes, `"`.'],
  ['// members only\nallow if input.session.member', '//', 'A comment begins with `#`.'],
  ['/* members only */\nallow if input.session.member', '/*', 'A comment begins with `#`, on every line of it.'],
  ['allow if { some t input.session.teams; t == "a" }', 'input', '`in` is missing: `some t in …`.'],
  ['allow if { some k, v input.spaces; v == k }', 'input', '`in` is missing: `some k, v in …`.'],
  ['allow if {\n\tsome space in input.\n}', '.', 'A name is missing after the dot.'],
  ['allow if {\n\tsome team in input.session.', '.', 'A name is missing after the dot.'],
  ['allow if {\n\tsome k, v in input.session.; k == v }', '.', 'A name is missing after the dot.'],
  ['allow if {\n\tsome t in ', 'in', 'A list is missing after `in`: `some t in list`.'],
  ['allow if {\n\tsome t in\n}', 'in', 'A list is missing after `in`: `some t in list`.'],
  ['allow if {\n\tsome k, v in\n}', 'in', 'A list is missing after `in`: `some k, v in list`.'],
  ['allow if { some t in ; t == "a" }', 'in', 'A list is missing after `in`: `some t in list`.'],
  ['allow if { some t in => "a" }', 'in', "What follows `in` can't be read: it has to be a list, a set or an object."],
  [
    'allow if { some t := "a" }',
    ':=',
    'Unexpected `:=`: the condition before it should end here, with its line or with `;`.',
  ],
  ['allow if {\n\t"a" in\n}', 'in', 'A list is missing after `in`.'],
  ['allow if "a" in', 'in', 'A list is missing after `in`.'],
  ['allow if {\n\tevery t in\n}', 'in', 'A list is missing after `in`.'],
  ['allow if {\n\tevery t in { t == "x" }\n}', 'every', '`every` wants a body: `every x in list { … }`.'],
  ['allow if every t in input.session.teams', 'every', '`every` wants a body: `every x in list { … }`.'],
  ['allow := input.session.member ? true : false', '?', 'Rego has no `? :`: write the rule once for each case.'],
  ['admins := {"a" "b"}\nallow if input.session.login in admins', '"b"', 'A comma is missing before this.'],
  ['admins := {\n  "a"\n  "b"\n}\nallow if input.session.login in admins', '"b"', 'A comma is missing before this.'],
  [
    'x := {"a", "b": 1}\nallow if x',
    ':',
    'Either all members have a key, `key: value` (an object), or none has (a set).',
  ],
  ['admins = ["a", "b"\nallow if input.session.login in admins', '[', '`[` is never closed.'],
  [
    'default allow := false if input.session.member',
    'if',
    'A default has no condition: it holds where no other clause does.',
  ],
  ['default team contains "a"', 'default', 'A set has no default: it is empty where nothing is in it.'],
  [
    'import foo.bar\nallow if input.session.member',
    'foo.bar',
    'Only `input`, `data`, `rego` and `future` can be imported, not `foo`.',
  ],
  [
    'import future.keywords.iff\nallow if input.session.member',
    'iff',
    'OPA has no keyword `iff` to import here: is `if` meant?',
  ],
  ['allow if input..session', '.', 'A name is missing after the dot.'],
  ['allow if input.session["teams]', '"teams]', 'The string has no end on this line.'],
  ['allow if input.session.login == `abc', '`abc', 'The string in backquotes is never closed.'],
  [
    'allow if regex.match("\\d+", input.session.login)',
    '"\\d+"',
    '`\\d` is no escape: double the backslash, or write a raw string in backquotes.',
  ],
  ['allow if input.request.timestamp_ns > 1_000', '1_000', '`1_000` is no number.'],
  ['allow if time.clock(input.request.timestamp_ns)[0] >= 09', '09', 'A number has no leading zero: write `9`.'],
  [
    'team if input.session.member contains "a"',
    'contains',
    '`contains` of strings is a function, `contains(text, part)`; of lists and sets ask `member in list`.',
  ],
  ['team contains if input.session.member', 'if', '`contains` wants a member before `if`.'],
  ['allow if not not input.session.member', 'not', '`not` stands once, before the whole condition.'],
  ['allow if admin with input.session as', 's', 'The text ends in the middle of something.'],
  [
    'allow if count({t : t := input.session.teams[_]}) > 0',
    ':=',
    'A comprehension has `|` between its value and its conditions: `{x | some x in list}`.',
  ],
  [
    'team contains "a" if input.session.member else "b"',
    'else',
    'A set has no `else`: write the clause once more, with its own condition.',
  ],
  ['allow {}', '}', 'The body is empty: it has to hold a condition.'],
  ['allow if input.session.login == ${var.login}', '$', "`${…}` is for Terraform to fill in: Rego can't read it."],
  ['%{ for x in y }\nallow if true', '%', "`%{…}` is for Terraform to fill in: Rego can't read it."],
  ['allow if input.session.login === "a"', '===', 'Rego compares with `==`.'],
  ['allow if count(input.session.teams) =< 3', '=<', 'Rego compares with `<=`.'],
  ['allow if input.session.login <> "a"', '<>', 'Rego compares with `!=`.'],
  ['allow if !input.session.member', '!', 'Rego has no `!`: write `not`.'],
  ['allow if input.session.login is "a"', 'is', 'Rego has no `is`: compare with `==`.'],
  [
    'allow if input.session.login not in {"a"}',
    'not in',
    '`not` stands before the whole condition: `not member in list`.',
  ],
  [
    'allow if input.session.teams contains "a"',
    'contains',
    '`contains` of strings is a function, `contains(text, part)`; of lists and sets ask `member in list`.',
  ],
  [
    'allow if input.session.login startswith "a"',
    'startswith',
    '`startswith` is a function: `startswith(text, start)`.',
  ],
  ['allow if input.session.teams[*] == "a"', '*', 'Any member of a list is `[_]`.'],
  ['allow if startswith(\n  input.session.login\n  "a")', '"a"', 'A comma is missing before this.'],
  ['roles[5 if true', 'if', 'Unexpected `if`: a `]` is missing before it.'],
  [
    'allow if { 5[0] == 1 }',
    '5',
    'A path (`.name`, `[key]`) follows a name, a call, a list, a set or an object, and no number.',
  ],
  ['allow if true\nelse y', 'y', 'Unexpected `y`: after `else` comes a value (`:= …`) or a body.'],
  [
    'allow if { true } else := 2 if { true } { false }',
    '{',
    'After the body of an `else` comes another `else`, or the next rule, and no other body.',
  ],
];

test.each(slips)('%s', async (...slip) => {
  await checkSlip(slip, engine);
});
