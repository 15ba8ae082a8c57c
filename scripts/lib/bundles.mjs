// Every bundle of the product, by esbuild: CommonJS for Node, named as ARCHITECTURE.md says.
import * as esbuild from 'esbuild';
import path from 'node:path';
import { root } from './setUp.mjs';

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
  outdir: path.join(root, 'dist'),
};

/** Writes dist/*.js. */
export async function bundle() {
  await Promise.all([
    esbuild.build({ ...shared, entryPoints: { cli: 'server/src/cli/main.ts' }, banner: { js: '#!/usr/bin/env node' } }),
    esbuild.build({ ...shared, entryPoints: { engineWorker: 'server/src/engine/worker.ts' } }),
  ]);
}
