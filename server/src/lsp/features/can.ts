/** Our own request: whether a login through the policy in the editor would have an action in a space. */
import type { CancellationToken } from 'vscode-languageserver';
import { can as canIt } from '../../core/access/can.ts';
import { readCanParams } from '../../core/access/canParams.ts';
import { BadInput } from '../../core/badInput.ts';
import { withKeyLogin } from '../../core/simulation/withKeyLogin.ts';
import { CAN, type CanParams, type CanResult } from '../../protocol/lsp.ts';
import { guard } from '../answer.ts';
import type { Feature, Server } from '../server.ts';

export const can: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const failed: CanResult = { kind: 'refused', message: 'The policy engine gives no answer at the moment.' };
    server.connection.onRequest(
      CAN,
      guard<CanParams, CanResult>(server, failed, async (params, token) => {
        try {
          return await answer(server, readCanParams(params), token);
        } catch (error) {
          if (error instanceof BadInput) return { kind: 'refused', message: error.message };
          throw error;
        }
      }),
    );
  },
};

async function answer(
  { policies, host, account, settings }: Server,
  { textDocument: { uri, version }, request }: CanParams,
  token: CancellationToken,
): Promise<CanResult> {
  const { keyLogin } = (await settings.forDocument(uri)).check;
  // From here on of this version, whatever the document's is.
  const document = policies.document(uri);
  if (document === undefined) return { kind: 'refused', message: 'The document is not open.' };
  if (document.version !== version) return { kind: 'stale', version: document.version };
  const { verdict } = document;
  if (!verdict.login) return { kind: 'refused', message: `It is no login policy: ${verdict.reason}.` };
  const { inventory } = account;
  const context = { engine: host.engine, clock: host.clock, ...(inventory && { account: inventory }) };
  const asked = { ...request, session: withKeyLogin(request.session, keyLogin) };
  const result = await canIt(asked, document.policy(verdict), context, token);
  if (result.ok) return { kind: 'answer', version, answer: result.answer };
  const [mistake] = result.errors;
  return { kind: 'refused', message: `The policy has a mistake${mistake ? `: ${mistake.message}` : ''}.` };
}
