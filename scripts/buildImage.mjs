// Makes of the Go module the three files that the engine starts from: its code, the data that its memory begins with,
// and what starting it once (here, at build time) changes in that memory. Without the last it starts, too, more slowly.
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { takeOutData } from './image/dataSegments.mjs';
import { exportMutableGlobals } from './image/mutableGlobals.mjs';
import { addCustomSection } from './image/wasmBinary.mjs';
import { warmUpRequests } from './image/warmUp.mjs';

const engineSource = fileURLToPath(new URL('../server/src/engine', import.meta.url));

/**
 * Writes `engine.wasm`, `engine.data` and `engine.image` into `outDir`.
 * @param {string} rawModule the Go module as the linker made it
 * @param {string} outDir
 */
export async function buildImage(rawModule, outDir) {
  const engine = await loadEngineSource();
  const raw = await fs.readFile(rawModule);
  const build = createHash('sha256').update(raw).digest('hex').slice(0, 32);
  const { module: exporting, globals } = exportMutableGlobals(raw, globalName);
  const { module: empty, memory } = takeOutData(exporting);
  const module = addCustomSection(empty, engine.BUILD_SECTION, new TextEncoder().encode(build));
  await fs.mkdir(outDir, { recursive: true });
  await fs.writeFile(path.join(outDir, 'engine.wasm'), module);
  const dataFile = path.join(outDir, 'engine.data');
  await fs.writeFile(dataFile, engine.encodeInitialMemory(build, memory.address, memory.bytes));
  const image = engine.takeImage(
    new WebAssembly.Module(module),
    (target) => engine.readInitialMemory(dataFile, build, target),
    globals.map(({ index }) => globalName(index)),
    warmUpRequests.map((request) => JSON.stringify(request)),
  );
  await fs.writeFile(path.join(outDir, 'engine.image'), engine.encodeImage(image));
}

function globalName(index) {
  return `global.${index}`;
}

/** The product's own code starts the module, so that what is saved is what it would have come to at run time. */
async function loadEngineSource() {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'engine-image-'));
  const outfile = path.join(folder, 'engine.mjs');
  const stdin = {
    contents: ['initialMemory', 'memoryImage', 'takeImage'].map((name) => `export * from './${name}.ts';`).join('\n'),
    resolveDir: engineSource,
  };
  try {
    await esbuild.build({ stdin, bundle: true, outfile, platform: 'node', format: 'esm', target: 'node20' });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}
