/** Where a name is introduced: with all that belongs to it where the client takes that. */
import type { DefinitionLink, DefinitionParams, Location } from 'vscode-languageserver';
import { findDefinitions } from '../../core/features/definition.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register: (server) => {
    const takesLinks = server.client.capabilities.textDocument?.definition?.linkSupport === true;
    server.connection.onDefinition(
      guardPolicy<DefinitionParams, DefinitionLink[] | Location[]>(server, (policy, { position, textDocument }) => {
        const found = findDefinitions(policy, policy.model.lines.offsetAt(position));
        const { uri } = textDocument;
        if (!takesLinks) return found.map(({ selection }) => ({ uri, range: selection }));
        return found.map(({ origin, target, selection }) => ({
          originSelectionRange: origin,
          targetUri: uri,
          targetRange: target,
          targetSelectionRange: selection,
        }));
      }),
    );
  },
};
