/** Our own request: what Spacelift itself makes of a login through the policy in the editor. */
import type { CancellationToken } from 'vscode-languageserver';
import { AccountError } from '../../core/account/accountError.ts';
import { verifySimulation } from '../../core/simulation/verify.ts';
import { VERIFY, type SimulateParams, type VerifyResult } from '../../protocol/lsp.ts';
import { guard } from '../answer.ts';
import type { Feature, Server } from '../server.ts';
import { answerSimulation } from './simulation.ts';

export const verification: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const failed: VerifyResult = { kind: 'refused', message: 'The policy engine gives no answer at the moment.' };
    const handler = guard<SimulateParams, VerifyResult>(server, failed, (params, token) =>
      verify(server, params, token),
    );
    server.connection.onRequest(VERIFY, handler);
  },
};

async function verify(server: Server, params: SimulateParams, token: CancellationToken): Promise<VerifyResult> {
  const { signedIn } = server.account;
  if (signedIn === undefined) {
    return { kind: 'refused', message: 'Nobody is signed in to Spacelift: sign in, and verify again.' };
  }
  const request = { ...params.request, explain: false, weigh: false, brief: false };
  const simulated = await answerSimulation(server, { ...params, request }, token);
  if (simulated.kind === 'stale') return simulated;
  if (simulated.kind === 'policy') {
    const [mistake] = simulated.findings;
    return { kind: 'refused', message: `The policy has a mistake${mistake ? `: ${mistake.message}` : '.'}` };
  }
  if (simulated.kind !== 'report') return { kind: 'refused', message: simulated.message };
  const { version, report } = simulated;
  const document = server.policies.document(params.textDocument.uri);
  if (document?.version !== version || !document.verdict.login)
    return { kind: 'stale', version: document?.version ?? version };
  const policy = document.policy(document.verdict);
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => {
    stop.abort();
  });
  try {
    const verified = await verifySimulation(signedIn, policy, report, stop.signal);
    return { kind: 'verified', version, host: new URL(signedIn.endpoint).host, verification: verified };
  } catch (error) {
    if (error instanceof AccountError) return { kind: 'refused', message: error.message };
    throw error;
  } finally {
    listening.dispose();
  }
}
