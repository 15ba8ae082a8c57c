/** Puts the parts of the extension together. */
import { commands, env, version, window, type ExtensionContext } from 'vscode';
import { offerAccount } from './account/account.ts';
import { offerChangeVerdict } from './commands/changeVerdict.ts';
import { offerNewPolicy } from './commands/newPolicy.ts';
import { offerExample } from './commands/openExample.ts';
import { createLanguageClient } from './languageClient.ts';
import { followMode } from './mode.ts';
import { offerSimulation } from './panel/simulation.ts';
import { showStatus } from './statusBar.ts';
import { offerCommandLine } from './terminals.ts';
import { pinSession } from './testing/pinSession.ts';
import { offerScenarioTests } from './testing/scenarioTests.ts';

/** VS Code calls it when a Rego file is opened first. It doesn't wait for the server. */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Login Policy', { log: true });
  const client = createLanguageClient(context, output);
  offerCommandLine(context);
  context.subscriptions.push(
    output,
    followMode(output, () => void commands.executeCommand('loginPolicy.restartServer')),
    showStatus(client),
    offerChangeVerdict(client),
    offerNewPolicy(context),
    offerExample(context),
    offerSimulation(context, client, (policy, session) => pinSession(client, policy, session)),
    offerScenarioTests(client),
    offerAccount(context, client, output),
    commands.registerCommand('loginPolicy.restartServer', () => client.restart()),
    commands.registerCommand('loginPolicy.showOutput', () => {
      output.show();
    }),
    // Asks the server to end, and ends it where it does not.
    { dispose: () => client.dispose() },
  );
  const { version: ours } = context.extension.packageJSON as { version: string };
  output.info(`Spacelift Login Policies ${ours} in ${env.appName} ${version}`);
  client.start().catch((error: unknown) => {
    output.error('The language server does not start.', error instanceof Error ? error : String(error));
  });
}
