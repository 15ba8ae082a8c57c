import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { encodeInitialMemory, readInitialMemory } from '../../../server/src/engine/initialMemory.ts';

const build = 'b'.repeat(32);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'memory-'));
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

/** Reads a file of this content into 64 bytes of memory. */
function read(content: Uint8Array, wantedBuild: string | undefined): number[] {
  const file = path.join(folder, 'engine.data');
  fs.writeFileSync(file, content);
  const memory = { buffer: new ArrayBuffer(64), grow: () => 0 };
  readInitialMemory(file, wantedBuild, memory);
  return [...new Uint8Array(memory.buffer).entries()].flatMap(([at, value]) => (value === 0 ? [] : [at, value]));
}

const file = encodeInitialMemory(build, 10, Uint8Array.of(7, 0, 9));

it('what was written is read to its place', () => {
  expect(read(file, build)).toEqual([10, 7, 12, 9]);
});

it.each<[string, Uint8Array, string | undefined, RegExp]>([
  ['of another build', file, 'c'.repeat(32), /another build/],
  ['for a module without a name', file, undefined, /another build/],
  ['of another kind', Buffer.alloc(100), build, /another build/],
  ['empty', Buffer.alloc(0), build, /cut off/],
  ['cut off', file.subarray(0, file.length - 1), build, /cut off/],
  ['larger than the memory', encodeInitialMemory(build, 10, new Uint8Array(60)), build, /length/],
])('a file is refused when it is %s', (_, content, wanted, message) => {
  expect(() => read(content, wanted)).toThrow(message);
});

it('a name of another length can not be written', () => {
  expect(() => encodeInitialMemory('short', 0, new Uint8Array())).toThrow('32 characters');
});
