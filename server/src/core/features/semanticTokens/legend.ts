/**
 * The kinds of semantic tokens. Types are LSP's own, so that every theme has colours for them:
 *
 * | type | what |
 * |---|---|
 * | `interface` | a rule that Spacelift reads: `allow`, `roles` |
 * | `function` | a function; of OPA with `defaultLibrary` |
 * | `variable` | a local; with `readonly` another rule, with `readonly` and `defaultLibrary` `input` and `data` |
 * | `parameter` | an argument of a function |
 * | `property` | a field of the input, and any other step after a dot |
 * | `namespace` | the package, an import's name, what stands before the last dot of a built-in |
 * | `enumMember` | the text that names a role, space, API key or team of the account, in its quotes |
 * | `string` | such a text that names none |
 *
 * | modifier | what |
 * |---|---|
 * | `declaration` | where it is introduced |
 * | `readonly` | see `variable` |
 * | `defaultLibrary` | of OPA or Spacelift |
 * | `deprecated` | a rule, built-in or field of that kind; an API key that can't log in any more |
 * | `known` | our own: the account has it |
 * | `unknown` | our own: the account, of which all is known, does not have it |
 */
export const TOKEN_TYPES = [
  'interface',
  'function',
  'variable',
  'parameter',
  'property',
  'namespace',
  'enumMember',
  'string',
] as const;

export const TOKEN_MODIFIERS = ['declaration', 'readonly', 'defaultLibrary', 'deprecated', 'known', 'unknown'] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

/** What a token is, wherever it stands. */
export interface TokenKind {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

export function kindOf(type: TokenType, ...modifiers: TokenModifier[]): TokenKind {
  return { type, modifiers };
}
