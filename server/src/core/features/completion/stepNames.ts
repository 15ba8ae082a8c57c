/** What can follow in a path: fields of the input, and keys that the policy itself has. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { PolicyModel } from '../../syntax/model.ts';
import { fieldsBelow } from './inputFields.ts';
import type { Step } from './probe.ts';
import type { Suggestion } from './suggestion.ts';

/** @param step a path's, and which of its segments is asked for */
export function stepNames({ holder, segment }: Step, model: PolicyModel): readonly Suggestion[] {
  const { values } = model;
  const before = values.holdersOf(holder).find((held) => held.segment === segment)?.values ?? [];
  const names = before.flatMap((value) => {
    if (value.kind === 'input') return fieldsBelow(value.path);
    if (value.kind !== 'collection' && value.kind !== 'clause') return [];
    return values.keysOf(value).flatMap((key) => {
      return key.kind === 'constant' && typeof key.value === 'string' ? [ownKey(key.value)] : [];
    });
  });
  const seen = new Set([String(segment.constant)]);
  return names.filter(({ label }) => !seen.has(label) && seen.add(label));
}

function ownKey(name: string): Suggestion {
  return { label: name, kind: CompletionItemKind.Property, insert: name, detail: 'key in this policy' };
}
