// A real VS Code, out of the npm package code-server, under .vscode-test/.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetUpError } from '../lib/requirements.mjs';
import { root } from '../lib/root.mjs';
import { hashInputs, isFresh, writeStamp } from '../lib/stamps.mjs';

/** VS Code 1.100.3: the oldest that `engines.vscode` allows. */
const CODE_SERVER = '4.100.3';
/** Beside code-server, as no install script runs: what it would compile or download, prebuilt. */
const ARGON2 = '0.44.0';
const RIPGREP = '1.18.0';

const platform = `${process.platform}-${process.arch}`;
const folder = path.join(root, '.vscode-test/code-server');
const stamp = path.join(folder, 'ready');
const codeServer = path.join(folder, 'node_modules/code-server');

const logger = path.join(root, 'scripts/vscode/spdlog.cjs');

/** The script that Node runs. */
export const codeServerEntry = path.join(codeServer, 'out/node/entry.js');

/**
 * Installs it where it is not there yet.
 * @throws {SetUpError} when a package can't be had; npm has said why
 */
export function setUpCodeServer() {
  const wanted = hashInputs(root, ['scripts/vscode/codeServer.mjs', 'scripts/vscode/spdlog.cjs'], platform);
  if (isFresh(stamp, wanted, [codeServerEntry])) return;
  console.error(`Installing VS Code for the tests (code-server ${CODE_SERVER}, once) …`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const packages = [`code-server@${CODE_SERVER}`, `argon2@${ARGON2}`, `@vscode/ripgrep-${platform}@${RIPGREP}`];
  install(folder, ['--save-exact', '--engine-strict=false', ...packages]);
  // Its own argon2 is not built; without it Node finds the prebuilt one above.
  fs.rmSync(path.join(codeServer, 'node_modules/argon2'), { recursive: true, force: true });
  setUpVsCode(path.join(codeServer, 'lib/vscode'));
  writeStamp(stamp, wanted, [codeServerEntry]);
}

function setUpVsCode(vsCode) {
  install(vsCode, ['--omit=dev']);
  // Where the desktop's archive of modules would be.
  const archive = path.join(vsCode, 'node_modules.asar');
  if (!fs.existsSync(archive)) fs.symlinkSync('node_modules', archive, 'junction');
  const ripgrep = path.join(vsCode, 'node_modules/@vscode/ripgrep/bin');
  fs.mkdirSync(ripgrep, { recursive: true });
  fs.copyFileSync(path.join(folder, `node_modules/@vscode/ripgrep-${platform}/bin/rg`), path.join(ripgrep, 'rg'));
  fs.chmodSync(path.join(ripgrep, 'rg'), 0o755);
  fs.copyFileSync(logger, path.join(vsCode, 'node_modules/@vscode/spdlog/index.js'));
}

function install(cwd, args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    execFileSync('npm', ['install', ...quiet, ...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch {
    throw new SetUpError("VS Code for the tests can't be installed: see above. Is the package registry reachable?");
  }
}
