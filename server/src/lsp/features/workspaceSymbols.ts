/** Rules of all open login policies, by name. */
import { SymbolTag, type WorkspaceSymbol, type WorkspaceSymbolParams } from 'vscode-languageserver';
import { matchesQuery } from '../../core/features/matchesQuery.ts';
import { listRules } from '../../core/features/symbols.ts';
import { guard } from '../answer.ts';
import type { Feature, Server } from '../server.ts';

export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register: (server) => {
    server.connection.onWorkspaceSymbol(
      guard<WorkspaceSymbolParams, WorkspaceSymbol[]>(server, [], ({ query }) =>
        [...server.policies.all].flatMap(({ uri }) => findRules(server, uri, query)),
      ),
    );
  },
};

function findRules({ policies }: Server, uri: string, query: string): WorkspaceSymbol[] {
  const policy = policies.get(uri);
  if (!policy) return [];
  const { model } = policy;
  return listRules(model)
    .filter(({ name }) => matchesQuery(name, query))
    .map(({ name, kind, isDeprecated, at }) => ({
      name,
      kind,
      ...(isDeprecated && { tags: [SymbolTag.Deprecated] }),
      location: { uri, range: model.lines.rangeOf(at) },
      containerName: fileName(uri),
    }));
}

function fileName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    // No percent-encoding: as it stands.
    return last;
  }
}
