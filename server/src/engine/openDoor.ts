/** Finds the engine's files and starts it the quickest way that works. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { restoreDoor, startDoor, type Door } from './door.ts';
import { readInitialMemory, type FillMemory } from './initialMemory.ts';
import { buildOf, decodeImage } from './memoryImage.ts';
import type { EngineStart } from './messages.ts';
import { favourQuickStart } from './v8Flags.ts';

/**
 * @param folder where `engine.wasm` (the code), `engine.data` (what its memory begins with) and `engine.image` (what
 *   starting it changes there) are
 * @throws {Error} when the code or its data are missing, or it can't be started
 */
export function openDoor(folder: string): { door: Door; start: EngineStart } {
  const file = (name: string) => path.join(folder, name);
  favourQuickStart();
  const module = new WebAssembly.Module(readFileSync(file('engine.wasm')));
  const fillMemory: FillMemory = (memory) => {
    readInitialMemory(file('engine.data'), buildOf(module), memory);
  };
  try {
    const image = decodeImage(readFileSync(file('engine.image')));
    return { door: restoreDoor(module, fillMemory, image), start: { from: 'image' } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { door: startDoor(module, fillMemory), start: { from: 'beginning', why } };
  }
}
