import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { splitStatements } from '../../../../server/src/core/syntax/statements.ts';
import { renderClause } from './render.ts';

describe('half-typed text keeps what is around it', () => {
  it.each([
    [
      'a missing operand',
      'allow if {\n\tinput.session.login ==\n\tx := 1\n}',
      ['complete allow {(== (ref input .session .login) ?); (:= x 1)}'],
    ],
    [
      'a missing operand before a declaration',
      'allow if {\n\tx :=\n\tsome y in z\n}',
      ['complete allow {(:= x ?); some y in z}'],
    ],
    [
      'a missing operand before a comparison',
      'allow if {\n\ta.b ==\n\tc.d == 1\n}',
      ['complete allow {(== (ref a .b) ?); (== (ref c .d) 1)}'],
    ],
    ['a missing collection', 'allow if {\n\tsome x in\n\ty in x\n}', ['complete allow {some x in ?; (in y x)}']],
    ['a dot', 'allow if {\n\tinput.session.\n\tx == 1\n}', ['complete allow {(ref input .session .?); (== x 1)}']],
    ['a dot at the end', 'allow if input.', ['complete allow {(ref input .?)}']],
    ['an open bracket', 'roles[', ['set roles has ?']],
    ['nothing after if', 'allow if\n', ['complete allow {}']],
    ['nothing after not', 'allow if {\n\tnot\n}', ['complete allow {not ?}']],
    [
      'an open string',
      'allow if {\n\tinput.session.login == "a\n\tx\n}\n\ndeny if y',
      ['complete allow {(== (ref input .session .login) "a"); x}', 'complete deny {y}'],
    ],
    ['an open body', 'allow if {\n\tx\n\ndeny if {\n\ty\n}', ['complete allow {x}', 'complete deny {y}']],
    ['an open v0 body', 'allow {\n\tx\n\ndeny {\n\ty\n}', ['complete allow {x}', 'complete deny {y}']],
    [
      'an open call',
      'allow if {\n\tstartswith(input.session.login,\n}\n\ndeny if y',
      ['complete allow {(call startswith (ref input .session .login))}', 'complete deny {y}'],
    ],
    ['an open set', 'teams := {\n\t"a",\n\nother := "b"', ['complete teams := (set "a")', 'complete other := "b"']],
    ['a brace too many', 'allow if {\n\tx\n}\n}\n\ndeny if y', ['complete allow {x}', 'complete deny {y}']],
    ['an open assignment', 'allow :=\n\ndeny if y', ['complete allow := ?', 'complete deny {y}']],
    ['an open package', 'package\n\ndeny if y', ['complete deny {y}']],
    ['a word', 'al\n\ndeny if y', ['complete al', 'complete deny {y}']],
  ])('%s', (_, text, expected) => {
    expect(buildModel(text).clauses.map(renderClause)).toEqual(expected);
  });
});

describe('statements', () => {
  const split = (text: string): string[] => {
    const starts = splitStatements(text);
    return starts.map((from, index) => text.slice(from, starts[index + 1]));
  };

  it.each([
    ['one after the other', ['package a\n\n', 'import b\n', 'p := 1\n', 'q if { x }\n']],
    ['bodies without indentation', ['p {\nx\ny := 2\n}\n', 'q { z }']],
    ['what goes on after a line break', ['p := 1 {\n  x\n}\nelse := 2 {\n  y\n}\n', 'q :=\n1']],
    ['all of it indented', ['  package a\n', '  p {\n    x\n  }\n', '  q := 1']],
    ['braces in strings and comments', ['p := "{" # {\n', 'q := `{\nx := 1\n`\n', 'r := $"{f("}")}"\n', 's := 1']],
    ['a path that ends in a keyword', ['import future.keywords.if\n', 'allow if x.contains\n', 'q := 1']],
    ['with CRLF', ['package a\r\n', 'p := {\r\n1,\r\nx}\r\n', 'q := 1']],
  ])('%s', (_, pieces) => {
    expect(split(pieces.join(''))).toEqual(pieces);
  });
});
