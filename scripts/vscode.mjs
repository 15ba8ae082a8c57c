// `npm run vscode`: the examples in a real VS Code, with the extension and the demo account. An installed one, else the
// one that the tests use, in a browser.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SetUpError } from './lib/requirements.mjs';
import { root } from './lib/root.mjs';
import { runScript, setUp } from './lib/setUp.mjs';

const SETTINGS = { 'loginPolicy.account': 'demo' };
const examples = path.join(root, 'examples');
const isWindows = process.platform === 'win32';

async function main() {
  await setUp();
  if (isInstalled()) await openInstalled();
  else await serve();
}

/** A terminal inside of a remote window has a `code` that can do less: it opens files in that window. */
function isInstalled() {
  if (process.env.VSCODE_IPC_HOOK_CLI !== undefined) return false;
  return spawnSync('code', ['--version'], { stdio: 'ignore', shell: isWindows }).status === 0;
}

/** With settings of its own, so that those of whoever runs it stay as they are. Ends when the window is closed. */
async function openInstalled() {
  const user = path.join(root, '.vscode-test/installed');
  const settings = path.join(user, 'User/settings.json');
  fs.mkdirSync(path.dirname(settings), { recursive: true });
  if (!fs.existsSync(settings)) fs.writeFileSync(settings, JSON.stringify(SETTINGS));
  const folders = ['--user-data-dir', user, '--extensions-dir', path.join(user, 'extensions')];
  const opened = [examples, path.join(examples, 'login.rego')];
  console.log('VS Code opens the examples. It is over when its window is closed.');
  const args = [...folders, `--extensionDevelopmentPath=${path.resolve(root)}`, '--new-window', '--wait', ...opened];
  // A shell would take paths apart. None of them ends with a backslash, which would take the quote for a letter.
  const words = isWindows ? args.map((arg) => `"${arg}"`) : args;
  const child = spawn('code', words, { stdio: 'inherit', shell: isWindows });
  process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

async function serve() {
  if (isWindows) throw new SetUpError('Install VS Code with its command `code` (https://code.visualstudio.com) first.');
  const { buildVsix, vsix } = await import('./package/vsix.mjs');
  const { setUpCodeServer } = await import('./vscode/codeServer.mjs');
  const { bundleTypeScript } = await import('./lib/runTypeScript.mjs');
  await buildVsix();
  const installed = setUpCodeServer('newest');
  const file = await bundleTypeScript('test/e2e/support/codeServer.ts');
  const { startCodeServer } = await import(pathToFileURL(file).href);
  const server = await startCodeServer(installed, vsix, examples, { settings: SETTINGS });
  console.log(`\nVS Code, with the extension and a copy of the examples:\n\n  ${server.url}\n\nCtrl-C ends it.`);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
  await server.stop();
}

await runScript(main);
