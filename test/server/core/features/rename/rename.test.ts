import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { prepareRename, renameTo } from '../../../../../server/src/core/features/rename/rename.ts';
import { builtinsNamed, openPolicy, type Opening } from '../../../../support/openPolicy.ts';
import { readMarked } from '../../../../support/marked.ts';

const builtins = builtinsNamed('count', 'time.clock', 'lower');

/** The text after a rename at `$0`, or the reason against it. Preparing has to agree. */
function rename(source: string, newName: string, opening: Opening = {}): string | undefined {
  const { text, carets } = readMarked(source);
  const policy = openPolicy(text, { builtins, ...opening });
  const [caret = 0] = carets;
  const prepared = prepareRename(policy, caret);
  const answer = renameTo(policy, caret, newName);
  if (prepared === undefined) {
    expect(answer).toBeUndefined();
    return undefined;
  }
  if ('refused' in prepared) {
    expect(answer).toEqual(prepared);
    return prepared.refused;
  }
  const document = TextDocument.create('a:', 'rego', 1, text);
  expect(document.getText(prepared.range)).toBe(prepared.placeholder);
  if (answer === undefined || 'refused' in answer) return answer?.refused;
  return TextDocument.applyEdits(document, [...answer]);
}

const P = 'package spacelift\n';

