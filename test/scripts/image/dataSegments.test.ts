import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeOutData } from '../../../scripts/image/dataSegments.mjs';
import { concat, Reader, sizedName, u32, writeModule } from '../../../scripts/image/wasmBinary.mjs';

const PAGE = 65_536;
const bytes = (...values: number[]) => Uint8Array.from(values);

/** A signed LEB128 number. */
function s32(value: number): Uint8Array {
  const out: number[] = [];
  for (let rest = value | 0; ; rest >>= 7) {
    const low = rest & 0x7f;
    if (rest >> 6 === 0 || rest >> 6 === -1) return bytes(...out, low);
    out.push(low | 0x80);
  }
}

interface Segment {
  address: number;
  content: number[];
}

/** A module with two pages of exported memory and these data segments. */
function moduleWith(segments: Segment[], entries?: Uint8Array[]): Uint8Array {
  const active = segments.map(({ address, content }) =>
    concat([bytes(0, 0x41), s32(address), bytes(0x0b), u32(content.length), bytes(...content)]),
  );
  const list = entries ?? active;
  return writeModule([
    { id: 5, content: bytes(1, 0, 2) },
    { id: 7, content: concat([bytes(1), sizedName('memory'), bytes(2, 0)]) },
    { id: 11, content: concat([u32(list.length), ...list]) },
  ]);
}

function memoryOf(module: Uint8Array): Uint8Array {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), {});
  return new Uint8Array((exports['memory'] as WebAssembly.Memory).buffer);
}

/** Taken out and put back, the memory is what it would have been. */
function expectTheSame(segments: Segment[]): void {
  const module = moduleWith(segments);
  const { module: empty, memory } = takeOutData(module);
  const filled = memoryOf(empty);
  expect(filled.every((byte) => byte === 0)).toBe(true);
  filled.set(memory.bytes, memory.address);
  expect(Buffer.compare(filled, memoryOf(module))).toBe(0);
}

describe('takeOutData', () => {
  it.each<[string, Segment[]]>([
    ['none', []],
    ['one', [{ address: 3, content: [1, 2, 3] }]],
    ['an empty one', [{ address: 70, content: [] }]],
    ['one up to the end', [{ address: 2 * PAGE - 1, content: [9] }]],
    [
      'some, out of order and overlapping',
      [
        { address: 64, content: [1, 1, 1, 1] },
        { address: 0, content: [2, 2] },
        { address: 66, content: [3, 3, 3] },
      ],
    ],
  ])('works for %s', (_, segments) => {
    expectTheSame(segments);
  });

  it('works for whatever segments there are', () => {
    const segment = fc.record({
      address: fc.nat(2 * PAGE - 300),
      content: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 300 }),
    });
    fc.assert(fc.property(fc.array(segment, { maxLength: 20 }), expectTheSame), { seed: 1, numRuns: 100 });
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['a passive segment', moduleWith([], [bytes(1, 1, 7)]), /segment 0 moves/],
    ['an offset from a global', moduleWith([], [bytes(0, 0x23, 0, 0x0b, 1, 7)]), /segment 0 moves/],
    [
      'an offset that is computed',
      moduleWith([], [bytes(0, 0x41, 1, 0x41, 1, 0x6a, 0x0b, 1, 7)]),
      /more than one number/,
    ],
    [
      'data used at run time',
      writeModule([
        { id: 12, content: u32(0) },
        { id: 11, content: u32(0) },
      ]),
      /while it runs/,
    ],
    ['no data section', writeModule([]), /no data/],
  ])('refuses %s', (_, module, message) => {
    expect(() => takeOutData(module)).toThrow(message);
  });
});

it.each([0, 1, -1, 63, 64, -64, -65, 8191, 8192, 2 ** 31 - 1, -(2 ** 31)])('the signed number %d is read', (value) => {
  expect(new Reader(s32(value)).s32()).toBe(value);
});
