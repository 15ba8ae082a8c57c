import type { SelectionRange } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import { selectAround } from '../../../../server/src/core/features/selectionRanges.ts';
import { openPolicy } from '../../../support/openPolicy.ts';
import { readMarked } from '../../../support/marked.ts';

/** What is selected, from the inside out, the whole text left out; each has to hold the one before. */
function select(source: string): string[] {
  const { text, carets } = readMarked(source);
  const policy = openPolicy(text);
  const [caret = 0] = carets;
  const selected: string[] = [];
  let size = -1;
  for (let at: SelectionRange | undefined = selectAround(policy, caret); at; at = at.parent) {
    const { from, to } = policy.model.lines.spanOf(at.range);
    expect(from <= caret && caret <= to).toBe(true);
    expect(to - from).toBeGreaterThan(size);
    size = to - from;
    selected.push(text.slice(from, to));
  }
  expect(selected.pop()).toBe(text);
  return selected;
}

const P = 'package spacelift\n';

describe('selections', () => {
  it.each<[string, string, string[]]>([
    [
      'a path',
      `${P}allow if input.ses$0sion.login == "a"`,
      [
        'session',
        'input.session',
        'input.session.login',
        'input.session.login == "a"',
        'allow if input.session.login == "a"',
      ],
    ],
    [
      'text',
      `${P}allow if input.a == "b $0c d"`,
      ['c', 'b c d', '"b c d"', 'input.a == "b c d"', 'allow if input.a == "b c d"'],
    ],
    [
      'a slug',
      `${P}allow if input.a == "space-ad$0min"`,
      ['space-admin', '"space-admin"', 'input.a == "space-admin"', 'allow if input.a == "space-admin"'],
    ],
    ['a body', `${P}allow if {\n\tx$0\n\ty\n}`, ['x', 'x\n\ty', '{\n\tx\n\ty\n}', 'allow if {\n\tx\n\ty\n}']],
    ['a collection', `${P}h := [1, $0{2}]`, ['{2}', '1, {2}', '[1, {2}]', 'h := [1, {2}]']],
    ['arguments', `${P}h := f(1, $02)`, ['2', '1, 2', '(1, 2)', 'f(1, 2)', 'h := f(1, 2)']],
    ['a rule with its comments', `${P}\n# other\n\n# one\n# two\nh :$0= 1\n`, [':=', 'h := 1', '# one\n# two\nh := 1']],
    ['a comment', `${P}# one $0two three\nh := 1`, ['two', '# one two three']],
    ['an import', `${P}import input.se$0ssion as s`, ['session', 'input.session', 'import input.session as s']],
    ['broken text', `${P}allow if {\n\tinput.$0\n`, ['input.', '{\n\tinput.', 'allow if {\n\tinput.']],
    ['CRLF, a BOM and an emoji', `\uFEFF${P}h := "🦀 $0a"\r\n`, ['a', '🦀 a', '"🦀 a"', 'h := "🦀 a"']],
  ])('around %s', (_, source, expected) => {
    expect(select(source)).toEqual(expected);
  });

  it('are there for an empty text', () => {
    const zero = { line: 0, character: 0 };
    expect(selectAround(openPolicy(''), 0)).toEqual({ range: { start: zero, end: zero } });
  });
});
