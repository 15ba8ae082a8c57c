import { describe, expect, it } from 'vitest';
import { writeModule } from '../../../scripts/image/wasmBinary.mjs';
import {
  decodeImage,
  encodeImage,
  findChanges,
  restoreImage,
  type MemoryImage,
} from '../../../server/src/engine/memoryImage.ts';

const BLOCK = 256;
const PAGE = 65_536;

/** Memory of so many bytes, all zero but for the given ones. */
function memory(size: number, values: Record<number, number> = {}): Uint8Array {
  const bytes = new Uint8Array(size);
  for (const [at, value] of Object.entries(values)) bytes[Number(at)] = value;
  return bytes;
}

/** What `findChanges` found, as `address+length`. */
function changes(before: Uint8Array, after: Uint8Array): string[] {
  return findChanges(before, after).map(({ address, bytes }) => `${address / BLOCK}+${bytes.length / BLOCK}`);
}

describe('findChanges', () => {
  const size = 8 * BLOCK;
  it.each([
    ['nothing', {}, {}, size, []],
    ['the first byte', {}, { 0: 1 }, size, ['0+1']],
    ['the last byte', {}, { [size - 1]: 1 }, size, ['7+1']],
    ['neighbouring blocks', {}, { [BLOCK]: 1, [2 * BLOCK]: 1 }, size, ['1+2']],
    ['blocks apart', {}, { [BLOCK]: 1, [3 * BLOCK]: 1 }, size, ['1+1', '3+1']],
    ['a byte that became zero', { 5: 1 }, {}, size, ['0+1']],
    ['grown memory, where it is not zero', {}, { [9 * BLOCK]: 1 }, 2 * size, ['9+1']],
    ['grown memory up to its end', {}, { [2 * size - 1]: 1 }, 2 * size, ['15+1']],
  ])('finds %s', (_, before, after, sizeAfter, expected) => {
    expect(changes(memory(size, before), memory(sizeAfter, after))).toEqual(expected);
  });
});

const image: MemoryImage = {
  build: 'b1',
  memoryBytes: 2 * PAGE,
  monotonicNs: 2n ** 60n + 1n,
  globals: { small: -5, large: -(2n ** 63n) },
  stretches: [
    { address: BLOCK, bytes: memory(BLOCK, { 0: 1, 255: 2 }) },
    { address: PAGE + BLOCK, bytes: memory(2 * BLOCK, { 7: 3 }) },
  ],
};

describe('the file', () => {
  it('gives back what went in', () => {
    const decoded = decodeImage(encodeImage(image));
    const stretches = decoded.stretches.map(({ address, bytes }) => ({ address, bytes: Uint8Array.from(bytes) }));
    expect({ ...decoded, stretches }).toEqual(image);
  });

  it('is refused wherever it is damaged', () => {
    const file = encodeImage(image);
    for (let at = 0; at < file.length; at++) {
      const damaged = Uint8Array.from(file);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(() => decodeImage(damaged), `byte ${at}`).toThrow(at < 8 ? 'not a memory image' : 'damaged');
    }
  });

  it.each([0, 4, 11, 40])('is refused when it ends after %d bytes', (length) => {
    expect(() => decodeImage(encodeImage(image).slice(0, length))).toThrow();
  });
});

describe('restoreImage', () => {
  /** A module with one page of memory holding a 9 at address 3, and two mutable globals. */
  function instantiate(): WebAssembly.Instance {
    const section = (id: number, ...content: number[]) => ({ id, content: Uint8Array.from(content) });
    const named = (name: string, ...rest: number[]) => [name.length, ...Buffer.from(name), ...rest];
    const module = writeModule([
      section(5, 1, 0, 1),
      section(6, 2, 0x7f, 1, 0x41, 1, 0x0b, 0x7e, 1, 0x42, 2, 0x0b),
      section(7, 3, ...named('memory', 2, 0), ...named('small', 3, 0), ...named('large', 3, 1)),
      section(11, 1, 0, 0x41, 3, 0x0b, 1, 9),
    ]);
    return new WebAssembly.Instance(new WebAssembly.Module(module), {});
  }

  it('brings memory and globals into the state', () => {
    const { exports } = instantiate();
    const { memory, small, large } = exports as Record<'small' | 'large', WebAssembly.Global> & {
      memory: WebAssembly.Memory;
    };
    restoreImage(image, exports, memory);
    const bytes = new Uint8Array(memory.buffer);
    expect([small.value, large.value, bytes.length]).toEqual([-5, -(2n ** 63n), 2 * PAGE]);
    const notZero = [...bytes.entries()].filter(([, value]) => value !== 0);
    expect(notZero).toEqual([
      [3, 9],
      [BLOCK, 1],
      [BLOCK + 255, 2],
      [PAGE + BLOCK + 7, 3],
    ]);
  });

  it('refuses an instance without the globals', () => {
    const { exports } = instantiate();
    const other = { ...image, globals: { other: 1 } };
    expect(() => {
      restoreImage(other, exports, exports['memory'] as WebAssembly.Memory);
    }).toThrow('no global other');
  });
});
