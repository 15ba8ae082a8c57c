// Starts the engine once, at build time, and saves what that leaves in memory: `dist/engine.image`. The module itself
// keeps its data segments, so that it can also start without the image; it only gains exports and a name.
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { exportMutableGlobals } from './image/mutableGlobals.mjs';
import { addCustomSection } from './image/wasmBinary.mjs';
import { warmUpRequests } from './image/warmUp.mjs';

const engineSource = fileURLToPath(new URL('../server/src/engine', import.meta.url));

/**
 * Writes `engine.wasm` and `engine.image` into `outDir`.
 * @param {string} rawModule the Go module as the linker made it
 * @param {string} outDir
 */
export async function buildImage(rawModule, outDir) {
  const engine = await loadEngineSource();
  const raw = await fs.readFile(rawModule);
  const { module: exporting, globals } = exportMutableGlobals(raw, (index) => `global.${index}`);
  const build = createHash('sha256').update(raw).digest('hex').slice(0, 32);
  const module = addCustomSection(exporting, engine.BUILD_SECTION, new TextEncoder().encode(build));
  const image = engine.takeImage(
    new WebAssembly.Module(module),
    globals.map(({ index }) => `global.${index}`),
    warmUpRequests.map((request) => JSON.stringify(request)),
  );
  await fs.mkdir(outDir, { recursive: true });
  await fs.writeFile(path.join(outDir, 'engine.wasm'), module);
  await fs.writeFile(path.join(outDir, 'engine.image'), engine.encodeImage(image));
}

/** The product's own code starts the module, so that what is saved is what it would have come to at run time. */
async function loadEngineSource() {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'engine-image-'));
  const outfile = path.join(folder, 'engine.mjs');
  const stdin = {
    contents: ['door', 'memoryImage', 'takeImage'].map((name) => `export * from './${name}.ts';`).join('\n'),
    resolveDir: engineSource,
  };
  try {
    await esbuild.build({ stdin, bundle: true, outfile, platform: 'node', format: 'esm', target: 'node20' });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}
