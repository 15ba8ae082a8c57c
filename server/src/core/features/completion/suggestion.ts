/** What completion offers, before it is known where it goes. */
import type { CompletionItemKind } from 'vscode-languageserver-types';

/** What the documentation of an offer is looked up by, when it is asked for. */
export type Documented =
  | { readonly of: 'role' | 'space' | 'key' | 'team' | 'rule' | 'builtin' | 'pattern'; readonly name: string }
  | { readonly of: 'field'; readonly path: readonly string[] };

export interface Suggestion {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is written; quotes and escapes not included for the content of a string. */
  readonly insert: string;
  /** `insert` has tab stops. */
  readonly isSnippet?: boolean;
  /** Beside the label. */
  readonly description?: string;
  /** What it is, in a few words. */
  readonly detail?: string;
  /** What typing is compared with, where that is more than the label. */
  readonly filter?: string;
  /** Works no more, or should not be used any more. */
  readonly isDeprecated?: boolean;
  readonly documented?: Documented;
}

/** Text that means itself in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`);
}

/** What a snippet says, for an editor that has none: its tab stops filled with what they propose. */
export function withoutStops(snippet: string): string {
  return snippet
    .replaceAll(/\$(?:\d+|\{\d+(?::((?:[^\\}]|\\.)*))?\})/g, (_, proposed: string | undefined) => proposed ?? '')
    .replaceAll(/\\([\\$}])/g, '$1');
}
