import { DocumentHighlightKind } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import { findHighlights } from '../../../../server/src/core/features/highlights.ts';
import { findReferences } from '../../../../server/src/core/features/references.ts';
import { openPolicy } from '../../../support/openPolicy.ts';
import { readMarked } from '../../../support/marked.ts';

const LETTERS = {
  [DocumentHighlightKind.Write]: 'w',
  [DocumentHighlightKind.Read]: 'r',
  [DocumentHighlightKind.Text]: 't',
};

/** The text with `‹w:name›` around every highlight; references have to agree with it. */
function show(source: string): string {
  const { text, carets } = readMarked(source);
  const policy = openPolicy(text);
  const { lines } = policy.model;
  const [caret = 0] = carets;
  const places = findHighlights(policy, caret).map(({ range, kind }) => ({
    ...lines.spanOf(range),
    letter: LETTERS[kind ?? DocumentHighlightKind.Text],
  }));
  const all = findReferences(policy, caret, true).map((range) => lines.spanOf(range).from);
  const read = findReferences(policy, caret, false).map((range) => lines.spanOf(range).from);
  expect(all).toEqual(places.map(({ from }) => from));
  expect(read).toEqual(places.filter(({ letter }) => letter !== 'w').map(({ from }) => from));
  let shown = text;
  for (const { from, to, letter } of places.reverse()) {
    shown = `${shown.slice(0, from)}‹${letter}:${shown.slice(from, to)}›${shown.slice(to)}`;
  }
  return shown;
}

describe('highlights and references', () => {
  it.each([
    ['a rule', 'h if input.a\nh if input.b\nallow if $0h', '‹w:h› if input.a\n‹w:h› if input.b\nallow if ‹r:h›'],
    ['an argument, per clause', 'f(x) if x\nf(x) if $0x', 'f(x) if x\nf(‹w:x›) if ‹r:x›'],
    [
      'a local in a head and a comprehension',
      'roles[s] contains r if {\n\tsome s in $0xs\n\tr := [y | y := s]\n\txs\n}',
      'roles[s] contains r if {\n\tsome s in ‹w:xs›\n\tr := [y | y := s]\n\t‹r:xs›\n}',
    ],
    [
      'shadowed',
      'allow if {\n\tx := 1\n\t[x | x := 2] == [$0x]\n}',
      'allow if {\n\t‹w:x› := 1\n\t[x | x := 2] == [‹r:x›]\n}',
    ],
    [
      'in templates',
      'allow if {\n\tx := 1\n\t$"{$0x} {x}" == "1 1"\n}',
      'allow if {\n\t‹w:x› := 1\n\t$"{‹r:x›} {‹r:x›}" == "1 1"\n}',
    ],
    [
      'a v0 head with two bodies',
      'h { input.a } { input.b }\nallow { $0h }',
      '‹w:h› { input.a } { input.b }\nallow { ‹r:h› }',
    ],
    [
      'an import',
      'import input.session as s\nallow if $0s.member',
      'import input.session as ‹w:s›\nallow if ‹r:s›.member',
    ],
    [
      'a rule through data and an alias',
      'package spacelift\nimport data.spacelift.h as g\n$0h := 1\na := data.spacelift["h"]\nb := g',
      'package spacelift\nimport data.spacelift.‹r:h› as g\n‹w:h› := 1\na := data.spacelift["‹r:h›"]\nb := ‹r:g›',
    ],
    [
      'a field of the input, through a local and an import, and replaced',
      'import input.session as s\na if input.session.$0login == "a"\nb if s.login == "b"\nc if {\n\tt := input.session\n\tt["login"] == "c"\n}\nd if a with input.session.login as "x"',
      'import input.session as s\na if input.session.‹r:login› == "a"\nb if s.‹r:login› == "b"\nc if {\n\tt := input.session\n\tt["‹r:login›"] == "c"\n}\nd if a with input.session.‹w:login› as "x"',
    ],
    [
      'a part of the input that an import names',
      'import input.session as s\na if input.$0session.member\nb if s.member',
      'import input.‹r:session› as s\na if input.‹r:session›.member\nb if ‹r:s›.member',
    ],
    ['the input', 'a if $0input.x\nb if input.y', 'a if ‹r:input›.x\nb if ‹r:input›.y'],
    [
      'a field of any member',
      'a if input.spaces[_].$0id == "a"\nb if input.spaces[0].id == "b"\nc if input.roles[_].id == "c"',
      'a if input.spaces[_].‹r:id› == "a"\nb if input.spaces[0].‹r:id› == "b"\nc if input.roles[_].id == "c"',
    ],
    ['a built-in', 'a := co$0unt([])\nb := count({1})', 'a := ‹r:count›([])\nb := ‹r:count›({1})'],
    [
      'a built-in with a namespace',
      'a := time.cl$0ock(1)\nb := time.clock(2)',
      'a := ‹r:time.clock›(1)\nb := ‹r:time.clock›(2)',
    ],
    [
      'a constant',
      'roles["s"] contains "$0r" if input.a == "s"\nroles["t"] contains `r`',
      'roles["s"] contains "‹t:r›" if input.a == "s"\nroles["t"] contains `‹t:r›`',
    ],
    [
      'a constant of a head',
      'roles["$0s"] contains "r" if input.a == "s"',
      'roles["‹t:s›"] contains "r" if input.a == "‹t:s›"',
    ],
    ['a wildcard alone', 'a if input.x[_][$0_]', 'a if input.x[_][‹w:_›]'],
    ['text without an end', 'a if input.x == "ab$0c\n', 'a if input.x == "‹t:abc›\n'],
    ['a keyword: nothing', 'a $0if input.x', 'a if input.x'],
    ['empty', '$0', ''],
    [
      'under CRLF and an emoji',
      '\uFEFFa := "🦀" ; h := 1\r\n\tb := $0c\r\nc := "🦀"\r\n',
      '\uFEFFa := "🦀" ; h := 1\r\n\tb := ‹r:c›\r\n‹w:c› := "🦀"\r\n',
    ],
  ])('of %s', (_, source, expected) => {
    expect(show(source)).toBe(expected);
  });
});
