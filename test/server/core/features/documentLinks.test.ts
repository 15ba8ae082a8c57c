import { describe, expect, it } from 'vitest';
import { listLinks } from '../../../../server/src/core/features/documentLinks.ts';
import { openPolicy } from '../../../support/openPolicy.ts';

const pageOf = (rule: string) => (rule.startsWith('SL') ? `page:${rule}` : undefined);

/** What is underlined, and where it leads if that is another text. */
function links(text: string): string[] {
  const policy = openPolicy(text);
  return listLinks(policy, pageOf).map(({ range, target = '' }) => {
    const { from, to } = policy.model.lines.spanOf(range);
    const shown = text.slice(from, to);
    return shown === target ? shown : `${shown} → ${target}`;
  });
}

describe('links', () => {
  it.each<[string, string, string[]]>([
    ['an address', '# see https://example.com/a#b?c=d for it', ['https://example.com/a#b?c=d']],
    ['one at the end of a sentence', 'h := 1 # (http://example.com/a).', ['http://example.com/a']],
    [
      'brackets of its own',
      '# https://example.com/a_(b), [x](https://example.com/c)',
      ['https://example.com/a_(b)', 'https://example.com/c'],
    ],
    ['several', '# <https://a.example> "https://b.example"', ['https://a.example', 'https://b.example']],
    [
      'rules that are ignored',
      '# spacelift: ignore SL024 sl008 rego_type_error why https://a.example',
      ['SL024 → page:SL024', 'sl008 → page:SL008', 'https://a.example'],
    ],
    ['no address', '# https:// and https://[ and ftp://a', []],
    ['text of the policy', 'h := "https://a.example"', []],
    ['CRLF, a BOM and an emoji', '\uFEFF# 🦀 https://a.example\r\n', ['https://a.example']],
    ['nothing', '', []],
  ])('of %s', (_, text, expected) => {
    expect(links(text)).toEqual(expected);
  });
});
