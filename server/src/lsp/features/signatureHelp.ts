/** What the function that is being called takes. */
import type { MarkupKind, SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import { helpWithCall } from '../../core/features/signatureHelp.ts';
import { guardPolicy } from '../answer.ts';
import { toMarkup } from '../markup.ts';
import type { Feature } from '../server.ts';

export const signatureHelp: Feature = {
  capabilities: () => ({ signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [')'] } }),
  register: (server) => {
    const able = server.client.capabilities.textDocument?.signatureHelp?.signatureInformation;
    server.connection.onSignatureHelp(
      guardPolicy(server, (policy, { position }: SignatureHelpParams) => {
        const help = helpWithCall(policy, policy.model.lines.offsetAt(position));
        return help && write(help, able?.documentationFormat);
      }),
    );
  },
};

function write(help: SignatureHelp, formats: readonly MarkupKind[] | undefined): SignatureHelp {
  const signatures = help.signatures.map((signature) => {
    const { documentation } = signature;
    if (typeof documentation !== 'object') return signature;
    return { ...signature, documentation: toMarkup(documentation.value, formats) };
  });
  return { ...help, signatures };
}
