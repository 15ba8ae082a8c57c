import { describe, expect, it } from 'vitest';
import { listFolds } from '../../../../server/src/core/features/folding.ts';
import { openPolicy } from '../../../support/openPolicy.ts';

/** `first-last kind`, lines from 1. */
function fold(text: string): string[] {
  return listFolds(openPolicy(text)).map(({ startLine, endLine, kind }) =>
    [`${String(startLine + 1)}-${String(endLine + 1)}`, ...(kind === undefined ? [] : [kind])].join(' '),
  );
}

const P = 'package spacelift\n';

describe('folds', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['single lines', `${P}allow if { input.a }\nh := [1, 2]`, []],
    ['a body: its bracket stays', `${P}allow if {\n\tinput.a\n\tinput.b\n}\n`, ['2-4']],
    ['an empty body', `${P}allow if {\n}`, []],
    ['a rule without braces', `${P}allow if\n\tinput.a\n\n`, ['2-3']],
    ['else', `${P}h := 1 if {\n\tinput.a\n} else := 2 if {\n\tinput.b\n}`, ['2-3', '4-5']],
    ['v0 bodies', `${P}allow {\n\tinput.a\n} {\n\tinput.b\n}`, ['2-3', '4-5']],
    [
      'collections inside',
      `${P}allow if {\n\tinput.a in {\n\t\t"a",\n\t\t"b",\n\t}\n\tx := [\n\t\t1,\n\t]\n}`,
      ['2-9', '3-5', '7-8'],
    ],
    ['a collection that closes behind text', `${P}h := [1,\n\t2]`, ['2-3']],
    ['objects and comprehensions', `${P}m := {\n\t"a": {x |\n\t\tsome x in input.b\n\t},\n}`, ['2-5', '3-4']],
    ['a call', `${P}allow if startswith(\n\tinput.a,\n\t"b",\n)`, ['2-4']],
    ['raw text', `${P}h := \`a\nb\nc\``, ['2-4']],
    ['imports', `${P}import rego.v1\n\nimport input.session as s\nh := 1`, ['2-4 imports']],
    ['one import', `${P}import rego.v1\n\nh := 1`, []],
    ['comments', `# a\n# b\n${P}h := 1 # c\n# d\n\n# e\n# f\n# g`, ['1-2 comment', '7-9 comment']],
    ['regions', `${P}# region one\nh := 1\n# two\n# three\n# endregion\ng := 2`, ['2-6 region', '4-5 comment']],
    ['regions without an end', `${P}# endregion\n# region a\nh := 1`, []],
    ['broken text', `${P}allow if {\n\tinput.a ==\n\tinput.b\n\ndeny if {\n\tinput.c\n}`, ['2-4', '6-7']],
    ['CRLF, a BOM and tabs', `\uFEFF${P}\tallow if {\r\n\t\tinput.a\r\n\t}\r\n`, ['2-3']],
  ])('of %s', (_, text, expected) => {
    expect(fold(text)).toEqual(expected);
  });
});
