/** The outline of a document; flat for clients that know no other. */
import { SymbolInformation, type DocumentSymbol, type DocumentSymbolParams } from 'vscode-languageserver';
import { listSymbols } from '../../core/features/symbols.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

export const symbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: { label: 'Login policy' } }),
  register: (server) => {
    const isNested = server.client.capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport;
    server.connection.onDocumentSymbol(
      guardPolicy<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>(server, (policy, { textDocument }) => {
        const outline = listSymbols(policy);
        return isNested ? outline : outline.flatMap((symbol) => flatten(symbol, textDocument.uri));
      }),
    );
  },
};

function flatten(symbol: DocumentSymbol, uri: string, container?: string): SymbolInformation[] {
  const { name, kind, range, tags, children = [] } = symbol;
  const flat = SymbolInformation.create(name, kind, range, uri, container);
  return [{ ...flat, ...(tags && { tags }) }, ...children.flatMap((child) => flatten(child, uri, name))];
}
