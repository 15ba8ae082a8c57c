/** Everything that a client asks of a document, by name; changes come as the text that they make. */
import type {
  CallHierarchyItem,
  CodeAction,
  CompletionItem,
  CompletionList,
  FoldingRange,
  InlayHint,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import { ResponseError } from 'vscode-languageserver-protocol';
import {
  ACCOUNT,
  DIFFERENCE,
  MATRIX,
  SIMULATE,
  VERDICT,
  WEEK,
  type DifferenceResult,
} from '../../../../server/src/protocol/lsp.ts';
import type { OpenDocument } from './openDocument.ts';
import { askTokens, askTokensAfterEdit, askTokensOf } from './tokens.ts';

export type Ask = (document: OpenDocument) => Promise<unknown>;

/** Of policies without mistakes (`CLEAN`). */
export const ABOUT_CLEAN: Readonly<Record<string, Ask>> = {
  'completion of a role': (document) => complete(document, '"|deployer"', 'space-admin'),
  'completion of a key': (document) => complete(document, '"api::|01K', 'ci-cd-prod'),
  'completion of a field': (document) => complete(document, 'remote_ip|', 'timestamp_ns'),
  'hover of a space': (document) => document.ask('textDocument/hover', document.at('"produ|ction')),
  'hover of a rule': (document) => document.ask('textDocument/hover', document.at('not on_|call')),
  'hover of an instant': (document) => document.ask('textDocument/hover', document.at('"2026-|01')),
  'inlay hints': askHints,
  'semantic tokens': askTokens,
  'semantic tokens of a range': (document) => askTokensOf(document, 'opening :=', 'deny'),
  'semantic tokens after an edit': askTokensAfterEdit,
  outline: (document) => document.ask('textDocument/documentSymbol'),
  'symbols of all policies': async ({ client, uri }) => {
    const symbols = await client.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'o' });
    const own = symbols.filter(({ location }) => location.uri === uri);
    // What the container is called depends on the document's name.
    return own.map(({ name, kind, location }) => ({ name, kind, location }));
  },
  folding: async (document) =>
    (await document.ask<FoldingRange[]>('textDocument/foldingRange')).map(({ startLine, endLine, ...fold }) => ({
      ...fold,
      from: { line: startLine, character: 0 },
      to: { line: endLine, character: 0 },
    })),
  selection: async (document) => {
    const positions = ['session.na|me == "~"', '"~"|; not', 'not on_|call'].map((part) => document.at(part).position);
    const selections = await document.ask<SelectionRange[]>('textDocument/selectionRange', { positions });
    return selections.map(flattenSelection);
  },
  highlights: (document) => document.ask('textDocument/documentHighlight', document.at('not on_|call')),
  definition: (document) => document.ask('textDocument/definition', document.at('not on_|call')),
  references: (document) =>
    document.ask('textDocument/references', {
      ...document.at('roles[|space'),
      context: { includeDeclaration: true },
    }),
  'rename, prepared': (document) => document.ask('textDocument/prepareRename', document.at('not on_|call')),
  rename: (document) => rename(document, 'not on_|call', 'is_on_call'),
  'rename of a local': (document) => rename(document, 'roles[|space', 'each'),
  'rename of what Spacelift reads': (document) => orRefused(rename(document, '|deny', 'refuse')),
  'signature help': (document) => document.ask('textDocument/signatureHelp', document.at('"10.0.0.0/8", |input')),
  'signature help of an own function': (document) =>
    document.ask('textDocument/signatureHelp', document.at('is_ours(|input')),
  formatting: format,
  'document links': (document) => document.ask('textDocument/documentLink'),
  'code lens': (document) => document.ask('textDocument/codeLens'),
  'call hierarchy': askHierarchy,
  diagnostics: askDiagnostics,
  'code actions': askActions,
  simulation: simulate,
  matrix: (document) => askMany(document, MATRIX, { chosen: someLogin(document) }),
  difference: compare,
  week: askWeek,
  verdict: (document) => document.client.connection.sendRequest(VERDICT, { uri: document.uri }),
  account: (document) => document.client.connection.sendRequest(ACCOUNT),
};

/** Of policies with mistakes (`MISTAKEN`). */
export const ABOUT_MISTAKES: Readonly<Record<string, Ask>> = {
  diagnostics: askDiagnostics,
  'code actions': askActions,
  formatting: format,
  simulation: simulate,
  matrix: (document) => askMany(document, MATRIX, {}),
  'document links': (document) => document.ask('textDocument/documentLink'),
};

/** Of policies that are not formatted (`UNTIDY`). */
export const ABOUT_UNTIDY: Readonly<Record<string, Ask>> = { formatting: format };

function askDiagnostics({ client, uri }: OpenDocument): Promise<unknown> {
  return client.diagnostics(uri);
}

