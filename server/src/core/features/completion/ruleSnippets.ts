/** The rules that Spacelift reads, as they are written in the policy's Rego. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { LOGIN_RULES, type LoginRule } from '../../policy/loginContract.ts';
import type { Suggestion } from './suggestion.ts';
import { writeMember, writeRule, type Words } from './words.ts';

/** The deprecated ones last. */
export function loginRuleSnippets(words: Words): readonly Suggestion[] {
  const order = [
    ...LOGIN_RULES.filter(({ deprecated }) => !deprecated),
    ...LOGIN_RULES.filter((rule) => rule.deprecated),
  ];
  return order.map((rule) => ({ ...loginRule(rule), insert: writeClause(rule, words), isSnippet: true }));
}

/** Their names alone, where more is there already. */
export function loginRuleNames(): readonly Suggestion[] {
  return LOGIN_RULES.map(loginRule);
}

function loginRule({ name, deprecated, type }: LoginRule): Suggestion {
  return {
    label: name,
    kind: CompletionItemKind.Event,
    insert: name,
    detail: deprecated
      ? `read by Spacelift, deprecated: use ${deprecated.instead}`
      : `read by Spacelift, ${SHAPES[type]}`,
    isDeprecated: deprecated !== undefined,
    documented: { of: 'rule', name },
  };
}

const SHAPES = { boolean: 'true or false', set: 'a set', map: 'roles by space' } as const;

function writeClause({ name, type }: LoginRule, words: Words): string {
  return writeRule(writeHead(name, type, words), ['$0'], words);
}

function writeHead(name: string, type: LoginRule['type'], words: Words): string {
  if (type === 'boolean') return name;
  if (type === 'map') return writeMember(`${name}["\${1:root}"]`, '"${2:space-reader}"', words);
  return writeMember(name, name.startsWith('space_') ? '"${1:root}"' : '"${1}"', words);
}
