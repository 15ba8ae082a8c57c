/** Colours agree with the tree: where comments, strings, numbers and keywords are. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildModel } from '../../server/src/core/syntax/buildModel.ts';
import { readConformanceModules } from '../server/core/syntax/conformanceCases.ts';
import { loadGrammar, type TokenizedLine } from './tokenize.ts';

type Kind = 'comment' | 'string' | 'number' | 'keyword' | 'constant' | undefined;

let tokenize: (text: string) => TokenizedLine[];
beforeAll(async () => {
  tokenize = await loadGrammar();
});

const NODES: Readonly<Record<string, Kind>> = {
  Comment: 'comment',
  String: 'string',
  RawString: 'string',
  Template: 'string',
  RawTemplate: 'string',
  Interpolation: undefined,
  Number: 'number',
  Keyword: 'keyword',
  Default: 'keyword',
  If: 'keyword',
  Not: 'keyword',
  And: 'keyword',
  Or: 'keyword',
  Null: 'constant',
  Boolean: 'constant',
};

/** Of each character, as the tree has it. */
function kindsOfTree(text: string): Kind[] {
  const kinds = new Array<Kind>(text.length).fill(undefined);
  buildModel(text).parsed.tree.iterate({
    enter: ({ name, from, to }) => {
      if (name in NODES) kinds.fill(NODES[name], from, to);
    },
  });
  return kinds;
}

function kindsOfColours(text: string): Kind[] {
  return tokenize(text).flatMap(({ line, tokens }) => {
    const kinds = new Array<Kind>(line.length + 1).fill(undefined);
    for (const { from, to, scopes } of tokens) kinds.fill(kindOf(scopes), from, to);
    return kinds;
  });
}

const SCOPES: readonly [RegExp, Kind][] = [
  [/^comment\b/, 'comment'],
  [/^string\b/, 'string'],
  [/^meta\.interpolation\b/, undefined],
  [/^constant\.numeric\b/, 'number'],
  [/^keyword\.(?:control|operator\.word)\b/, 'keyword'],
  [/^constant\.language\b/, 'constant'],
];

/** The innermost of those that count. */
function kindOf(scopes: readonly string[]): Kind {
  for (const scope of [...scopes].reverse()) {
    const found = SCOPES.find(([pattern]) => pattern.test(scope));
    if (found) return found[1];
  }
  return undefined;
}

/** The words in which they differ, and how. Blanks and the ends of lines have no colour. */
function differences(text: string): string[] {
  const [tree, colours] = [kindsOfTree(text), kindsOfColours(text)];
  return [...text.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
    const ours = tree.slice(index, index + word.length);
    const at = ours.findIndex((kind, offset) => kind !== colours[index + offset]);
    if (at < 0) return [];
    return [`${word}: ${ours[at] ?? 'plain'} in the tree, ${colours[index + at] ?? 'plain'} in colour`];
  });
}

const root = path.resolve(import.meta.dirname, '../..');
const examples = fs
  .readdirSync(path.join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.rego'))
  .map((file) => `examples/${file}`);

/** A word that is a keyword elsewhere, as a name: only a parser can tell, and nobody writes so. */
const NAMES: readonly RegExp[] = [
  /fixtures\/v0\.rego: if: /,
  /'in' can still be used as variable #0: in: /,
  /import is per module #1: or: /,
];

function unexpected(name: string, text: string): string[] {
  const found = differences(text).map((difference) => `${name}: ${difference}`);
  return found.filter((difference) => !NAMES.some((pattern) => pattern.test(difference)));
}

it.each([...examples, 'test/syntaxes/fixtures/v0.rego', 'test/syntaxes/fixtures/v1.rego'])('%s', (file) => {
  expect(unexpected(file, fs.readFileSync(path.join(root, file), 'utf8'))).toEqual([]);
});

it("every eighth policy of OPA's conformance cases, and all with template strings", () => {
  const modules = readConformanceModules().filter(({ text }, index) => index % 8 === 0 || /\$["`]/.test(text));
  expect(modules.length).toBeGreaterThan(400);
  expect(modules.some(({ text }) => text.includes('$"'))).toBe(true);
  expect(modules.flatMap(({ name, text }) => unexpected(name, text))).toEqual([]);
});
