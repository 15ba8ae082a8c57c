/** Rules of all login policies, by name: of the open ones as they stand, of those in the workspace folders as on disk. */
import { SymbolTag, type WorkspaceSymbol, type WorkspaceSymbolParams } from 'vscode-languageserver';
import { matchesQuery } from '../../core/features/matchesQuery.ts';
import { guard } from '../answer.ts';
import { placeRules, PoliciesOnDisk, type PolicyOnDisk } from '../policiesOnDisk.ts';
import type { Feature, Server } from '../server.ts';
import { fileNameOf, isView, normalize } from '../uris.ts';

export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register: (server) => {
    const onDisk = new PoliciesOnDisk(server.host, server.settings);
    server.connection.onWorkspaceSymbol(
      guard<WorkspaceSymbolParams, WorkspaceSymbol[]>(server, [], async ({ query }) => {
        const found = await onDisk.find();
        return [...listOpen(server), ...leaveOutOpen(found, server)].flatMap((policy) => findRules(policy, query));
      }),
    );
  },
};

function listOpen({ policies }: Server): PolicyOnDisk[] {
  return [...policies.all].flatMap(({ uri }) => {
    const policy = isView(uri) ? undefined : policies.get(uri);
    return policy ? [{ uri, rules: placeRules(policy.model) }] : [];
  });
}

/** Also where what is open is no login policy any more. */
function leaveOutOpen(found: readonly PolicyOnDisk[], { policies }: Server): PolicyOnDisk[] {
  const open = new Set([...policies.all].map(({ uri }) => normalize(uri)));
  return found.filter(({ uri }) => !open.has(normalize(uri)));
}

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
