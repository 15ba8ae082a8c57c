/** The Go module (OPA): started, and asked. How it wants to be called is said at the top of `engine/main_wasm.go`. */
import type { FillMemory } from './initialMemory.ts';
import { buildOf, restoreImage, type MemoryImage } from './memoryImage.ts';
import { createWasiHost, type WasiHost } from './wasi.ts';

/** The Go module came to its end in the middle of a request; it is of no use any more. */
export class EngineEnded extends Error {
  override readonly name = 'EngineEnded';
}

/** A started Go module. */
export interface Door {
  /**
   * Asks one request.
   *
   * @param request JSON text of a `DoorRequest`
   * @returns JSON text of an `EngineReply`
   * @throws {EngineEnded} when the stack overflows, or Go's runtime gives up
   */
  ask(request: string): string;
  /** Its whole state, as long as it is not being asked. */
  readonly state: { memory: WebAssembly.Memory; exports: Record<string, unknown>; monotonicNs(): bigint };
}

/** Starts the module from its beginning. */
export function startDoor(module: WebAssembly.Module, fillMemory: FillMemory): Door {
  const { door, initialize } = instantiate(module, fillMemory, createWasiHost());
  initialize();
  return door;
}

/**
 * Starts the module where the image left off.
 *
 * @throws {Error} when the image is not of this module
 */
export function restoreDoor(module: WebAssembly.Module, fillMemory: FillMemory, image: MemoryImage): Door {
  if (buildOf(module) !== image.build) throw new Error('the memory image is of another build of the engine');
  const { door } = instantiate(module, fillMemory, createWasiHost(image.monotonicNs));
  restoreImage(image, door.state.exports, door.state.memory);
  return door;
}

/** An instance that has not been initialized, neither way. */
export function instantiate(
  module: WebAssembly.Module,
  fillMemory: FillMemory,
  host: WasiHost,
): { door: Door; initialize: () => void } {
  const { exports } = new WebAssembly.Instance(module, { wasi_snapshot_preview1: host.imports });
  const { memory, alloc, call, _initialize } = exports as unknown as DoorExports;
  fillMemory(memory);
  host.bind(memory);
  const guarded = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      throw new EngineEnded(inWords(host.explain(error)), { cause: error });
    }
  };
  const ask = (request: string) =>
    guarded(() => {
      const bytes = encoder.encode(request);
      // Addresses come as signed numbers. And every call may let the memory grow, which makes another buffer of it.
      const address = alloc(bytes.length) >>> 0;
      new Uint8Array(memory.buffer).set(bytes, address);
      const reply = BigInt.asUintN(64, call());
      return decoder.decode(new Uint8Array(memory.buffer, Number(reply >> 32n), Number(reply & 0xffff_ffffn)));
    });
  const state = { memory, exports, monotonicNs: () => host.monotonicNs() };
  return {
    door: { ask, state },
    initialize: () => {
      guarded(_initialize);
    },
  };
}

interface DoorExports {
  memory: WebAssembly.Memory;
  _initialize: () => void;
  alloc: (size: number) => number;
  call: () => bigint;
}

function inWords(error: unknown): string {
  if (error instanceof RangeError) return 'OPA ran out of stack: something is nested too deeply';
  const words = error instanceof Error ? error.message : String(error);
  const isCodeAtFault = error instanceof WebAssembly.RuntimeError || error instanceof WebAssembly.CompileError;
  // Whatever the policy, Go would end with words of its own.
  return isCodeAtFault
    ? `${words} (the policy engine's files may be damaged: \`npm run build\` makes them anew)`
    : words;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
