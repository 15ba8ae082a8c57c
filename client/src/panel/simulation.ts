/** The commands that open the simulation panel, and the panel after the window was reloaded. */
import {
  commands,
  Disposable,
  Uri,
  ViewColumn,
  window,
  workspace,
  type ExtensionContext,
  type TextDocument,
  type WebviewPanel,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { SimulateStart } from '../../../server/src/protocol/lsp.ts';
import type { PanelTab } from '../../../server/src/protocol/panel.ts';
import { createGutterMarks } from './gutterMarks.ts';
import type { PanelOptions, SimulationPanel } from './simulationPanel.ts';

/** Of the kind of panel; VS Code keeps it while the window is reloaded. */
const VIEW_TYPE = 'loginPolicy.simulation';

/** @returns what ends it */
export function offerSimulation(
  context: ExtensionContext,
  client: LanguageClient,
  pinSession: PanelOptions['pinSession'],
): Disposable {
  const marks = createGutterMarks(context, client);
  let panel: SimulationPanel | undefined;
  // Loaded when it is needed: checking messages takes a while to set up, and most windows never show the panel.
  const load = (): Promise<typeof import('./simulationPanel.ts')> => import('./simulationPanel.ts');
  const adopt = ({ SimulationPanel: Panel }: Awaited<ReturnType<typeof load>>, made: WebviewPanel): SimulationPanel => {
    const { extensionUri } = context;
    const adopted = new Panel({ panel: made, extensionUri, client, marks, pinSession });
    panel = adopted;
    adopted.onClosed(() => {
      if (panel === adopted) panel = undefined;
    });
    return adopted;
  };
  const open = async (tab: PanelTab, start?: Partial<SimulateStart>): Promise<void> => {
    if (start?.key !== undefined && start.uri === undefined && !panel?.document()) {
      void window.showInformationMessage('Open the login policy that the key is to log in through.');
      return;
    }
    const document = await documentOf(start?.uri);
    const loaded = await load();
    panel?.show();
    const shown = panel ?? adopt(loaded, createPanel());
    shown.openTab(tab);
    if (start?.key !== undefined) shown.startFrom(start.key);
    await client.start();
    await shown.follow(document);
  };
  return Disposable.from(
    marks,
    // A menu of the editor gives a URI, a code lens where to start.
    commands.registerCommand('loginPolicy.runSimulation', (given?: unknown) => open('session', readStart(given))),
    commands.registerCommand('loginPolicy.showMatrix', (given?: unknown) => open('matrix', readStart(given))),
    commands.registerCommand('loginPolicy.showWeek', (given?: unknown) => open('week', readStart(given))),
    commands.registerCommand('loginPolicy.showChanges', (given?: unknown) => open('changes', readStart(given))),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (kept: WebviewPanel, state: unknown) => {
        const [loaded, document] = await Promise.all([load(), findKept(keptUri(state))]);
        const adopted = adopt(loaded, kept);
        // Where this fails, or the policy is gone, the page is there all the same.
        adopted.inBackground(() => adopted.follow(document));
      },
    }),
  );
}

function createPanel(): WebviewPanel {
  const where = { viewColumn: ViewColumn.Beside, preserveFocus: false };
  return window.createWebviewPanel(VIEW_TYPE, 'Login Policy Simulation', where);
}

/** Opened where it is named, else the active editor's. */
async function documentOf(uri: string | undefined): Promise<TextDocument | undefined> {
  if (uri === undefined) return window.activeTextEditor?.document;
  const known = workspace.textDocuments.find((document) => document.uri.toString() === Uri.parse(uri).toString());
  return known ?? (await workspace.openTextDocument(Uri.parse(uri)));
}

/** Undefined for what can't be opened any more. */
async function findKept(uri: string | undefined): Promise<TextDocument | undefined> {
  try {
    return await documentOf(uri);
  } catch {
    return undefined;
  }
}

function readStart(given: unknown): Partial<SimulateStart> | undefined {
  if (given instanceof Uri) return { uri: given.toString() };
  if (typeof given !== 'object' || given === null) return undefined;
  const uri = 'uri' in given && typeof given.uri === 'string' ? { uri: given.uri } : {};
  const key = 'key' in given && typeof given.key === 'string' ? { key: given.key } : {};
  return { ...uri, ...key };
}

function keptUri(state: unknown): string | undefined {
  const isKept = typeof state === 'object' && state !== null && 'uri' in state;
  return isKept && typeof state.uri === 'string' ? state.uri : undefined;
}
