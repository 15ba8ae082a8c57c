/** Rules of all login policies, by name: of the open ones as they stand, of those in the workspace folders as on disk. */
import { SymbolTag, type WorkspaceSymbol, type WorkspaceSymbolParams } from 'vscode-languageserver';
import { matchesQuery } from '../../core/features/matchesQuery.ts';
import { guard } from '../answer.ts';
import { listKnown } from '../knownPolicies.ts';
import type { PolicyOnDisk } from '../policiesOnDisk.ts';
import type { Feature } from '../server.ts';
import { fileNameOf } from '../uris.ts';

export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register: (server) => {
    server.connection.onWorkspaceSymbol(
      guard<WorkspaceSymbolParams, WorkspaceSymbol[]>(server, [], async ({ query }) => {
        const known = await listKnown(server);
        return known.flatMap((policy) => findRules(policy, query));
      }),
    );
  },
};

function findRules({ uri, rules }: PolicyOnDisk, query: string): WorkspaceSymbol[] {
  return rules
    .filter(({ name }) => matchesQuery(name, query))
    .map(({ name, kind, isDeprecated, range }) => ({
      name,
      kind,
      ...(isDeprecated && { tags: [SymbolTag.Deprecated] }),
      location: { uri, range },
      containerName: fileNameOf(uri),
    }));
}
