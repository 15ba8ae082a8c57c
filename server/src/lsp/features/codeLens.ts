/** "Simulate" above the rules that decide, with how many keys and teams they can concern; the client carries it out. */
import type { CodeLens, CodeLensParams, InitializeParams } from 'vscode-languageserver';
import { listLenses, type SimulateLens } from '../../core/features/codeLens.ts';
import { describeMatches, type MatchCounts } from '../../core/simulated/matchCounts.ts';
import { SIMULATE_COMMAND, type ExperimentalCapabilities, type SimulateStart } from '../../protocol/lsp.ts';
import { guardPolicy, inBackground } from '../answer.ts';
import type { Feature } from '../server.ts';
import { isView } from '../uris.ts';

export const codeLens: Feature = {
  capabilities: (client) => (canSimulate(client) ? { codeLensProvider: {} } : {}),
  register: (server) => {
    const { connection, client, policies, simulations } = server;
    if (!canSimulate(client)) return;
    connection.onCodeLens(
      guardPolicy<CodeLensParams, CodeLens[]>(server, (policy, { textDocument: { uri } }) => {
        if (isView(uri)) return undefined;
        const document = policies.document(uri);
        const counts = document && simulations.of(document).counts;
        return listLenses(policy).map((lens) => {
          const argument: SimulateStart = { uri, ...lens.start };
          const title = titleOf(lens, counts);
          return { range: lens.range, command: { title, command: SIMULATE_COMMAND, arguments: [argument] } };
        });
      }),
    );
    if (client.capabilities.workspace?.codeLens?.refreshSupport !== true) return;
    simulations.onFound(({ counts }) => {
      if (counts) inBackground(server, () => connection.sendRequest('workspace/codeLens/refresh'));
    });
  },
};

function titleOf({ title, rule, clauses }: SimulateLens, counts: MatchCounts | undefined): string {
  const count = clauses === undefined ? counts?.rules.get(rule) : counts?.ofClauses(clauses);
  const matches = count && describeMatches(count);
  return matches === undefined ? title : `${matches} · ${title}`;
}

function canSimulate({ capabilities }: InitializeParams): boolean {
  return (capabilities.experimental as ExperimentalCapabilities | undefined)?.runSimulation === true;
}
