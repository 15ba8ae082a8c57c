// The extension as it is installed: one file, with all that it needs and nothing else (`.vscodeignore`).
import fs from 'node:fs';
import path from 'node:path';
import { SetUpError } from '../lib/requirements.mjs';
import { root } from '../lib/root.mjs';
import { hashInputs, isFresh, writeStamp } from '../lib/stamps.mjs';
import { drawIcon } from './icon.mjs';
import { writeNotices } from './notices.mjs';

const MEGABYTE = 1_000_000;
const MOST_MEGABYTES = 12;

const dist = path.join(root, 'dist');
const { name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

/** The package; it is there once `buildVsix` has been run. */
export const vsix = path.join(dist, `${name}-${version}.vsix`);

/** What changes it; the rest of dist/ is made of these and of the sources, with which the bundles change. */
const INPUTS = [
  '.vscodeignore',
  'CHANGELOG.md',
  'LICENSE',
  'client/README.md',
  'dist/.build/packages.json',
  'dist/bin',
  'dist/cli.js',
  'dist/cliMain.js',
  'dist/demoAccount.graphql',
  'dist/demoAccount.js',
  'dist/demoAccount.json',
  'dist/engine.data',
  'dist/engine.image',
  'dist/engine.wasm',
  'dist/engineWorker.js',
  'dist/engineWorkerMain.js',
  'dist/extension.js',
  'dist/server.js',
  'dist/templates.json',
  'dist/example.rego',
  'dist/account.js',
  'dist/errors.js',
  'dist/webview',
  'engine/go.sum',
  'docs/images',
  'icons',
  'package.json',
  'package-lock.json',
  'schemas',
  'scripts/package',
  'syntaxes',
];

/**
 * Packages what is in dist/, unless that has been done.
 * @throws {SetUpError} when it can't be packaged, or gets too large
 */
export async function buildVsix() {
  const stamp = path.join(dist, '.build/vsix.stamp');
  const hash = hashInputs(root, INPUTS);
  if (isFresh(stamp, hash, [vsix])) return;
  console.error('Packaging the extension …');
  fs.writeFileSync(path.join(dist, 'icon.png'), drawIcon());
  fs.writeFileSync(path.join(dist, 'ThirdPartyNotices.txt'), writeNotices());
  const { createVSIX } = await import('@vscode/vsce');
  // Without a repository no relative link leads anywhere: vsce refuses them.
  const options = { allowMissingRepository: true, readmePath: 'client/README.md' };
  await createVSIX({ cwd: root, packagePath: vsix, dependencies: false, ...options });
  requireSize();
  writeStamp(stamp, hash, [vsix]);
}

/** How large the package is, in megabytes of 10^6 bytes. */
export function megabytes() {
  return fs.statSync(vsix).size / MEGABYTE;
}

function requireSize() {
  const size = megabytes();
  if (size <= MOST_MEGABYTES) return;
  throw new SetUpError(`${vsix} has ${size.toFixed(1)} MB, more than the ${MOST_MEGABYTES} MB that it may have.`);
}
