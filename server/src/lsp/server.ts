/** The language server: what it can do, and who does it. */
import type { Connection, InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import { ErrorCodes, ResponseError, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DecisionMemory } from '../core/matrix/decisionMemory.ts';
import { AccountHolder } from './account.ts';
import { isOver } from './answer.ts';
import { EngineHealth } from './engineHealth.ts';
import { account } from './features/account.ts';
import { callHierarchy } from './features/callHierarchy.ts';
import { can } from './features/can.ts';
import { codeActions } from './features/codeActions.ts';
import { codeLens } from './features/codeLens.ts';
import { completion } from './features/completion.ts';
import { definition } from './features/definition.ts';
import { diagnostics } from './features/diagnostics.ts';
import { difference } from './features/difference.ts';
import { documentLinks } from './features/documentLinks.ts';
import { folding } from './features/folding.ts';
import { formatting } from './features/formatting.ts';
import { highlights } from './features/highlights.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlayHints.ts';
import { knownPolicies } from './features/knownPolicies.ts';
import { matrix } from './features/matrix.ts';
import { references } from './features/references.ts';
import { rename } from './features/rename.ts';
import { selectionRanges } from './features/selectionRanges.ts';
import { scenarios } from './features/scenarios.ts';
import { semanticTokens } from './features/semanticTokens.ts';
import { signIn } from './features/signIn.ts';
import { signatureHelp } from './features/signatureHelp.ts';
import { simulation } from './features/simulation.ts';
import { status } from './features/status.ts';
import { suggestions } from './features/suggestions.ts';
import { symbols } from './features/symbols.ts';
import { verification } from './features/verification.ts';
import { watching } from './features/watching.ts';
import { week } from './features/week.ts';
import { workspaceSymbols } from './features/workspaceSymbols.ts';
import type { ServerHost } from './host.ts';
import { OpenScenarioFiles } from './openScenarioFiles.ts';
import { OwnScenarioReader } from './ownScenarios.ts';
import { Policies } from './policies.ts';
import { PoliciesOnDisk } from './policiesOnDisk.ts';
import { RuleFaults } from './ruleFaults.ts';
import { SettingsReader } from './settings.ts';
import { SignInReader } from './signIn.ts';
import { Simulations } from './simulations.ts';
import { Snapshots } from './snapshots.ts';

/** What every feature can use. */
export interface Server {
  readonly connection: Connection;
  readonly host: ServerHost;
  /** All that are open, of whatever language. */
  readonly documents: TextDocuments<TextDocument>;
  readonly policies: Policies;
  readonly policiesOnDisk: PoliciesOnDisk;
  /** What is found by simulating them. */
  readonly simulations: Simulations;
  readonly openScenarioFiles: OpenScenarioFiles;
  readonly snapshots: Snapshots;
  /** Scenario files beside policies. */
  readonly ownScenarios: OwnScenarioReader;
  readonly settings: SettingsReader;
  readonly account: AccountHolder;
  readonly signIn: SignInReader;
  readonly health: EngineHealth;
  /** Of many sessions, what they have come to. */
  readonly decisions: DecisionMemory;
  /** What the client told; set when it has. */
  client: InitializeParams;
  /** What other servers for Rego do is left to them (`ClientSettings.mode`). */
  readonly isDomainOnly: boolean;
  /** The client has asked it to end: it answers nothing any more. */
  isShutDown: boolean;
}

/** One thing the server can do. */
export interface Feature {
  /** What the client is told of it. */
  capabilities(client: InitializeParams): ServerCapabilities;
  /** Called once, when the client is known. */
  register(server: Server): void;
}

/** Of these there may be nothing twice: each has to do with Spacelift, or no other server for Rego has it. */
const OWN_FEATURES: readonly Feature[] = [
  diagnostics,
  codeActions,
  simulation,
  can,
  matrix,
  difference,
  week,
  knownPolicies,
  verification,
  suggestions,
  status,
  account,
  signIn,
  watching,
  hover,
  inlayHints,
  completion,
  highlights,
  references,
  rename,
  documentLinks,
  codeLens,
  callHierarchy,
  scenarios,
];

/** What any server for Rego does; Regal's does all of these (0.38.1, the tokens since). */
const REGO_FEATURES: readonly Feature[] = [
  formatting,
  signatureHelp,
  definition,
  symbols,
  workspaceSymbols,
  folding,
  selectionRanges,
  semanticTokens,
];

/** Serves the connection until it ends. Ends the engine with it. */
export function startServer(connection: Connection, host: ServerHost): void {
  let server: Server | undefined;
  // Asked where nothing else answers: that is all requests before the first.
  connection.onRequest((method) => {
    if (server?.isShutDown) throw isOver();
    if (server) throw new ResponseError(ErrorCodes.MethodNotFound, `Unhandled method ${method}`);
    throw new ResponseError(ErrorCodes.ServerNotInitialized, 'the server is not initialized yet');
  });
  connection.onInitialize(async (client) => {
    if (server) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server is initialized already');
    const settings = new SettingsReader(connection, host.files, client);
    const signInReader = new SignInReader(connection, client);
    const holder = new AccountHolder(host, settings, () => signInReader.read());
    const health = new EngineHealth(connection);
    const documents = new TextDocuments(TextDocument);
    const faults = new RuleFaults(connection);
    const policies = new Policies(documents, host, settings, holder, health, faults);
    const ownScenarios = new OwnScenarioReader({ documents, host, settings });
    const simulations = new Simulations({ host, policies, account: holder, ownScenarios, faults, connection });
    const made = {
      connection,
      host,
      documents,
      policies,
      policiesOnDisk: new PoliciesOnDisk(host, settings),
      simulations,
      openScenarioFiles: new OpenScenarioFiles(documents, policies),
      snapshots: new Snapshots(),
      ownScenarios,
      settings,
      account: holder,
      signIn: signInReader,
      health,
      decisions: new DecisionMemory(),
      client,
      isDomainOnly: settings.isDomainOnly,
    };
    server = { ...made, isShutDown: false };
    const features = made.isDomainOnly ? OWN_FEATURES : [...OWN_FEATURES, ...REGO_FEATURES];
    for (const feature of features) feature.register(server);
    documents.listen(connection);
    await holder.load();
    const capabilities: ServerCapabilities = {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    };
    for (const feature of features) Object.assign(capabilities, feature.capabilities(client));
    return { capabilities, serverInfo: { name: 'login-policy', version: host.version } };
  });
  connection.onShutdown(async () => {
    if (server?.isShutDown) throw isOver();
    if (server) server.isShutDown = true;
    server?.simulations.dispose();
    await Promise.all([host.engine.dispose(), server?.account.close()]);
  });
  connection.listen();
}
