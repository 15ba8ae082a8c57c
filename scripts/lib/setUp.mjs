// From a bare clone to something that runs: versions, packages, build. Does nothing that is done already.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build, requireTools } from './buildSteps.mjs';
import { SetUpError, requireNode } from './requirements.mjs';
import { root } from './root.mjs';
import { hashInputs, isFresh, writeStamp } from './stamps.mjs';

/** Runs a script's main function; a SetUpError becomes one line and exit code 2. */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

/** What is needed is there, packages are installed, everything is built. */
export async function setUp() {
  requireNode();
  requireTools();
  installPackages();
  await build();
}

function installPackages() {
  const stamp = path.join(root, 'node_modules/.installed');
  const hash = hashInputs(root, ['package-lock.json'], `${process.version} ${process.platform} ${process.arch}`);
  if (isFresh(stamp, hash, [])) return;
  console.error('Installing packages (npm ci) …');
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) throw new SetUpError('npm ci failed: see above. Is the package registry reachable?');
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  writeStamp(stamp, hash, []);
}
