/** What the name at the caret is elsewhere. */
import type { DocumentHighlight, DocumentHighlightParams } from 'vscode-languageserver';
import { findHighlights } from '../../core/features/highlights.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

export const highlights: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  register: (server) => {
    server.connection.onDocumentHighlight(
      guardPolicy<DocumentHighlightParams, DocumentHighlight[]>(server, (policy, { position }) => [
        ...findHighlights(policy, policy.model.lines.offsetAt(position)),
      ]),
    );
  },
};
