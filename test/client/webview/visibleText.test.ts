import { expect, it } from 'vitest';
import { visibleText } from '../../../client/webview/model/visibleText.ts';

it.each([
  ['deploy\u202etxt', String.raw`deploy\u202etxt`],
  ['a\u0000b\u200fc', String.raw`a\u0000b\u200fc`],
  ['a\u{e0041}', String.raw`a\udb40\udc41`],
  ['of two\n\tlines', 'of two\n\tlines'],
  ['👩\u200d💻, می\u200cخواهم, é', '👩\u200d💻, می\u200cخواهم, é'],
])('%j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});
