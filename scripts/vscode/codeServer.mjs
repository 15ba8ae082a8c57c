// A real VS Code, out of the npm package code-server, under .vscode-test/: the oldest that is supported, and the newest.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { SetUpError } from '../lib/requirements.mjs';
import { root } from '../lib/root.mjs';
import { isFresh, writeStamp } from '../lib/stamps.mjs';

/**
 * `oldest`: what `engines.vscode` allows. `newest`: what the registry has; it wants a newer Node than ours, which comes
 * out of a package as well.
 */
const VERSIONS = {
  oldest: { codeServer: '4.100.3', vsCode: '1.100' },
  newest: { codeServer: '4.139.1', vsCode: '1.139', node: '24.21.0' },
};
/** Beside code-server, as no install script runs: what it would compile or download, prebuilt. */
const ARGON2 = '0.44.0';
const RIPGREP = '1.18.0';

const platform = `${process.platform}-${process.arch}`;
const logger = path.join(root, 'scripts/vscode/spdlog.cjs');

/**
 * Installs it where it is not there yet.
 * @param {'oldest' | 'newest'} version
 * @returns {{node: string, entry: string}} the Node to run it with, and the script that it runs
 * @throws {SetUpError} when a package can't be had; npm has said why
 */
export function setUpCodeServer(version) {
  const { codeServer, vsCode, node } = VERSIONS[version];
  const folder = path.join(root, '.vscode-test', version);
  const modules = path.join(folder, 'node_modules');
  const entry = path.join(modules, 'code-server/out/node/entry.js');
  const installed = { node: node ? path.join(modules, `node-${platform}/bin/node`) : process.execPath, entry };
  const stamp = path.join(folder, 'ready');
  const vsCodeFolder = path.join(modules, 'code-server/lib/vscode');
  const wanted = [platform, codeServer, node ?? process.version, ARGON2, RIPGREP].join(' ');
  if (isFresh(stamp, wanted, [entry])) {
    takeLogger(vsCodeFolder);
    return installed;
  }
  console.error(`Installing VS Code ${vsCode} for the tests (code-server ${codeServer}, once) …`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const packages = [`code-server@${codeServer}`, `argon2@${ARGON2}`, `@vscode/ripgrep-${platform}@${RIPGREP}`];
  if (node) packages.push(`node-${platform}@${node}`);
  install(folder, ['--save-exact', '--engine-strict=false', ...packages]);
  // Its own argon2 is not built; without it Node finds the prebuilt one above.
  fs.rmSync(path.join(modules, 'code-server/node_modules/argon2'), { recursive: true, force: true });
  setUpVsCode(vsCodeFolder, modules);
  writeStamp(stamp, wanted, [entry]);
  return installed;
}

function setUpVsCode(vsCode, modules) {
  install(vsCode, ['--omit=dev', '--engine-strict=false']);
  // Where the desktop's archive of modules would be.
  const archive = path.join(vsCode, 'node_modules.asar');
  if (!fs.existsSync(archive)) fs.symlinkSync('node_modules', archive, 'junction');
  setUpRipgrep(modules, path.join(vsCode, 'node_modules/@vscode/ripgrep'));
  takeLogger(vsCode);
}

function takeLogger(vsCode) {
  fs.copyFileSync(logger, path.join(vsCode, 'node_modules/@vscode/spdlog/index.js'));
}

/** Newer versions bring it along. */
function setUpRipgrep(modules, ripgrep) {
  if (!fs.existsSync(ripgrep)) return;
  fs.mkdirSync(path.join(ripgrep, 'bin'), { recursive: true });
  const program = path.join(ripgrep, 'bin/rg');
  fs.copyFileSync(path.join(modules, `@vscode/ripgrep-${platform}/bin/rg`), program);
  fs.chmodSync(program, 0o755);
}

function install(cwd, args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    execFileSync('npm', ['install', ...quiet, ...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch {
    throw new SetUpError("VS Code for the tests can't be installed: see above. Is the package registry reachable?");
  }
}
