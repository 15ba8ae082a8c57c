import { afterAll, test } from 'vitest';
import { startEngine } from '../../../../support/engine.ts';
import { checkSlip, type Slip } from './slip.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const slips: Slip[] = [
  [
    'allow if { true := input.session.member }',
    'true',
    '`:=` gives a value to a name, and this is a constant: compare with `==`.',
  ],
  [
    'allow if { "x" := input.session.login }',
    '"x"',
    '`:=` gives a value to a name, and this is a constant: compare with `==`.',
  ],
  [
    'allow if { input.session.login := "x" }',
    'input.session.login',
    '`:=` gives a value to a name, and this is no name of its own: compare with `==`.',
  ],
  [
    'allow if { lower(input.session.login) := "x" }',
    'lower(input.session.login)',
    '`:=` gives a value to a name, and this is what a function gives: compare with `==`.',
  ],
  ['allow if input.session.member == True', 'True', '`True` has no value here: is `true` meant?'],
  ['allow if input.session.name == None', 'None', 'Rego has no `None`: is `null` meant?'],
  [
    'allow if input.session.my-field == "x"',
    'field',
    '`my-field` is `my` minus `field`: a key stands in brackets, `["my-field"]`.',
  ],
  [
    'allow if input.session.login == alice',
    'alice',
    '`alice` has no value: no rule has this name, and nothing here says what it is. A text stands in double quotes.',
  ],
  ['allow if { some t; input.session.teams[_] == "a" }', 't', '`t` gets a value here that nothing asks for.'],
  ...['t == "x"', 'startswith(t, "x")', 'input.session.login == t', 't in {"a"}', 'x := t; x == 1'].map(
    (next): Slip => [
      `allow if {\n\tsome t in\n\t${next}\n}`,
      'in',
      'A list is missing after `in`: Rego takes the next line for it.',
    ],
  ),
  ['allow if {\n\tsome k, v in\n\tk == v\n}', 'in', 'A list is missing after `in`: Rego takes the next line for it.'],
  ['allow if { x := 1; x := 2 }', 'x', '`x` is assigned above already: choose another name, or compare with `==`.'],
  [
    'allow if { every t in input.session.teams { input.session.member } }',
    't',
    '`t` gets a value here that nothing asks for.',
  ],
  ['import input.session\nimport input.session\nallow if session.member', 'import', 'This name is imported already.'],
  ['input := 1\nallow if input', 'input := 1', '`input` is what the login brings: give this rule another name.'],
  [
    'allow if { input := 1; input == 1 }',
    'input := 1',
    '`input` is what the login brings: give this value another name.',
  ],
  ['data := 1', 'data := 1', '`data` is where all rules are: give this rule another name.'],
  [
    'allow if { not input.session.teams[t] == "a"; t == "x" }',
    't',
    '`t` has no value under `not`: an expression without `not` has to say what it is.',
  ],
  [
    'roles[space] contains "a" if input.session.member',
    'space',
    'Nothing says what `space` is, which the head asks for.',
  ],
  [
    'allow if { not hepler; input.session.member }\nhelper if true',
    'hepler',
    '`hepler` has no value here: is `helper` meant?',
  ],
  [
    'allow if { not hepler == 1; input.session.member }\nhelper := 2',
    'hepler',
    '`hepler` has no value here: is `helper` meant?',
  ],
  ['allow if { not x == 1 }', 'x', '`x` has no value under `not`: an expression without `not` has to say what it is.'],
  ['allow if admin\nadmin if allow', 'allow', '`allow` asks itself, by way of `admin`: Rego has no recursion.'],
  ['allow if startswith(input.session.login)', 'startswith', '`startswith` takes 2 arguments, and gets 1.'],
  [
    'allow if member()\nmember if input.session.member',
    'member',
    '`member` is a rule, not a function: write it without `(…)`.',
  ],
  ['f(x) if x == 1\nallow if f', 'f', '`f` is a function: call it with its arguments, `f(…)`.'],
  ['f(x) if x == 1\nallow if f(1, 2)', 'f', '`f` takes 1 argument, and gets 2.'],
  [
    'allow if input.request.timestamp_ns + "1" == 2',
    'input.request.timestamp_ns + "1"',
    'The second operand of `+` has to be a number, not a string.',
  ],
  [
    'allow if sprintf("%s", input.session.login) == "a"',
    'input.session.login',
    'The second argument of `sprintf` has to be a list, not a string.',
  ],
  ['allow if time.weekday() == "Monday"', 'time.weekday', '`time.weekday` takes 1 argument, and gets 0.'],
  [
    'allow if admin with foo as 1\nadmin if input.session.member',
    'foo',
    '`with` replaces parts of `input`, or functions: `foo` is neither.',
  ],
  [
    'allow if input.request.timestamp_ns == 5 with time.now_ns as 5',
    'time.now_ns',
    "`with` can't replace `time.now_ns`: Spacelift disables it. The time of the login is `input.request.timestamp_ns`.",
  ],
  [
    'allow if input.session.member with http.send as 5',
    'http.send',
    "`with` can't replace `http.send`: Spacelift disables it.",
  ],
  ['allow if { x := 1; x == 1 with x as 2 }', 'x', '`with` replaces parts of `input`, or functions: `x` is neither.'],
  ['allow if any([input.session.member])', 'any', 'Rego v1 has no `any` any more: use `some … in`.'],
  [
    'allow if count([t | t in input.session.teams]) > 0',
    't',
    '`t in …` asks whether `t` is there, which has no value: `some t in …` takes each.',
  ],
  [
    'x := 1\nx contains 2\nallow if x',
    'x',
    "The clauses of `x` can't stand together: this one defines a set, another a single value.",
  ],
  [
    'allow if input.session.login.startswith("a")',
    'input.session.login.startswith',
    '`startswith` is a function: write `startswith(input.session.login, …)`.',
  ],
  [
    'allow if {"a": 1} == {"b": 1}',
    '{"a": 1} == {"b": 1}',
    "Never true: the two objects don't have the same keys, or values of other types.",
  ],
  [
    'allow if {\n\tsome net in {"10.0.0.0/8"}\n\tnet.cidr_contains(net, input.request.remote_ip)\n}',
    'net.cidr_contains',
    'The variable `net` hides the function `net.cidr_contains` here: give the variable another name.',
  ],
  [
    'allow if {\n\tsome time in [1]\n\ttime.weekday(time) == "Monday"\n}',
    'time.weekday',
    'The variable `time` hides the function `time.weekday` here: give the variable another name.',
  ],
  [
    'allow if time.clock(input.request.timestamp_ns)[3] > 1',
    'time.clock(input.request.timestamp_ns)[3]',
    'There is nothing at `time.clock(input.request.timestamp_ns)[3]`: it is always undefined.',
  ],
];

test.each(slips)('%s', async (...slip) => {
  await checkSlip(slip, engine);
});

/** What rests on the fields of the input that are known today. */
const guesses: Slip[] = [
  [
    'allow if {\n	{"session": s, "request": _} = input\n	s.member\n}',
    '{"session": s, "request": _} = input',
    'An object fits only one with the very same keys, and as far as documented that of the input has others: take what is needed by its name, as in `input.session`.',
  ],
  [
    'allow if {\n	some {"id": id} in input.spaces\n	id == "root"\n}',
    'some {"id": id} in input.spaces',
    'An object fits only one with the very same keys, and as far as documented that of the input has others: take what is needed by its name, as in `input.session`.',
  ],
];

test.each(guesses)('%s', async (...slip) => {
  await checkSlip(slip, engine, 'warning');
});
