/** Offers as LSP has them. */
import {
  CompletionItemTag,
  InsertTextFormat,
  type CompletionItem,
  type InsertReplaceEdit,
  type TextEdit,
} from 'vscode-languageserver-types';
import type { PolicyModel, Span } from '../../syntax/model.ts';
import type { LineIndex } from '../../syntax/positions.ts';
import type { Suggestion } from './suggestion.ts';

/** Suggestions for one stretch of the text. */
export interface Offer {
  readonly suggestions: readonly Suggestion[];
  /** What is replaced: of a string always all; of a word, where the editor inserts, the part before the caret. */
  readonly span: Span;
  /** Into what: the content of a string, a string of its own, or as it is. */
  readonly as: '"' | '`' | 'quoted' | 'code';
  /** The string has no closing quote yet. */
  readonly isOpen?: boolean;
}

export interface Completion {
  readonly items: readonly CompletionItem[];
  /** There is more than is worth sending: to be asked again when more is typed. */
  readonly isIncomplete: boolean;
}

/** More are not looked at by anybody. */
const SHOWN = 200;

export function makeItems(offers: readonly Offer[], offset: number, model: PolicyModel): Completion {
  const writer = new ItemWriter(model, offset);
  const items: CompletionItem[] = [];
  let left = 0;
  for (const offer of offers) {
    const typed = model.text.slice(offer.span.from, offset);
    const most = Math.max(0, SHOWN - items.length);
    const fitting = offer.suggestions.length > SHOWN ? filter(offer.suggestions, typed, most) : offer.suggestions;
    const shown = fitting.slice(0, most);
    left += offer.suggestions.length - shown.length;
    for (const suggestion of shown) {
      const item = writer.write(suggestion, offer, items.length);
      if (item) items.push(item);
    }
  }
  return { items, isIncomplete: left > 0 };
}

/** Those that have what is typed, then those that have its characters in their order; at least as many as are shown. */
function filter(suggestions: readonly Suggestion[], typed: string, most: number): readonly Suggestion[] {
  const wanted = typed.toLowerCase();
  if (wanted === '') return suggestions;
  const [whole, scattered]: [Suggestion[], Suggestion[]] = [[], []];
  for (const suggestion of suggestions) {
    if (whole.length >= most) break;
    const text = (suggestion.filter ?? suggestion.label).toLowerCase();
    if (text.includes(wanted)) whole.push(suggestion);
    else if (hasInOrder(text, wanted)) scattered.push(suggestion);
  }
  return [...whole, ...scattered];
}

function hasInOrder(text: string, wanted: string): boolean {
  let at = -1;
  for (const character of wanted) {
    at = text.indexOf(character, at + 1);
    if (at < 0) return false;
  }
  return true;
}

class ItemWriter {
  readonly #lines: LineIndex;
  readonly #offset: number;
  readonly #ranges = new Map<Offer, Omit<InsertReplaceEdit, 'newText'>>();

  constructor({ lines }: PolicyModel, offset: number) {
    this.#lines = lines;
    this.#offset = offset;
  }

  /** Undefined where the text can't be written there. */
  write(suggestion: Suggestion, offer: Offer, index: number): CompletionItem | undefined {
    const { label, kind, filter: filterText, documented, isDeprecated } = suggestion;
    const newText = writeText(suggestion, offer);
    if (newText === undefined) return undefined;
    return {
      label,
      kind,
      sortText: String(index).padStart(4, '0'),
      textEdit: this.#edit(newText, offer),
      ...(suggestion.description !== undefined && { labelDetails: { description: suggestion.description } }),
      ...(suggestion.detail !== undefined && { detail: suggestion.detail }),
      ...(filterText !== undefined && { filterText }),
      ...(suggestion.isSnippet && offer.as === 'code' && { insertTextFormat: InsertTextFormat.Snippet }),
      ...(isDeprecated && { tags: [CompletionItemTag.Deprecated] }),
      ...(documented && { data: documented }),
    };
  }

  #edit(newText: string, offer: Offer): TextEdit | InsertReplaceEdit {
    const ranges = this.#ranges.get(offer) ?? this.#rangesOf(offer);
    this.#ranges.set(offer, ranges);
    const { insert, replace } = ranges;
    const isOne = insert.end.character === replace.end.character;
    return isOne ? { range: replace, newText } : { insert, replace, newText };
  }

  #rangesOf({ span, as }: Offer): Omit<InsertReplaceEdit, 'newText'> {
    const replace = this.#lines.rangeOf(span);
    const isWord = as === 'code' || as === 'quoted';
    return { replace, insert: isWord ? this.#lines.rangeOf({ from: span.from, to: this.#offset }) : replace };
  }
}

function writeText({ insert }: Suggestion, { as, isOpen = false }: Offer): string | undefined {
  if (as === 'code') return insert;
  if (as === 'quoted') return JSON.stringify(insert);
  if (as === '`') return insert.includes('`') ? undefined : insert + (isOpen ? '`' : '');
  return JSON.stringify(insert).slice(1, -1) + (isOpen ? '"' : '');
}
