/** Policies that are empty, broken or half-typed, in every writing: nothing fails, and what can be told is told. */
import type { CompletionList, DocumentSymbol, Location, TextEdit } from 'vscode-languageserver-protocol';
import { ResponseError } from 'vscode-languageserver-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../../support/engine.ts';
import type { TestClient } from '../../../support/lspClient.ts';
import { KINDS, type Kind } from './kinds.ts';
import { OpenDocument } from './openDocument.ts';
import { CLEAN, type Version } from './policies.ts';
import { connectToDemo } from './session.ts';

const engine = startEngine();
let client: TestClient;
beforeAll(async () => {
  client = await connectToDemo(engine);
});
afterAll(async () => {
  expect(client.logged).toEqual([]);
  expect(client.messages).toEqual([]);
  await client.end();
});

const WRITINGS: readonly Kind[] = [{ name: 'plain' }, ...KINDS];
const HEAD = '# Half-typed ~.\npackage spacelift\n\non_call if input.session.name == "~"\n\n';
const TAIL = '\n\ndeny if not on_call\n';

/** What is offered at `|`, among others. */
const TYPED: readonly [name: string, typed: string, offered: string][] = [
  ['a field', 'allow if { input.session.name != "~"; input.session.|', 'login'],
  ['a field of a request', 'allow if input.request.ti|', 'timestamp_ns'],
  ['a space', 'roles["|', 'eu'],
  ['a role', 'roles["root"] contains "|', 'deployer'],
  ['a role of a rule that is whole', 'roles["root"] contains "|" if input.session.name != "~"', 'deployer'],
  ['a key', 'allow if { input.session.name != "~"; input.session.login == "|', 'ci-cd-production'],
  ['a key in a set', 'allow if input.session.login in {"~", "|"', 'ci-cd-production'],
  ['a team', 'allow if { input.session.name != "~"; "|" in input.session.teams', 'DevOps'],
  ['a rule of Spacelift', 'ro|', 'roles'],
  ['a rule of the policy', 'allow if { input.session.name != "~"; on_|', 'on_call'],
  ['a built-in', 'allow if { input.session.name != "~"; net.cidr_|', 'net.cidr_contains'],
  ['a local', 'allow if { some login in ["~"]; lo|', 'login'],
];

describe.each(WRITINGS)('with $name', (kind) => {
  let document: OpenDocument | undefined;
  const open = async (base: string): Promise<OpenDocument> => {
    if (document) await client.close(document.uri);
    document = await OpenDocument.open(client, `untitled:${kind.name}`, base, kind, 'v1');
    return document;
  };

  it.each(TYPED)('%s is offered', async (_, typed, offered) => {
    const base = HEAD + typed.replace('|', '') + TAIL;
    const policy = await open(base);
    await client.diagnostics(policy.uri);
    const { items } = await policy.ask<CompletionList>('textDocument/completion', policy.at(typed));
    const item = items.find(({ label }) => label === offered);
    expect(item).toBeDefined();
    // Whatever is taken, the lines around stay as they are.
    const edit = item?.textEdit as TextEdit;
    const after = policy.after([{ ...edit, newText: asClientWrites(edit.newText, kind) }]);
    expect(after.startsWith(HEAD) && after.endsWith(TAIL)).toBe(true);
  });

  it.each(TYPED)('around %s the others stay known', async (_, typed) => {
    const base = HEAD + typed.replace('|', '') + TAIL;
    const policy = await open(base);
    const outline = await policy.ask<DocumentSymbol[]>('textDocument/documentSymbol');
    expect(outline.map(({ name }) => name)).toEqual(expect.arrayContaining(['on_call', 'deny']));
    const [found, ...others] = await policy.ask<Location[]>('textDocument/definition', policy.at('not on_|call'));
    expect(others).toEqual([]);
    expect(policy.plain(found?.range)).toEqual({ start: '3:0', end: '3:7' });
  });
});

/** Clients end the lines of what is completed as the document's end. */
function asClientWrites(text: string, { crlf }: Kind): string {
  return crlf ? text.replaceAll('\n', '\r\n') : text;
}

