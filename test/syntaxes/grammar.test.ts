/** What the TextMate grammar makes of Rego, line by line. Written anew by `npx vitest run test/syntaxes --update`. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import textmate, { type IGrammar, type StateStack } from 'vscode-textmate';
import { startEngine } from '../support/engine.ts';

const { INITIAL, parseRawGrammar, Registry } = textmate;
const root = path.resolve(import.meta.dirname, '../..');
const fixtures = path.join(import.meta.dirname, 'fixtures');
const SCOPE = 'source.rego';
let grammar: IGrammar;

beforeAll(async () => {
  const require = createRequire(import.meta.url);
  await loadWASM({ data: fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')) });
  const file = path.join(root, 'syntaxes/rego.tmLanguage.json');
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(fs.readFileSync(file, 'utf8'), file)),
  });
  const loaded = await registry.loadGrammar(SCOPE);
  if (loaded === null) throw new Error('the grammar is not there');
  grammar = loaded;
});

interface Token {
  readonly text: string;
  readonly scopes: string;
}

/** The tokens of each line, without blanks, and without the ending that all scopes have. */
function tokenize(text: string): { line: string; tokens: Token[] }[] {
  let state: StateStack = INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    const described = tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes
        .slice(1)
        .map((scope) => scope.replace(/\.rego$/, ''))
        .join(' '),
    }));
    return { line, tokens: described.filter(({ text }) => text.trim() !== '') };
  });
}

function scopesOf(text: string, word: string): string | undefined {
  return tokenize(text)
    .flatMap(({ tokens }) => tokens)
    .find((token) => token.text === word)?.scopes;
}

describe('the grammar', () => {
  it.each(['v0', 'v1', 'broken'])('colours %s', async (name) => {
    const lines = tokenize(fs.readFileSync(path.join(fixtures, `${name}.rego`), 'utf8'));
    const text = lines.flatMap(({ line, tokens }) => [
      `>${line}`,
      ...tokens.map((token) => ` ${token.text.padEnd(24)} ${token.scopes}`),
    ]);
    await expect(`${text.join('\n')}\n`).toMatchFileSnapshot(`snapshots/${name}.txt`);
  });

  it.each([
    ['x := contains(a, b)', 'contains', 'support.function.builtin'],
    ['x contains y', 'contains', 'keyword.control'],
    ['x if y.if', 'if', 'keyword.control.conditional'],
    ['a := input.if', 'if', 'variable.other.property'],
    ['a := "b" # "c"', ' "c"', 'comment.line.number-sign'],
    ['a := my.own.helper(1)', 'my.own.helper', 'entity.name.function.call'],
    ['input.x', 'input', 'variable.language'],
    ['else := 1', 'else', 'keyword.control.conditional'],
    ['ifs := 1', 'ifs', 'entity.name.function'],
    ['\uFEFFallow := 1', 'allow', 'entity.name.function'],
  ])('in %j, %j is %s', (text, word, scopes) => {
    expect(scopesOf(text, word)).toBe(scopes);
  });
});

describe('built-ins', () => {
  const engine = startEngine();
  afterAll(() => engine.dispose());

  it('are known, all that the engine has', async () => {
    const { builtins } = await engine.ask({ op: 'capabilities' });
    const callable = builtins
      .filter(({ infix }) => infix === undefined)
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('internal.'));
    expect(callable.length).toBeGreaterThan(150);
    expect(callable.filter((name) => scopesOf(`x := ${name}(1)`, name) !== 'support.function.builtin')).toEqual([]);
  });
});
