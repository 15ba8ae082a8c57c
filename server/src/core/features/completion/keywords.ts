/** Keywords, where they fit and where the policy's Rego has them. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { RegoVersion } from '../../../protocol/engine.ts';
import type { PolicyModel } from '../../syntax/model.ts';
import type { Suggestion } from './suggestion.ts';
import type { Words } from './words.ts';

function keyword(word: string, insert = word, detail = 'keyword'): Suggestion {
  const isSnippet = insert.includes('$');
  return { label: word, kind: CompletionItemKind.Keyword, insert, isSnippet, detail };
}

/** At the top of a file: what has to come first, where it is not there. */
export function packageLine(model: PolicyModel): readonly Suggestion[] {
  if (model.package) return [];
  const line = keyword('package spacelift', 'package spacelift\n', 'the package that Spacelift reads');
  return [{ ...line, kind: CompletionItemKind.Module }];
}

export const PACKAGE_NAME: readonly Suggestion[] = [
  {
    label: 'spacelift',
    kind: CompletionItemKind.Module,
    insert: 'spacelift',
    detail: 'the package that Spacelift reads',
  },
];

export const STATEMENT_KEYWORDS: readonly Suggestion[] = [keyword('import'), keyword('default')];

/** Behind `import`, and below what is written of its path. */
export function importPaths(names: readonly string[], engine: RegoVersion): readonly Suggestion[] {
  const [root, second] = names;
  const futures = ['in', 'if', 'contains', 'every'];
  if (root === undefined) {
    const keywords = engine === 'v0' ? futures.map((word) => `future.keywords.${word}`) : [];
    return ['input', ...keywords, 'rego.v1'].map((path) => suggestPath(path));
  }
  if (root === 'rego') return [suggestPath('v1')];
  if (root === 'future') return second === undefined ? [suggestPath('keywords')] : futures.map(suggestPath);
  return [];
}

function suggestPath(path: string): Suggestion {
  return { label: path, kind: CompletionItemKind.Module, insert: path, detail: 'import' };
}

/** Behind a rule's head. */
export function headKeywords(words: Words, isBare: boolean): readonly Suggestion[] {
  return [...(words.if ? [keyword('if')] : []), ...(words.contains && isBare ? [keyword('contains')] : [])];
}

export const ELSE: readonly Suggestion[] = [keyword('else')];
export const AS: readonly Suggestion[] = [keyword('as')];

export function operatorKeywords(words: Words): readonly Suggestion[] {
  return [...(words.in ? [keyword('in')] : []), keyword('with')];
}

/** Behind `some x`. */
export function someKeywords(words: Words): readonly Suggestion[] {
  return words.in ? [keyword('in')] : [];
}

/** Where a condition starts. */
export function expressionKeywords(words: Words): readonly Suggestion[] {
  const some = words.in ? keyword('some', 'some ${1:x} in ${0:input.session.teams}') : keyword('some');
  const every = words.every ? [keyword('every', 'every ${1:x} in ${2:input.session.teams} {\n\t$0\n}')] : [];
  return [keyword('not'), some, ...every];
}

export const CONSTANTS: readonly Suggestion[] = [keyword('true'), keyword('false'), keyword('null')];
