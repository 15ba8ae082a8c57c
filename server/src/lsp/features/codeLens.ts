/** "Simulate" above the rules that decide; the client carries it out. */
import type { CodeLens, CodeLensParams, InitializeParams } from 'vscode-languageserver';
import { listLenses } from '../../core/features/codeLens.ts';
import { SIMULATE_COMMAND, type ExperimentalCapabilities, type SimulateStart } from '../../protocol/lsp.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature } from '../server.ts';
import { isView } from '../uris.ts';

export const codeLens: Feature = {
  capabilities: (client) => (canSimulate(client) ? { codeLensProvider: {} } : {}),
  register: (server) => {
    if (!canSimulate(server.client)) return;
    server.connection.onCodeLens(
      guardPolicy<CodeLensParams, CodeLens[]>(server, (policy, { textDocument: { uri } }) => {
        if (isView(uri)) return undefined;
        return listLenses(policy).map(({ range, title, start }) => {
          const argument: SimulateStart = { uri, ...start };
          return { range, command: { title, command: SIMULATE_COMMAND, arguments: [argument] } };
        });
      }),
    );
  },
};

function canSimulate({ capabilities }: InitializeParams): boolean {
  return (capabilities.experimental as ExperimentalCapabilities | undefined)?.runSimulation === true;
}
