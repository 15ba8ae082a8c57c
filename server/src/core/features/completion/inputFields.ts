/** Fields of the login input, by the schema. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { nodeAt, type InputPath } from '../../policy/inputPath.ts';
import { INPUT, type InputNode } from '../../policy/loginContract.ts';
import type { Suggestion } from './suggestion.ts';

/** What is directly below a path: none below strings, numbers and lists. */
export function fieldsBelow(path: InputPath): readonly Suggestion[] {
  const node = path.length === 0 ? INPUT : nodeAt(path);
  const names = path.map((step) => (typeof step === 'string' ? step : '_'));
  return Object.entries(node?.properties ?? {}).map(([name, field]) => suggestField(name, [...names, name], field));
}

/** `input.session.login` and the others that a policy asks for most, to be found by any part of their names. */
export const WHOLE_FIELDS: readonly Suggestion[] = ['session', 'request', 'spaces', 'roles'].flatMap((first) => {
  const node = INPUT.properties?.[first];
  if (!node) return [];
  const whole = suggestField(`input.${first}`, [first], node);
  const below = Object.entries(node.properties ?? {}).map(([name, field]) =>
    suggestField(`input.${first}.${name}`, [first, name], field),
  );
  return below.length > 0 ? below : [whole];
});

export const INPUT_ITSELF: Suggestion = {
  label: 'input',
  kind: CompletionItemKind.Struct,
  insert: 'input',
  detail: 'what Spacelift tells of the login',
  documented: { of: 'field', path: [] },
};

function suggestField(label: string, path: readonly string[], node: InputNode): Suggestion {
  return {
    label,
    kind: node.type === 'object' || node.type === 'array' ? CompletionItemKind.Struct : CompletionItemKind.Field,
    insert: label,
    detail: typeOf(node),
    documented: { of: 'field', path },
  };
}

function typeOf({ type, items }: InputNode): string {
  if (type !== 'array') return type ?? 'any type';
  return items?.type === undefined ? 'list' : `list of ${items.type}s`;
}
