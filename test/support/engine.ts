/** The real engine, as built in `dist/` (`npm test` builds it first). */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../../server/src/core/ports.ts';
import { createEngine, type EngineOptions } from '../../server/src/engine/engine.ts';

/** The build's output. */
export const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** The product's engine. Share one per test file: each holds more than 100 MiB. Dispose of it in the end. */
export function startEngine(options: Partial<EngineOptions> = {}): Engine {
  return createEngine({ folder: dist, ...options });
}

/**
 * A folder with the engine's files, some of them replaced or (undefined) left out.
 *
 * @returns the folder, and what removes it
 */
export function engineFolder(changes: Record<string, string | Uint8Array | undefined>): {
  folder: string;
  remove: () => void;
} {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'engine-'));
  for (const name of ['engineWorker.js', 'engine.wasm', 'engine.data', 'engine.image']) {
    if (!(name in changes)) fs.symlinkSync(path.join(dist, name), path.join(folder, name));
  }
  for (const [name, content] of Object.entries(changes)) {
    if (content !== undefined) fs.writeFileSync(path.join(folder, name), content);
  }
  return {
    folder,
    remove: () => {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
