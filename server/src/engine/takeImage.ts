/** Takes the memory image: used when building, never at run time. */
import { instantiate } from './door.ts';
import type { FillMemory } from './initialMemory.ts';
import { buildOf, findChanges, type MemoryImage } from './memoryImage.ts';
import { createWasiHost } from './wasi.ts';

/**
 * Starts the module, asks it the warm-up requests and saves its state.
 *
 * @param globalNames the exports of all its mutable globals
 * @param warmUp JSON texts of requests
 * @throws {Error} when the module bears no build name, or gives no answer to a warm-up request
 */
export function takeImage(
  module: WebAssembly.Module,
  fillMemory: FillMemory,
  globalNames: string[],
  warmUp: string[],
): MemoryImage {
  const build = buildOf(module);
  if (build === undefined) throw new Error('the module bears no build name');
  const { door, initialize } = instantiate(module, fillMemory, createWasiHost());
  const fresh = memoryOf(door.state.memory).slice();
  initialize();
  for (const request of warmUp) {
    const reply = door.ask(request);
    if (!reply.startsWith('{"ok":true')) throw new Error(`warm-up failed: ${reply}`);
  }
  return {
    build,
    memoryBytes: door.state.memory.buffer.byteLength,
    monotonicNs: door.state.monotonicNs(),
    globals: Object.fromEntries(globalNames.map((name) => [name, globalValue(door.state.exports[name], name)])),
    stretches: findChanges(fresh, memoryOf(door.state.memory)),
  };
}

function memoryOf(memory: WebAssembly.Memory): Uint8Array {
  return new Uint8Array(memory.buffer);
}

function globalValue(global: unknown, name: string): number | bigint {
  if (!(global instanceof WebAssembly.Global)) throw new Error(`the module does not export ${name}`);
  return global.value;
}
