/**
 * What the module's memory begins with. It is a file of its own, as V8 would keep a copy of data segments for as long as
 * the module lives.
 *
 * File: magic, the build's name (32 characters), the address in the memory, the number of bytes that follow (32 bits
 * each, little endian), the bytes.
 */
import { closeSync, openSync, readSync } from 'node:fs';

const MAGIC = 'SLPDAT1\n';
const BUILD_LENGTH = 32;
const HEADER_LENGTH = MAGIC.length + BUILD_LENGTH + 8;

/** Puts the data into a fresh instance's memory. */
export type FillMemory = (memory: WebAssembly.Memory) => void;

/** The file's bytes. */
export function encodeInitialMemory(build: string, address: number, bytes: Uint8Array): Uint8Array {
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32LE(address, 0);
  numbers.writeUInt32LE(bytes.length, 4);
  if (build.length !== BUILD_LENGTH) throw new Error(`a build's name has ${BUILD_LENGTH} characters`);
  return Buffer.concat([Buffer.from(MAGIC + build), numbers, bytes]);
}

/**
 * Reads the file straight into the memory: it is large, and one copy of it is enough.
 *
 * @param build of the module
 * @throws {Error} when the file can't be read, is cut off, or is of another build
 */
export function readInitialMemory(file: string, build: string | undefined, memory: WebAssembly.Memory): void {
  const descriptor = openSync(file, 'r');
  try {
    const header = Buffer.alloc(HEADER_LENGTH);
    readAll(descriptor, header, file);
    if (header.toString('latin1', 0, HEADER_LENGTH - 8) !== `${MAGIC}${String(build)}`) {
      throw new Error(`${file} is of another build of the engine`);
    }
    const address = header.readUInt32LE(HEADER_LENGTH - 8);
    const length = header.readUInt32LE(HEADER_LENGTH - 4);
    readAll(descriptor, new Uint8Array(memory.buffer, address, length), file);
  } finally {
    closeSync(descriptor);
  }
}

function readAll(descriptor: number, target: Uint8Array, file: string): void {
  for (let at = 0; at < target.length;) {
    const count = readSync(descriptor, target, at, target.length - at, null);
    if (count === 0) throw new Error(`${file} is cut off`);
    at += count;
  }
}
