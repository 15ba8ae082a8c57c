/** What completion offers at the `$0` of a fixture. */
import type { CompletionItem } from 'vscode-languageserver-types';
import { completePolicy } from '../../../../../server/src/core/features/completion/complete.ts';
import { withoutStops } from '../../../../../server/src/core/features/completion/suggestion.ts';
import { LineIndex } from '../../../../../server/src/core/syntax/positions.ts';
import { readMarked } from '../../../../support/marked.ts';
import { demoInventory, openPolicy, type Opening } from '../../../../support/openPolicy.ts';

export interface Asking extends Opening {
  /** The character that asked. */
  trigger?: string;
}

export function complete(fixture: string, { trigger, ...opening }: Asking = {}): readonly CompletionItem[] {
  const { text, carets } = readMarked(fixture);
  const policy = openPolicy(text, { account: demoInventory, ...opening });
  return completePolicy(policy, carets[0] ?? -1, trigger).items;
}

export function labels(fixture: string, asking?: Asking): string[] {
  return complete(fixture, asking).map(({ label }) => label);
}

/** The text after an entry has been taken, by an editor that replaces, and without tab stops. */
export function take(fixture: string, label: string, asking?: Asking): string {
  const item = complete(fixture, asking).find((offered) => offered.label === label);
  const edit = item?.textEdit;
  if (!edit) throw new Error(`${label} is not offered at ${fixture}`);
  const { text } = readMarked(fixture);
  const { from, to } = new LineIndex(text).spanOf('range' in edit ? edit.range : edit.replace);
  return text.slice(0, from) + withoutStops(edit.newText) + text.slice(to);
}