async function complete(document: OpenDocument, part: string, label: string): Promise<unknown> {
  const list = await document.ask<CompletionList>('textDocument/completion', document.at(part));
  const item = list.items.find((one) => one.label === label);
  if (item === undefined) throw new Error(`${label} is not among ${list.items.map((one) => one.label).join(', ')}`);
  const resolved = await document.client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
  const { textEdit } = resolved;
  if (textEdit === undefined || !('range' in textEdit)) throw new Error('no edit');
  return { list, resolved, after: document.after([textEdit]) };
}

async function askHints(document: OpenDocument): Promise<unknown> {
  const range = document.range(0, document.base.length);
  const hints = await document.ask<InlayHint[]>('textDocument/inlayHint', { range });
  return Promise.all(hints.map((hint) => document.client.connection.sendRequest('inlayHint/resolve', hint)));
}

function flattenSelection(selection: SelectionRange | undefined): unknown[] {
  return selection ? [selection.range, ...flattenSelection(selection.parent)] : [];
}

async function rename(document: OpenDocument, part: string, newName: string): Promise<unknown> {
  const edit = await document.ask<WorkspaceEdit>('textDocument/rename', { ...document.at(part), newName });
  return document.after(edit.changes?.[document.uri] ?? []);
}

/** What a person is told where it is not done. */
async function orRefused(asked: Promise<unknown>): Promise<unknown> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ResponseError) return { refused: error.message };
    throw error;
  }
}

async function format(document: OpenDocument): Promise<unknown> {
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await document.ask<TextEdit[]>('textDocument/formatting', { options });
  return document.after(edits);
}

async function askHierarchy(document: OpenDocument): Promise<unknown> {
  const prepared = await document.ask<CallHierarchyItem[]>(
    'textDocument/prepareCallHierarchy',
    document.at('not on_|call'),
  );
  const [item] = prepared;
  const { connection } = document.client;
  const askers = await connection.sendRequest('callHierarchy/incomingCalls', { item });
  const [deny] = await document.ask<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', document.at('|deny'));
  return { prepared, askers, asked: await connection.sendRequest('callHierarchy/outgoingCalls', { item: deny }) };
}

/** All of the whole document, each with the text that it makes. */
async function askActions(document: OpenDocument): Promise<unknown> {
  const range = document.range(0, document.base.length);
  const actions = await document.ask<CodeAction[]>('textDocument/codeAction', { range, context: { diagnostics: [] } });
  const worked: unknown[] = [];
  for (const offered of actions) {
    const resolved = await document.client.connection.sendRequest<CodeAction>('codeAction/resolve', offered);
    const { title, kind, diagnostics, isPreferred, disabled, edit } = resolved;
    const edits = edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : [])) ?? [];
    const after = document.after(edits.filter((one): one is TextEdit => 'newText' in one));
    worked.push({ title, kind, diagnostics, isPreferred, disabled, isEdited: edits.length > 0, after });
  }
  return worked;
}

function simulate(document: OpenDocument): Promise<unknown> {
  const { uri, client, written } = document;
  const session = {
    login: written.wordsHere('a~@example.com'),
    name: 'A',
    teams: ['DevOps'],
    at: '2026-03-02T12:00:00Z',
  };
  const request = { session, evaluator: 'interpreter', explain: true, weigh: false };
  return client.connection.sendRequest(SIMULATE, { textDocument: { uri, version: client.version(uri) }, request });
}

function askMany<Result>({ uri, client }: OpenDocument, method: string, params: object): Promise<Result> {
  return client.connection.sendRequest<Result>(method, {
    textDocument: { uri, version: client.version(uri) },
    ...params,
  });
}

function someLogin({ written }: OpenDocument): object {
  return { logins: [written.wordsHere('a~@example.com')], only: true };
}

async function compare(document: OpenDocument): Promise<unknown> {
  const baseline = { kind: 'text', name: 'before', text: 'package spacelift\n\nadmin { input.session.member }\n' };
  const params = { baseline, chosen: someLogin(document) };
  const result = await askMany<DifferenceResult>(document, DIFFERENCE, params);
  if (result.kind !== 'difference') return result;
  // What the policy is called depends on the document's name, and places of the older one are in another text.
  const rows = result.difference.rows.map(({ causes = [], ...row }) => ({
    ...row,
    causes: causes.filter(({ fires }) => fires === 'after').map(({ rule, range }) => ({ rule, range })),
  }));
  const { before, verdict, subjects } = result.difference.words;
  return { rows, outcomes: result.difference.outcomes, before, verdict, subjects };
}

function askWeek(document: OpenDocument): Promise<unknown> {
  const session = { login: document.written.wordsHere('a~@example.com'), name: 'A', teams: ['DevOps'] };
  return askMany(document, WEEK, { request: { session, zone: 'Europe/Berlin', date: '2026-03-02' } });
}
