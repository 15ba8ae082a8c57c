/** Every question an editor asks about a place, so that a run can ask them all. */
import type { ServerCapabilities } from 'vscode-languageserver-protocol';
import type { LineIndex } from '../../../../server/src/core/syntax/positions.ts';
import type { TestClient } from '../../../support/lspClient.ts';

/** Method, and its parameters beside the document. */
type Question = [method: string, parameters: object];

/** @param offset of the caret, in UTF-16 code units */
export function questionsAt(lines: LineIndex, offset: number): Question[] {
  const position = lines.positionAt(offset);
  const end = lines.positionAt(lines.text.length);
  const all = { start: { line: 0, character: 0 }, end };
  return [
    ['textDocument/completion', { position }],
    ['textDocument/hover', { position }],
    ['textDocument/signatureHelp', { position }],
    ['textDocument/semanticTokens/full', {}],
    ['textDocument/documentSymbol', {}],
    ['textDocument/foldingRange', {}],
    ['textDocument/selectionRange', { positions: [position] }],
    ['textDocument/documentHighlight', { position }],
    ['textDocument/definition', { position }],
    ['textDocument/references', { position, context: { includeDeclaration: true } }],
    ['textDocument/inlayHint', { range: all }],
    ['textDocument/codeLens', {}],
    ['textDocument/documentLink', {}],
  ];
}

/** What costs OPA's time as well. */
export function checksAt(lines: LineIndex): Question[] {
  const end = lines.positionAt(lines.text.length);
  const range = { start: { line: 0, character: 0 }, end };
  return [
    ['textDocument/diagnostic', {}],
    ['textDocument/codeAction', { range, context: { diagnostics: [] } }],
  ];
}

/** What the server says it can't do is no question. */
export const CAPABILITIES: Record<string, keyof ServerCapabilities> = {
  'textDocument/completion': 'completionProvider',
  'textDocument/hover': 'hoverProvider',
  'textDocument/signatureHelp': 'signatureHelpProvider',
  'textDocument/semanticTokens/full': 'semanticTokensProvider',
  'textDocument/documentSymbol': 'documentSymbolProvider',
  'textDocument/foldingRange': 'foldingRangeProvider',
  'textDocument/selectionRange': 'selectionRangeProvider',
  'textDocument/documentHighlight': 'documentHighlightProvider',
  'textDocument/definition': 'definitionProvider',
  'textDocument/references': 'referencesProvider',
  'textDocument/inlayHint': 'inlayHintProvider',
  'textDocument/codeLens': 'codeLensProvider',
  'textDocument/documentLink': 'documentLinkProvider',
  'textDocument/diagnostic': 'diagnosticProvider',
  'textDocument/codeAction': 'codeActionProvider',
};

/** How long the slowest answer to each method took, in milliseconds. */
export class Slowest {
  readonly #times = new Map<string, number>();

  note(method: string, milliseconds: number): void {
    this.#times.set(method, Math.max(milliseconds, this.#times.get(method) ?? 0));
  }

  toString(): string {
    const sorted = [...this.#times].sort(([, a], [, b]) => b - a);
    return sorted.map(([method, time]) => `${method} ${time.toFixed(1)} ms`).join('\n');
  }
}

/** The answers to all, by method; what a document's version shows in them is left out. */
export async function askAll(
  client: TestClient,
  uri: string,
  questions: readonly Question[],
  slowest?: Slowest,
): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const [method, parameters] of questions) {
    const start = performance.now();
    answers[method] = await client.ask(method, uri, parameters);
    slowest?.note(method, performance.now() - start);
  }
  return JSON.parse(JSON.stringify(answers, (key, value: unknown) => (isOfVersion(key) ? undefined : value))) as Record<
    string,
    unknown
  >;
}

function isOfVersion(key: string): boolean {
  return key === 'version' || key === 'resultId';
}
