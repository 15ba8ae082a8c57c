/**
 * The memory image: what starting the Go module once has changed, so that later starts can skip it. It holds the
 * linear memory's changed stretches (against the memory that the module begins with) and the mutable
 * globals. Between calls nothing of Go lives on WebAssembly's own stack, so that is the whole state.
 *
 * File: magic, CRC-32 of all that follows, length of the header (32 bits each, little endian), header (JSON, UTF-8), the
 * stretches' bytes in order.
 */
import { crc32 } from 'node:zlib';

/** The custom section that names a module's build; the image carries the same name. */
export const BUILD_SECTION = 'build';

const MAGIC = Buffer.from('SLPIMG2\n');
const CHECKSUM_LENGTH = 4;
const PAGE = 65_536;
/** Changes are told apart in blocks of this many bytes. */
const BLOCK = 256;

/** A state of an instance. */
export interface MemoryImage {
  /** Of the module it was taken from. */
  build: string;
  /** Size of the linear memory. */
  memoryBytes: number;
  /** The monotonic clock when the state was saved: Go's runtime must not see it go back. */
  monotonicNs: bigint;
  /** By the name of the export. */
  globals: Record<string, bigint | number>;
  /** What differs from a fresh instance; beyond the fresh instance's memory, what is not zero. */
  stretches: { address: number; bytes: Uint8Array }[];
}

interface Header {
  build: string;
  memoryBytes: number;
  monotonicNs: string;
  globals: Record<string, { type: 'i32' | 'i64'; value: string }>;
  /** Address and length of each stretch. */
  stretches: [number, number][];
}

/** The stretches in which `after` differs from `before`, which counts as zero beyond its end. */
export function findChanges(before: Uint8Array, after: Uint8Array): MemoryImage['stretches'] {
  const zeros = new Uint8Array(BLOCK);
  const stretches: MemoryImage['stretches'] = [];
  let start = -1;
  for (let at = 0; at <= after.length; at += BLOCK) {
    const block = after.subarray(at, at + BLOCK);
    const old = at < before.length ? before.subarray(at, at + BLOCK) : zeros;
    const isChanged = at < after.length && Buffer.compare(block, old) !== 0;
    if (isChanged && start < 0) start = at;
    if (!isChanged && start >= 0) {
      stretches.push({ address: start, bytes: after.slice(start, at) });
      start = -1;
    }
  }
  return stretches;
}

/** The file's bytes. */
export function encodeImage(image: MemoryImage): Uint8Array {
  const header: Header = {
    build: image.build,
    memoryBytes: image.memoryBytes,
    monotonicNs: String(image.monotonicNs),
    globals: Object.fromEntries(
      Object.entries(image.globals).map(([name, value]) => [
        name,
        { type: typeof value === 'bigint' ? 'i64' : 'i32', value: String(value) },
      ]),
    ),
    stretches: image.stretches.map(({ address, bytes }) => [address, bytes.length]),
  };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const body = Buffer.concat([
    littleEndian(headerBytes.length),
    headerBytes,
    ...image.stretches.map(({ bytes }) => bytes),
  ]);
  return Buffer.concat([MAGIC, littleEndian(crc32(body)), body]);
}

/**
 * @param file the file's bytes; the image's stretches are views into them
 * @throws {Error} when the file is damaged
 */
export function decodeImage(file: Uint8Array): MemoryImage {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const body = bytes.subarray(MAGIC.length + CHECKSUM_LENGTH);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('not a memory image');
  if (body.length === 0 || bytes.readUInt32LE(MAGIC.length) !== crc32(body)) {
    throw new Error('the memory image is damaged');
  }
  const contentStart = 4 + body.readUInt32LE();
  const header = JSON.parse(body.toString('utf8', 4, contentStart)) as Header;
  const content = body.subarray(contentStart);
  let at = 0;
  return {
    build: header.build,
    memoryBytes: header.memoryBytes,
    monotonicNs: BigInt(header.monotonicNs),
    globals: Object.fromEntries(
      Object.entries(header.globals).map(([name, { type, value }]) => [
        name,
        type === 'i64' ? BigInt(value) : Number(value),
      ]),
    ),
    stretches: header.stretches.map(([address, length]) => ({
      address,
      bytes: content.subarray(at, (at += length)),
    })),
  };
}

/**
 * Brings a fresh instance into the image's state, instead of running its start function.
 *
 * @throws {Error} when the instance is not of the image's module
 */
export function restoreImage(
  image: MemoryImage,
  exports: WebAssembly.Instance['exports'],
  memory: WebAssembly.Memory,
): void {
  memory.grow((image.memoryBytes - memory.buffer.byteLength) / PAGE);
  const target = new Uint8Array(memory.buffer);
  for (const { address, bytes } of image.stretches) target.set(bytes, address);
  for (const [name, value] of Object.entries(image.globals)) {
    const global = exports[name];
    if (!(global instanceof WebAssembly.Global)) throw new Error(`the module has no global ${name}`);
    global.value = value;
  }
}

/** The name of a module's build, or undefined where it bears none. */
export function buildOf(module: WebAssembly.Module): string | undefined {
  const [section] = WebAssembly.Module.customSections(module, BUILD_SECTION);
  return section && new TextDecoder().decode(section);
}

function littleEndian(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