describe('a rename', () => {
  it.each([
    ['a rule', `${P}h if input.a\nh if input.b\nallow if $0h`, `${P}new if input.a\nnew if input.b\nallow if new`],
    ['a function', `${P}f(x) := x\nallow if f$0(1) == f(2)`, `${P}new(x) := x\nallow if new(1) == new(2)`],
    [
      'a default and its else',
      `${P}default h := 1\nh := 2 if input.a else := 3 if input.b\nallow if $0h == 2`,
      `${P}default new := 1\nnew := 2 if input.a else := 3 if input.b\nallow if new == 2`,
    ],
    ['an argument', `${P}f($0x) := y if { y := x } else := x`, `${P}f(new) := y if { y := new } else := new`],
    [
      'a local of the head',
      `${P}roles[$0s] contains r if some s, r in {"a": "b"}`,
      `${P}roles[new] contains r if some new, r in {"a": "b"}`,
    ],
    [
      'a local of a pattern',
      `${P}allow if { [x, {"k": y}] := input.a; x == $0y }`,
      `${P}allow if { [x, {"k": new}] := input.a; x == new }`,
    ],
    [
      'inside of with',
      `${P}allow if { x := 1; h with input.a as $0x }`,
      `${P}allow if { new := 1; h with input.a as new }`,
    ],
    [
      'a rule that with replaces',
      `${P}h := 1\nallow if allow with data.spacelift.$0h as 2`,
      `${P}new := 1\nallow if allow with data.spacelift.new as 2`,
    ],
    [
      'a function that with replaces',
      `${P}f(x) := x\ng(x) := 2\nallow if f(1) == 1 with $0f as g`,
      `${P}new(x) := x\ng(x) := 2\nallow if new(1) == 1 with new as g`,
    ],
    [
      'in a template',
      `${P}a := $"{h} is {lower($0h)} \\{h}"\nh := "x"`,
      `${P}a := $"{new} is {lower(new)} \\{h}"\nnew := "x"`,
    ],
    [
      'a quoted step',
      `${P}h := 1\na := data.spacelift["h"]\nb := data["spacelift"].$0h`,
      `${P}new := 1\na := data.spacelift["new"]\nb := data["spacelift"].new`,
    ],
    [
      'an alias',
      `${P}import input.session as $0s\nallow if s.member`,
      `${P}import input.session as new\nallow if new.member`,
    ],
    [
      'an import without an alias',
      `${P}import input.session\nallow if $0session.member`,
      `${P}import input.session as new\nallow if new.member`,
    ],
    [
      'a rule that is imported',
      `${P}import data.spacelift.h\nimport data.spacelift.h as g\n$0h := 1\na := h\nb := g`,
      `${P}import data.spacelift.new\nimport data.spacelift.h as g\nnew := 1\na := new\nb := g`.replace(
        'h as g',
        'new as g',
      ),
    ],
    ['a v0 head with two bodies', `${P}p[$0x] { x := 1 } { x := 2 }`, `${P}p[new] { new := 1 } { new := 2 }`],
    [
      'one of two like names',
      `${P}a if { x := 1; x == 1 }\nb if { $0x := 2; x == 2 }`,
      `${P}a if { x := 1; x == 1 }\nb if { new := 2; new == 2 }`,
    ],
    [
      'not what shadows it',
      `${P}a if { $0x := 1; [x | some x in [2]] == [x] }`,
      `${P}a if { new := 1; [x | some x in [2]] == [new] }`,
    ],
    ['not text and comments', `${P}h := "h" # h\na := $0h`, `${P}new := "h" # h\na := new`],
    ['in broken text', `${P}allow if {\n\t$0x := input.a\n\tx ==\n`, `${P}allow if {\n\tnew := input.a\n\tnew ==\n`],
    [
      'under CRLF, a BOM and an emoji',
      `\uFEFF${P}h := "🦀"\r\n\tallow if "🦀" == $0h\r\n`,
      `\uFEFF${P}new := "🦀"\r\n\tallow if "🦀" == new\r\n`,
    ],
  ])('of %s', (_, source, expected) => {
    expect(rename(source, 'new')).toBe(expected);
  });

  it('to the same name changes nothing', () => {
    expect(rename(`${P}$0h := 1`, 'h')).toBe(`${P}h := 1`);
  });

  it('may hide what is not asked for there', () => {
    expect(rename(`${P}allow if some $0x in input.session.teams`, 'team')).toBe(
      `${P}allow if some team in input.session.teams`,
    );
  });

  it.each([
    ['', undefined],
    ['$0', undefined],
    [`${P}allow $0if input.a`, undefined],
    [`${P}allow if input.a == "$0h"`, undefined],
    [`package space$0lift`, 'Spacelift reads the package `spacelift` and no other: its name can’t be changed.'],
    [
      `${P}al$0low if input.a`,
      'Spacelift reads the rule `allow` by this name: under another one it would decide nothing.',
    ],
    [
      `${P}a if not al$0low`,
      'Spacelift reads the rule `allow` by this name: under another one it would decide nothing.',
    ],
    [`${P}$0result := 1`, '`result` is a name of Spacelift’s: it asks a login policy for it.'],
    [`${P}allow if $0input.a`, '`input` is what OPA calls what Spacelift tells about a login.'],
    [`${P}allow if input.session.$0login`, '`login` is a field of the input: Spacelift gives it its name.'],
    [`${P}import input.$0session.teams\n`, '`session` is a field of the input: Spacelift gives it its name.'],
    [`${P}allow if $0count([])`, '`count` is a built-in function of OPA.'],
    [`${P}allow if time.$0clock(1)`, '`time.clock` is a built-in function of OPA.'],
    [`${P}allow if $0nothing(1)`, '`nothing` is not defined in this policy.'],
    [`${P}allow if input.a[$0_]`, '`_` stands for another value wherever it is written.'],
    [`${P}import rego.$0v1`, 'This import switches keywords on, and gives nothing a name.'],
    [
      `${P}$0h := 1\nx := data.spacelift[input.a]`,
      'The policy looks rules up by their names (line 3): `h` may be one of them.',
    ],
    [`${P}$0h := 1\nx := data`, 'The policy looks rules up by their names (line 3): `h` may be one of them.'],
  ])('of what keeps its name is refused: %s', (source, reason) => {
    expect(rename(source, 'new')).toBe(reason);
  });

  const RULE = `${P}$0h := 1\nallow if h == 1`;
  it.each([
    [RULE, '', 'A name has at least one letter.'],
    [
      RULE,
      '1a',
      '`1a` is no name: a name has letters of the alphabet, digits and `_`, and does not start with a digit.',
    ],
    [
      RULE,
      'a-b',
      '`a-b` is no name: a name has letters of the alphabet, digits and `_`, and does not start with a digit.',
    ],
    [
      RULE,
      'größe',
      '`größe` is no name: a name has letters of the alphabet, digits and `_`, and does not start with a digit.',
    ],
    [RULE, '_', '`_` stands for another value wherever it is written.'],
    [RULE, 'default', '`default` is a keyword.'],
    [RULE, 'every', '`every` is a keyword of Rego v1.'],
    [RULE, 'or', '`or` is a keyword of newer versions of Rego.'],
    [RULE, 'input', '`input` is a name of OPA’s own.'],
    [RULE, '__local1', 'Names that start with `__local` are OPA’s own.'],
    [RULE, 'lower', '`lower` is a built-in function of OPA.'],
    [RULE, 'set', '`set` is a built-in function of OPA.'],
    [RULE, 'allow', '`allow` is a rule that Spacelift reads.'],
    [RULE, 'deny', '`deny` is a rule that Spacelift reads.'],
    [RULE, 'result', '`result` is a name of Spacelift’s: it asks a login policy for it.'],
    [`${RULE}\ng := 2`, 'g', '`g` is a rule of this policy already.'],
    [`${P}import input.session as s\n$0h := 1`, 's', '`s` is the name of an import already.'],
    [`${P}import input.session as $0s\nh := 1`, 'h', '`h` is a rule of this policy already.'],
    [
      `${P}a if { $0x := 1; y := 2; x == y }`,
      'y',
      '`y` is there already: another value of the same rule has this name.',
    ],
    [`${P}f($0x, y) := [x, y]`, 'y', '`y` is there already: another value of the same rule has this name.'],
    [`${P}a contains $0x if input.a[x]`, 'team', '`team` is a rule that Spacelift reads.'],
    [`${P}a if { $0x := 1; x == h }\nh := 1`, 'h', '`h` is a rule of this policy already.'],
    [
      `${P}$0h := 1\na if {\n\tx := h\n\tx == 1\n}`,
      'x',
      'With the name `x`, line 4 would mean something else: it is in use there.',
    ],
    [`${P}$0h := 1\na if input.b[i]`, 'i', 'With the name `i`, line 3 would mean something else: it is in use there.'],
    [
      `${P}a if {\n\t$0x := 1\n\t[y | some y in [x]]\n}`,
      'y',
      'With the name `y`, line 4 would mean something else: it is in use there.',
    ],
    [
      `${P}a if {\n\ty := 1\n\t[$0x | some x in [y]]\n}`,
      'y',
      'With the name `y`, line 4 would mean something else: it is in use there.',
    ],
    [
      `${P}import input.session as $0s\na if input.b[i]\nb if s.member`,
      'i',
      'With the name `i`, line 3 would mean something else: it is in use there.',
    ],
    [
      `${P}a if { $0x := 1; time.clock(x) }`,
      'time',
      'With the name `time`, line 2 would mean something else: it is in use there.',
    ],
  ])('%s to %s is refused', (source, newName, reason) => {
    expect(rename(source, newName)).toBe(reason);
  });

  it('tells more once the built-ins are known', () => {
    const unknown = { builtins: builtinsNamed() };
    expect(rename(`${P}allow if $0nothing(1)`, 'new', unknown)).toBe('`nothing` is a built-in function of OPA.');
  });
});
