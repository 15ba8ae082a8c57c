/** The client's end of the connection to `dist/server.js`. */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import {
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import { SECTION, type ClientSettings, type ExperimentalCapabilities } from '../../server/src/protocol/lsp.ts';
import { withoutSecrets } from './account/withoutSecrets.ts';
import { modeNow } from './mode.ts';

/** Whatever its scheme is: files, documents that are not saved yet, and files that are not of this machine's disk. */
const DOCUMENTS = [
  { language: 'rego' },
  { language: 'yaml', pattern: '**/.login-policy.yaml' },
  { language: 'yaml', pattern: '**/*.scenarios.yaml' },
];

/**
 * Young objects get little room (MiB): 30 MiB less resident with hundreds of open policies, for no time that shows. One
 * thread besides compiles and collects garbage, instead of four: each has memory of its own.
 */
const LEAN = ['--max-semi-space-size=2', '--v8-pool-size=1'];
/** The same for what is allocated outside of V8, where the C library is GNU's: others do not know the name. */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '1' };

/** Not started yet. The server asks for its settings by itself. */
export function createLanguageClient(context: ExtensionContext, output: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const run = { module, transport: TransportKind.ipc, options: { execArgv: LEAN, env: ENVIRONMENT } };
  const debug = { ...run, options: { execArgv: [...LEAN, '--nolazy', '--inspect=6009'], env: ENVIRONMENT } };
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    outputChannel: output,
    traceOutputChannel: quiet(output),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // Asked at every start.
    initializationOptions: (): ClientSettings => ({ mode: modeNow() }),
  };
  const client = new LanguageClient(SECTION, 'Login Policy', { run, debug }, options);
  const experimental: ExperimentalCapabilities = { runSimulation: true, signsIn: true };
  client.registerFeature({
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = { ...(capabilities.experimental as object | undefined), ...experimental };
    },
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
  });
  return client;
}

/** The same channel; what is traced to it has no secrets. */
function quiet(output: LogOutputChannel): LogOutputChannel {
  const trace = (message: string, ...rest: unknown[]): void => {
    output.trace(withoutSecrets(message), ...rest);
  };
  return Object.create(output, { trace: { value: trace } }) as LogOutputChannel;
}
