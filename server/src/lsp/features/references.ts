/** Everywhere something is named in its policy; other policies are evaluated on their own. */
import type { Location, ReferenceParams } from 'vscode-languageserver';
import { findReferences } from '../../core/features/references.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

export const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  register: (server) => {
    server.connection.onReferences(
      guardPolicy<ReferenceParams, Location[]>(server, (policy, { position, context, textDocument: { uri } }) =>
        findReferences(policy, policy.model.lines.offsetAt(position), context.includeDeclaration).map((range) => ({
          uri,
          range,
        })),
      ),
    );
  },
};
