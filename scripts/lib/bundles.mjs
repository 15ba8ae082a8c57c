// Every bundle of the product, by esbuild: CommonJS for Node, named as ARCHITECTURE.md says.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { SetUpError } from './requirements.mjs';
import { root } from './root.mjs';

const dist = path.join(root, 'dist');

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  legalComments: 'none',
  outdir: dist,
};

/**
 * Writes dist/*.js, and the demo account's snapshot and the rules' pages beside them.
 * @throws {SetUpError} when the sources can't be bundled; esbuild itself has said why
 */
export async function bundle() {
  // Some packages ask where they are, which CommonJS has no word for.
  const here = 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;';
  const define = {
    'import.meta.url': 'importMetaUrl',
    PRODUCT_VERSION: JSON.stringify(productVersion()),
    OPA_VERSION: JSON.stringify(opaVersion()),
    RULE_PAGES_URL: JSON.stringify(rulePagesUrl()) ?? 'undefined',
  };
  const builds = await Promise.allSettled([
    esbuild.build({ ...shared, entryPoints: { cliMain: 'server/src/cli/main.ts' }, define, banner: { js: here } }),
    esbuild.build({ ...shared, entryPoints: { engineWorkerMain: 'server/src/engine/worker.ts' } }),
    esbuild.build({ ...shared, entryPoints: { cli: 'server/src/node/cli.ts' }, banner: { js: '#!/usr/bin/env node' } }),
    esbuild.build({ ...shared, entryPoints: { engineWorker: 'server/src/node/engineWorker.ts' } }),
  ]);
  const failed = builds.find(({ status }) => status === 'rejected');
  if (failed) throw new SetUpError(`Bundling failed, see above: ${firstLine(failed.reason)}`);
  fs.chmodSync(path.join(dist, 'cli.js'), 0o755);
  fs.copyFileSync(path.join(root, 'demo/account.json'), path.join(dist, 'demoAccount.json'));
  fs.cpSync(path.join(root, 'docs/rules'), path.join(dist, 'rules'), { recursive: true });
}

function firstLine({ message }) {
  return message.split('\n', 1)[0];
}

function productVersion() {
  return readPackage().version;
}

/** Below package.json's homepage; undefined as long as it names none. */
function rulePagesUrl() {
  const { homepage } = readPackage();
  return homepage && `${homepage}/docs/rules`;
}

function readPackage() {
  return JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
}

/** From the go.mod that the engine is built from. */
function opaVersion() {
  const goMod = fs.readFileSync(path.join(root, 'engine/go.mod'), 'utf8');
  const version = /open-policy-agent\/opa v(\S+)/.exec(goMod)?.[1];
  if (version === undefined) throw new Error('engine/go.mod names no version of OPA');
  return version;
}
