/** What the function that is being called takes. */
import type { SignatureHelpParams } from 'vscode-languageserver';
import { helpWithCall } from '../../core/features/signatureHelp.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';

export const signatureHelp: Feature = {
  capabilities: () => ({ signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [')'] } }),
  register: (server) => {
    server.connection.onSignatureHelp(
      guardPolicy(server, (policy, { position }: SignatureHelpParams) =>
        helpWithCall(policy, policy.model.lines.offsetAt(position)),
      ),
    );
  },
};
