/** What the TextMate grammar makes of Rego, line by line. Written anew by `npx vitest run test/syntaxes --update`. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../support/engine.ts';
import { loadGrammar, type Token } from './tokenize.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');
let split: Awaited<ReturnType<typeof loadGrammar>>;

beforeAll(async () => {
  split = await loadGrammar();
});

/** The tokens of each line, without blanks. */
function tokenize(text: string): { line: string; tokens: Token[] }[] {
  return split(text).map(({ line, tokens }) => ({ line, tokens: tokens.filter((token) => token.text.trim() !== '') }));
}

function scopesOf(text: string, word: string): string | undefined {
  return tokenize(text)
    .flatMap(({ tokens }) => tokens)
    .find((token) => token.text === word)
    ?.scopes.join(' ');
}

describe('the grammar', () => {
  it.each(['v0', 'v1', 'broken'])('colours %s', async (name) => {
    const lines = tokenize(fs.readFileSync(path.join(fixtures, `${name}.rego`), 'utf8'));
    const text = lines.flatMap(({ line, tokens }) => [
      `>${line}`,
      ...tokens.map((token) => ` ${token.text.padEnd(24)} ${token.scopes.join(' ')}`),
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
