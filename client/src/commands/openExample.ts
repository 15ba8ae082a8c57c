/** Getting started: the walkthrough, and the example policy that it goes through. */
import { commands, Disposable, Uri, window, workspace, type ExtensionContext, type TextDocument } from 'vscode';
import { SIMULATE_COMMAND, type SimulateStart } from '../../../server/src/protocol/lsp.ts';

/** A key of the demo account that the example lets in from the company's networks: `production-deploy`. */
const KEY = '01KERKG400YNMKP6CGQS9AP64R';

/** @returns what ends it */
export function offerExample({ extension, extensionUri }: ExtensionContext): Disposable {
  let example: TextDocument | undefined;
  const open = async (): Promise<TextDocument> => {
    if (example === undefined || example.isClosed) {
      const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'dist/example.rego'));
      example = await workspace.openTextDocument({ language: 'rego', content: new TextDecoder().decode(bytes) });
    }
    await window.showTextDocument(example);
    return example;
  };
  return Disposable.from(
    commands.registerCommand('loginPolicy.getStarted', () =>
      commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#start`),
    ),
    commands.registerCommand('loginPolicy.openExample', open),
    commands.registerCommand('loginPolicy.simulateExample', async () => {
      const { uri } = await open();
      const start: SimulateStart = { uri: uri.toString(), rule: 'allow', key: KEY };
      await commands.executeCommand(SIMULATE_COMMAND, start);
    }),
  );
}
