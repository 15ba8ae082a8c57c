/** The grammar, run as VS Code runs it. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate, { type StateStack } from 'vscode-textmate';

const { createOnigScanner, createOnigString, loadWASM } = oniguruma;
const { INITIAL, parseRawGrammar, Registry } = textmate;

const SCOPE = 'source.rego';
const file = path.resolve(import.meta.dirname, '../../syntaxes/rego.tmLanguage.json');

export interface Token {
  /** Zero-based, in the line. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** The outermost first; without that of the whole, and without the ending that all have. */
  readonly scopes: readonly string[];
}

export interface TokenizedLine {
  readonly line: string;
  /** All of the line, blanks too. */
  readonly tokens: readonly Token[];
}

/** @returns what splits a text into lines and tokens */
export async function loadGrammar(): Promise<(text: string) => TokenizedLine[]> {
  await loadWASM(fs.readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(fs.readFileSync(file, 'utf8'), file)),
  });
  const grammar = await registry.loadGrammar(SCOPE);
  if (grammar === null) throw new Error('the grammar is not there');
  return (text) => {
    let state: StateStack = INITIAL;
    return text.split('\n').map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      const described = tokens.map(({ startIndex: from, endIndex: to, scopes }) => ({
        from,
        to: Math.min(to, line.length),
        text: line.slice(from, to),
        scopes: scopes.slice(1).map((scope) => scope.replace(/\.rego$/, '')),
      }));
      return { line, tokens: described };
    });
  };
}
