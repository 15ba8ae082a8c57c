/** Places that lead to pages: addresses in comments, and the rules that a comment ignores. */
import type { DocumentLink } from 'vscode-languageserver-types';
import { readIgnoreComments } from '../rules/ignoreComments.ts';
import type { Comment, PolicyModel } from '../syntax/model.ts';
import type { OpenPolicy } from './openPolicy.ts';

/**
 * In the order of the text.
 * @param pageOf the page of one of our rules
 */
export function listLinks({ model }: OpenPolicy, pageOf: (rule: string) => string | undefined): DocumentLink[] {
  const addresses = model.comments.flatMap((comment) => linksIn(comment, model));
  const rules = readIgnoreComments(model).flatMap(({ names }) =>
    names.flatMap(({ id, at }): DocumentLink[] => {
      const target = pageOf(id);
      return target === undefined ? [] : [{ range: model.lines.rangeOf(at), target, tooltip: `What ${id} tells` }];
    }),
  );
  return [...addresses, ...rules].sort((a, b) => compare(a.range.start, b.range.start));
}

const ADDRESS = /https?:\/\/[^\s<>"`]+/g;

function linksIn({ from, text }: Comment, { lines }: PolicyModel): DocumentLink[] {
  return [...text.matchAll(ADDRESS)].flatMap(({ 0: written, index }) => {
    const target = withoutPunctuation(written);
    const start = from + 1 + index;
    return URL.canParse(target) ? [{ range: lines.rangeOf({ from: start, to: start + target.length }), target }] : [];
  });
}

/** What follows an address in a sentence, and brackets that were opened before it. */
function withoutPunctuation(written: string): string {
  let address = written.replace(/[.,;:!?'*]+$/, '');
  while (/[)\]}]$/.test(address) && isUnopened(address)) address = address.slice(0, -1).replace(/[.,;:!?'*]+$/, '');
  return address;
}

function isUnopened(address: string): boolean {
  const closer = address.slice(-1);
  const opener = '([{'.charAt(')]}'.indexOf(closer));
  return address.split(closer).length > address.split(opener).length;
}

function compare(a: DocumentLink['range']['start'], b: DocumentLink['range']['start']): number {
  return a.line - b.line || a.character - b.character;
}
