/** Places that lead to pages. */
import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { listLinks } from '../../core/features/documentLinks.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

export const documentLinks: Feature = {
  capabilities: () => ({ documentLinkProvider: {} }),
  register: (server) => {
    server.connection.onDocumentLinks(
      guardPolicy<DocumentLinkParams, DocumentLink[]>(server, (policy) =>
        listLinks(policy, (rule) => server.host.pageOf(rule)),
      ),
    );
  },
};
