/** Finds the engine's files and starts it the quickest way that works. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { restoreDoor, startDoor, type Door } from './door.ts';
import { decodeImage } from './memoryImage.ts';
import type { EngineStart } from './messages.ts';

/**
 * V8's optimizing compiler costs the first checks more time, and the process more memory, than it ever gives back here
 * (ARCHITECTURE.md has the figures). What `--liftoff-only` implies has to be said too: newer releases of V8 draw no
 * conclusions from a flag that comes after the start. And the module, being our own build, needs no check of functions
 * that never run.
 *
 * The flags hold for the whole process, and have to be set before the module is compiled.
 */
const V8_FLAGS = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering', '--wasm-lazy-validation'];

/**
 * @param folder where `engine.wasm` and `engine.image` are
 * @throws {Error} when the module is missing or can't be started
 */
export function openDoor(folder: string): { door: Door; start: EngineStart } {
  V8_FLAGS.forEach(setFlagsFromString);
  const module = new WebAssembly.Module(readFileSync(path.join(folder, 'engine.wasm')));
  try {
    return {
      door: restoreDoor(module, decodeImage(readFileSync(path.join(folder, 'engine.image')))),
      start: { from: 'image' },
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { door: startDoor(module), start: { from: 'beginning', why } };
  }
}
