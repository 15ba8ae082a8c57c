/** VS Code's own server, with the extension installed, a user of its own, and a copy of a folder to work in. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** So that nothing moves, asks or calls home. */
const QUIET = {
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'editor.minimap.enabled': false,
  'editor.wordBasedSuggestions': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.editor.useModal': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

export interface CodeServer {
  /** Of the page that shows the workspace. */
  readonly url: string;
  /** What it has written, for people. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** No dialog in the way: the workspace is open in Restricted Mode, and trust can be given. */
const ASKS_FOR_TRUST = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

/** Beside what all have. */
export interface Surroundings {
  /** Of the user, over `QUIET`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** In `.vscode/settings.json` of the copy. */
  readonly workspaceSettings?: Readonly<Record<string, unknown>>;
  /** Of every process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Packages of other extensions. */
  readonly extensions?: readonly string[];
  /** The copy is committed to a git repository of its own, which VS Code knows. */
  readonly isCommitted?: boolean;
  /** False: VS Code asks before it trusts, and opens the workspace in Restricted Mode. */
  readonly isTrusted?: boolean;
}

export interface Installed {
  /** The Node that runs it. */
  readonly node: string;
  /** The script that it runs. */
  readonly entry: string;
}

/**
 * @param vsix the extension's package
 * @param folder copied, so that scenarios can write
 */
export async function startCodeServer(
  { node, entry }: Installed,
  vsix: string,
  folder: string,
  {
    settings,
    workspaceSettings,
    env: added,
    extensions = [],
    isCommitted = false,
    isTrusted = true,
  }: Surroundings = {},
): Promise<CodeServer> {
  // Not below the repository: the paths of sockets must be short.
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'login-policy-'));
  const at = (name: string): string => path.join(base, name);
  fs.cpSync(folder, at('workspace'), { recursive: true });
  const trust = isTrusted ? {} : ASKS_FOR_TRUST;
  const git = isCommitted ? { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'never' } : {};
  if (isCommitted) commitAll(at('workspace'));
  writeSettings(at('user/User/settings.json'), { ...QUIET, ...git, ...trust, ...settings });
  if (workspaceSettings) writeSettings(at('workspace/.vscode/settings.json'), workspaceSettings);
  // Without them it writes into the home of whoever runs the tests.
  fs.writeFileSync(at('config.yaml'), '');
  const homes = { HOME: at('home'), XDG_CONFIG_HOME: at('home/config'), XDG_DATA_HOME: at('home/data') };
  const env = { ...environment(), ...homes, ...added };
  const folders = ['--config', at('config.yaml'), '--user-data-dir', at('user'), '--extensions-dir', at('extensions')];
  const run = [entry, ...folders];
  const installing = [vsix, ...extensions].flatMap((file) => ['--install-extension', file]);
  execFileSync(node, [...run, ...installing], { env, stdio: 'pipe' });
  const quiet = ['--disable-telemetry', '--disable-update-check'];
  if (isTrusted) quiet.push('--disable-workspace-trust');
  const server = spawn(node, [...run, '--auth', 'none', '--bind-addr', '127.0.0.1:0', ...quiet], {
    env,
    // A group of its own: extension hosts would outlive it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithThisProcess(server);
  const log: string[] = [];
  const address = await listening(server, log);
  return {
    url: `${address}/?folder=${encodeURIComponent(at('workspace'))}`,
    log: () => log.join(''),
    stop: async () => {
      await stop(server);
      fs.rmSync(base, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function commitAll(folder: string): void {
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd: folder });
  };
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'as it was');
}

function writeSettings(file: string, settings: Readonly<Record<string, unknown>>): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(settings));
}

/** Ours, without what a terminal inside of another VS Code adds: that one would be spoken to. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_')));
}

function listening(server: ChildProcess, log: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      log.push(chunk.toString());
      const address = /HTTP server listening on (http:\/\/[^\s/]+)/.exec(log.join(''))?.[1];
      if (address !== undefined) resolve(address);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', (code) => {
      reject(new Error(`code-server ended with ${String(code)}: ${log.join('')}`));
    });
  });
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.pid === undefined) {
      resolve();
      return;
    }
    server.once('exit', () => {
      resolve();
    });
    process.kill(-server.pid, 'SIGTERM');
  });
}

function endWithThisProcess(server: ChildProcess): void {
  process.once('exit', () => {
    if (server.exitCode === null && server.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
  });
}
