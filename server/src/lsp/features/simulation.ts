/** Our own request: one login through the policy in the editor. */
import type { CancellationToken } from 'vscode-languageserver';
import { BadInput } from '../../core/badInput.ts';
import { EngineError } from '../../core/ports.ts';
import { simulate } from '../../core/simulation/simulate.ts';
import { withKeyLogin } from '../../core/simulation/withKeyLogin.ts';
import { readSimulateParams } from '../../core/simulation/simulateParams.ts';
import { SIMULATE, type SimulateParams, type SimulateResult } from '../../protocol/lsp.ts';
import { guard } from '../answer.ts';
import { isTooSlow, tellTooSlow } from '../engineHealth.ts';
import { findMistakes } from '../mistakes.ts';
import type { Feature, Server } from '../server.ts';

export const simulation: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const failed: SimulateResult = { kind: 'refused', message: 'The policy engine gives no answer at the moment.' };
    const handler = guard<SimulateParams, SimulateResult>(server, failed, (params, token) =>
      answerSimulation(server, params, token),
    );
    server.connection.onRequest(SIMULATE, handler);
  },
};

/** @throws {EngineError} where the engine gives no answer, for another reason than that the policy takes too long */
export async function answerSimulation(
  server: Server,
  params: SimulateParams,
  token: CancellationToken,
): Promise<SimulateResult> {
  try {
    return await simulateOpen(server, readSimulateParams(params), token);
  } catch (error) {
    if (error instanceof BadInput) return { kind: 'refused', message: error.message };
    if (error instanceof EngineError && isTooSlow(error)) return TOO_SLOW;
    throw error;
  }
}

const TOO_SLOW: SimulateResult = { kind: 'refused', message: tellTooSlow('the simulation') };

async function simulateOpen(
  { policies, host, account, settings }: Server,
  { textDocument: { uri, version }, request }: SimulateParams,
  token: CancellationToken,
): Promise<SimulateResult> {
  const { keyLogin } = (await settings.forDocument(uri)).check;
  // From here on of this version, whatever the document's is.
  const document = policies.document(uri);
  if (document === undefined) return { kind: 'noPolicy', message: 'The document is not open.' };
  if (document.version !== version) return { kind: 'stale', version: document.version };
  const { verdict, model } = document;
  if (!verdict.login) return { kind: 'noPolicy', message: `It is no login policy: ${verdict.reason}.` };
  const { inventory } = account;
  const context = { engine: host.engine, clock: host.clock, model, ...(inventory && { account: inventory }) };
  const asked = { ...request, session: withKeyLogin(request.session, keyLogin) };
  const result = await simulate(document.policy(verdict), asked, context, token);
  if (result.ok) return { kind: 'report', version, report: result.report };
  if (result.kind === 'refused') return { kind: 'refused', message: result.reason };
  return { kind: 'policy', version, findings: await findMistakes(document, version, result.errors, model) };
}
