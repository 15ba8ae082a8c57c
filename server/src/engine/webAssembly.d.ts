/**
 * The part of the WebAssembly JavaScript interface that the engine uses (https://webassembly.github.io/spec/js-api).
 * TypeScript has it in its DOM library alone, which would also bring in a window and a document.
 */
declare namespace WebAssembly {
  type Module = object;
  const Module: {
    new (bytes: Uint8Array): Module;
    customSections(module: Module, name: string): ArrayBuffer[];
  };
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Global {
    value: number | bigint;
  }
  /** The code does what no code of ours does: a trap. */
  class RuntimeError extends Error {}
  /** The code is none. */
  class CompileError extends Error {}
}
