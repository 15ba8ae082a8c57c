/** Formatting: OPA's, the whole document; nothing where the text can't be read. */
import type { DocumentFormattingParams, TextEdit } from 'vscode-languageserver';
import { formatPolicy } from '../../core/features/format.ts';
import { guard } from '../answer.ts';
import type { Feature } from '../server.ts';

export const formatting: Feature = {
  capabilities: () => ({ documentFormattingProvider: true }),
  register: (server) => {
    server.connection.onDocumentFormatting(
      guard<DocumentFormattingParams, TextEdit[]>(server, [], async ({ textDocument: { uri } }, token) => {
        const document = server.policies.document(uri);
        if (document === undefined) return [];
        const { verdict, model, version } = document;
        if (!verdict.login) return [];
        const { text, engine } = document.policy(verdict);
        const answer = await formatPolicy(text, engine, server.host.engine, token);
        const isStale = document.version !== version;
        if (isStale || !('text' in answer) || answer.text === text) return [];
        const from = model.text.length - text.length;
        return [{ range: model.lines.rangeOf({ from, to: model.text.length }), newText: answer.text }];
      }),
    );
  },
};
