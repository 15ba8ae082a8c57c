import { expect, test } from 'vitest';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { commentLinesAbove } from '../../../../server/src/core/syntax/comments.ts';
import { readMarked } from '../../../support/marked.ts';

test.each<[string, string, string[]]>([
  ['one line', '# a\n$0x := 1', ['a']],
  ['several lines', '# a\n#  b\n#\n# c\n$0x := 1', ['a', ' b', '', 'c']],
  ['with CRLF', '# a\r\n# b\r\n$0x := 1', ['a', 'b']],
  ['behind a BOM', '\uFEFF# a\n$0x := 1', ['a']],
  ['not across an empty line', '# a\n\n$0x := 1', []],
  ['not those of another line of code', 'y := 1 # a\n$0x := 1', []],
  ['not across code', '# a\ny := 1\n$0x := 1', []],
  ['not its own', '$0x := 1 # a', []],
])('the comments above: %s', (_, source, expected) => {
  const { text, carets } = readMarked(source);
  expect(commentLinesAbove(carets[0] ?? 0, buildModel(text))).toEqual(expected);
});