/** In any state. */
const TEXTS: readonly [name: string, text: string][] = [
  ['empty', ''],
  ['an empty line', '\n'],
  ['blanks', '  \n  \n'],
  ['a comment', '# ~'],
  ['a package that has no name', 'package '],
  ['a package', 'package spacelift'],
  ['no package', 'allow if input.session.member\n'],
  ['a text without an end', `${HEAD}allow if input.session.name == "~`],
  ['a raw text without an end', `${HEAD}allow if input.session.name == \`~\n\ndeny if true\n`],
  ['braces without an end', `${HEAD}allow if {{{[[(("~"`],
  ['ends without a beginning', `${HEAD})]}}}\n\n"~" }`],
  ['signs', `${HEAD}:= == ~ | & <= := "~" . , ;;\n`],
  ['names that objects have', `${HEAD}__proto__ if constructor.prototype.__proto__ == toString("~")\n`],
  ['a byte order mark within', `${HEAD}allow if\uFEFF input.session.name == "~"\n`],
  ['a zero byte', `${HEAD}allow if \u0000 input.session.name == "~"\n`],
  ['half of a character', `${HEAD}allow if input.session.name == "\uD83E~"\n\n\uDC8A if "~"\n`],
  ['carriage returns', `${HEAD}allow if input.session.name == "~"\n`.replaceAll('\n', '\r')],
  ['mixed line ends', `${HEAD}allow if {\r\n  input.session.name == "~"\r}\n\r`],
  ['other line separators', `${HEAD}allow if input.session.name == "~\u2028\u0085\u000b"\u2028\n`],
  ['v0 and v1', `${HEAD}allow { input.session.name == "~" }\n\nroles["~"]["deployer"] if true\n`],
  ...([20, 45, 70, 90] as const).map((percent): [string, string] => [
    `the first ${percent} % of a policy`,
    CLEAN.v1.slice(0, (CLEAN.v1.length * percent) / 100),
  ]),
];

const AT_PLACE: readonly [method: string, params: object][] = [
  ['textDocument/completion', {}],
  ['textDocument/hover', {}],
  ['textDocument/signatureHelp', {}],
  ['textDocument/documentHighlight', {}],
  ['textDocument/definition', {}],
  ['textDocument/references', { context: { includeDeclaration: true } }],
  ['textDocument/prepareCallHierarchy', {}],
];
const OF_ALL = [
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/documentLink',
  'textDocument/codeLens',
  'textDocument/semanticTokens/full',
];

/** @throws ResponseError where it is said why something can't be renamed: that is all right */
async function askAll(document: OpenDocument): Promise<unknown[]> {
  const { base } = document;
  const answers: unknown[] = [];
  for (const method of OF_ALL) answers.push(await document.ask(method));
  for (let offset = 0; offset <= base.length; offset += Math.max(1, Math.floor(base.length / 25))) {
    const position = document.written.positionOf(offset);
    for (const [method, params] of AT_PLACE) answers.push(await document.ask(method, { position, ...params }));
    answers.push(await document.ask('textDocument/selectionRange', { positions: [position] }));
    await document.ask('textDocument/prepareRename', { position }).then((answer) => answers.push(answer), allowRefusal);
  }
  const range = document.range(0, base.length);
  answers.push(await document.ask('textDocument/inlayHint', { range }));
  answers.push(await document.ask('textDocument/semanticTokens/range', { range }));
  answers.push(await client.diagnostics(document.uri));
  answers.push(await document.ask('textDocument/codeAction', { range, context: { diagnostics: [] } }));
  const options = { tabSize: 2, insertSpaces: true };
  answers.push(await document.ask('textDocument/formatting', { options }));
  return answers;
}

function allowRefusal(error: unknown): void {
  if (!(error instanceof ResponseError)) throw error;
  expect(error.code).toBe(-32803);
}

describe.each<Version>(['v1', 'v0'])('as %s', (version) => {
  describe.each(TEXTS)('%s', (_, text) => {
    const writings = WRITINGS.filter(({ padded, crlf }) => !padded && !(crlf && text.includes('\r')));
    it.each(writings)('with $name: no request fails', async (kind) => {
      const comment = version === 'v0' && text !== '' ? '# spacelift: type=login engine=v0\n' : '';
      const document = await OpenDocument.open(client, 'untitled:broken', comment + text, kind, version);
      for (const answer of await askAll(document)) document.plain(answer);
      await client.close(document.uri);
    });
  });
});
