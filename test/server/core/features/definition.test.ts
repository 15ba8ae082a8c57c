import { describe, expect, it } from 'vitest';
import { findDefinitions } from '../../../../server/src/core/features/definition.ts';
import { openPolicy } from '../../../support/openPolicy.ts';
import { readMarked } from '../../../support/marked.ts';

/** From the name at `$0` to what the definition selects and covers, as text. */
function define(source: string): string[] {
  const { text, carets } = readMarked(source);
  const policy = openPolicy(text);
  const { lines } = policy.model;
  return findDefinitions(policy, carets[0] ?? 0).map(({ selection, target }) => {
    const [name, whole] = [lines.spanOf(selection), lines.spanOf(target)];
    expect(whole.from <= name.from && name.to <= whole.to).toBe(true);
    const { line } = lines.positionAt(name.from);
    const shown = text.slice(whole.from, whole.to).split(/\r?\n/)[0] ?? '';
    return `${String(line + 1)} ${text.slice(name.from, name.to)}: ${shown}`;
  });
}

const P = 'package spacelift\n\n';

describe('the definition', () => {
  it.each<[string, string, string[]]>([
    [
      'of a rule: all clauses',
      `${P}h if input.a\nh if input.b\nallow if $0h`,
      ['3 h: h if input.a', '4 h: h if input.b'],
    ],
    ['from the end of its name', `${P}helper if input.a\nallow if helper$0`, ['3 helper: helper if input.a']],
    ['of itself, at the rule', `${P}he$0lper if input.a`, ['3 helper: helper if input.a']],
    ['of a function', `${P}f(x) := x\nallow if $0f(1) == 1`, ['3 f: f(x) := x']],
    ['of an argument', `${P}f(name) if na$0me == "a"`, ['3 name: name']],
    ['of a local in a head', `${P}roles[s$0] contains "r" if some s in {"a"}`, ['3 s: s']],
    ['of a local', `${P}allow if {\n\tx := 1\n\t$0x == 1\n}`, ['4 x: x']],
    ['of a member', `${P}allow if {\n\tsome x in [1]\n\t$0x == 1\n}`, ['4 x: x']],
    ['in a template', `${P}allow if {\n\tx := 1\n\ty := $"a {x$0}"\n}`, ['4 x: x']],
    [
      'of an import',
      'package spacelift\nimport input.session as s\nallow if $0s.member',
      ['2 s: import input.session as s'],
    ],
    [
      'of an import without an alias',
      'package spacelift\nimport input.session\nallow if $0session.member',
      ['2 session: import input.session'],
    ],
    [
      'of a rule through an import',
      'package spacelift\nimport data.spacelift.h as g\nh if input.a\nallow if $0g',
      ['3 h: h if input.a'],
    ],
    ['of a rule by its whole path', `${P}h if input.a\nallow if data.spacelift.$0h`, ['3 h: h if input.a']],
    ['of a rule by a quoted step', `${P}h if input.a\nallow if data.spacelift["$0h"]`, ['3 h: h if input.a']],
    [
      'of the clause that a path leads to',
      `${P}limit.low := 1\nlimit.high := 2\nallow if lim$0it.high == 2`,
      ['4 limit: limit.high := 2'],
    ],
    [
      'of a v0 head once, with all its bodies',
      `${P}h { input.a } { input.b }\nallow { $0h }`,
      ['3 h: h { input.a } { input.b }'],
    ],
    ['of a rule in a broken body', `${P}h if input.a\nallow if {\n\t$0h ==\n`, ['3 h: h if input.a']],
    [
      'under CRLF, a BOM, tabs and an emoji',
      `\uFEFF${P}# 🦀\n\th if input.a\r\n\tallow if "🦀" == $0h\r\n`,
      ['4 h: h if input.a'],
    ],
    ['of a built-in: none', `${P}allow if $0count([]) == 0`, []],
    ['of the input: none', `${P}allow if input.ses$0sion.member`, []],
    ['of text: none', `${P}allow if input.a == "h$0"`, []],
    ['of nothing', '$0', []],
    ['of a wildcard: itself', `${P}allow if input.a[$0_]`, ['3 _: _']],
  ])('%s', (_, source, expected) => {
    expect(define(source)).toEqual(expected);
  });
});
