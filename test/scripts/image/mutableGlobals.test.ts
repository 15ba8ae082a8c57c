import { describe, expect, it } from 'vitest';
import { exportMutableGlobals } from '../../../scripts/image/mutableGlobals.mjs';
import {
  addCustomSection,
  concat,
  readSections,
  sizedName,
  u32,
  writeModule,
} from '../../../scripts/image/wasmBinary.mjs';

/** Value types, and their constant instructions, of the binary format. */
const TYPE = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c };
const i32Const = (value: number) => [0x41, value, 0x0b];
const vector = (...items: Uint8Array[]) => concat([u32(items.length), ...items]);
const bytes = (...values: number[]) => Uint8Array.from(values);

interface Parts {
  imports?: Uint8Array[];
  globals?: Uint8Array[];
  exports?: Uint8Array[];
}

/** A module with a memory of one page, exported beside `exports`. */
function moduleOf({ imports = [], globals = [], exports = [] }: Parts): Uint8Array {
  return writeModule([
    { id: 2, content: vector(...imports) },
    { id: 5, content: vector(bytes(0, 1)) },
    { id: 6, content: vector(...globals) },
    { id: 7, content: vector(concat([sizedName('memory'), bytes(2, 0)]), ...exports) },
  ]);
}

function globalsOf(module: Uint8Array, imports: Record<string, unknown> = {}): Record<string, unknown> {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), { env: imports });
  return Object.fromEntries(
    Object.entries(exports).flatMap(([name, value]) =>
      value instanceof WebAssembly.Global ? [[name, value.value]] : [],
    ),
  );
}

const name = (index: number) => `global.${index}`;

describe('exportMutableGlobals', () => {
  it('exports the mutable ones, under their index, and keeps what was exported', () => {
    const { module, globals } = exportMutableGlobals(
      moduleOf({
        globals: [
          bytes(TYPE.i32, 1, ...i32Const(7)),
          bytes(TYPE.i32, 0, ...i32Const(8)),
          // -1, and a number of several bytes: 128.
          bytes(TYPE.i64, 1, 0x42, 0x7f, 0x0b),
          bytes(TYPE.i32, 1, 0x41, 0x80, 0x01, 0x0b),
          bytes(TYPE.f32, 0, 0x43, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b),
          bytes(TYPE.f64, 0, 0x44, ...new Array<number>(8).fill(0x0b), 0x0b),
          bytes(TYPE.i32, 1, ...i32Const(9)),
        ],
        exports: [concat([sizedName('constant'), bytes(3, 1)])],
      }),
      name,
    );
    expect(globals).toEqual([
      { index: 0, type: 'i32' },
      { index: 2, type: 'i64' },
      { index: 3, type: 'i32' },
      { index: 6, type: 'i32' },
    ]);
    expect(globalsOf(module)).toEqual({ constant: 8, 'global.0': 7, 'global.2': -1n, 'global.3': 128, 'global.6': 9 });
  });

  it('counts imported globals first', () => {
    const env = sizedName('env');
    const { module } = exportMutableGlobals(
      moduleOf({
        imports: [
          concat([env, sizedName('table'), bytes(1, 0x70, 1, 1, 2)]),
          concat([env, sizedName('one'), bytes(3, TYPE.i32, 0)]),
          concat([env, sizedName('two'), bytes(3, TYPE.i32, 0)]),
        ],
        // Its first value is that of the first import.
        globals: [bytes(TYPE.i32, 1, 0x23, 0, 0x0b)],
      }),
      name,
    );
    // TypeScript's own declaration of WebAssembly is in the DOM library.
    const { Table } = WebAssembly as unknown as { Table: new (type: object) => object };
    const table = new Table({ element: 'anyfunc', initial: 1, maximum: 2 });
    expect(globalsOf(module, { table, one: 5, two: 6 })).toEqual({ 'global.2': 5 });
  });

  it('changes nothing where there is none', () => {
    const module = moduleOf({});
    expect(exportMutableGlobals(module, name)).toEqual({ module, globals: [] });
  });

  it.each([
    [
      'a mutable global of another type',
      { globals: [bytes(TYPE.f64, 1, 0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0x0b)] },
      /neither/,
    ],
    [
      'a first value of several instructions',
      { globals: [bytes(TYPE.i32, 1, 0x41, 1, 0x41, 1, 0x6a, 0x0b)] },
      /more than one/,
    ],
    ['a first value that is no number', { globals: [bytes(0x70, 1, 0xd0, 0x70, 0x0b)] }, /instruction 208/],
    [
      'an imported mutable global',
      { imports: [concat([sizedName('a'), sizedName('b'), bytes(3, TYPE.i32, 1)])] },
      /imports a/,
    ],
  ])('refuses %s', (_, parts, message) => {
    expect(() =>
      exportMutableGlobals(moduleOf({ globals: [bytes(TYPE.i32, 0, ...i32Const(1))], ...parts }), name),
    ).toThrow(message);
  });
});

describe('the binary format', () => {
  it('is written as it was read', () => {
    const module = moduleOf({ globals: [bytes(TYPE.i32, 1, ...i32Const(7))] });
    expect(writeModule(readSections(module))).toEqual(module);
  });

  it.each([0, 1, 127, 128, 300, 2 ** 31, 2 ** 32 - 1])('has room for a section of %d bytes', (size) => {
    // The number alone: a section of four gigabytes would be a slow test.
    const module = concat([writeModule([]), bytes(0), u32(size)]);
    if (size === 0) expect(readSections(module)).toEqual([{ id: 0, content: bytes() }]);
    else expect(() => readSections(module)).toThrow('ends in the middle');
  });

  it.each([
    [bytes(), /ends in the middle/],
    [bytes(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0), /version 1/],
    [concat([writeModule([]), bytes(0, 0xff, 0xff, 0xff, 0xff, 0xff)]), /more than 32 bits/],
  ])('refuses %j', (module, message) => {
    expect(() => readSections(module)).toThrow(message);
  });

  it('takes custom sections', () => {
    const module = addCustomSection(moduleOf({}), 'naïve', bytes(1, 2, 3));
    const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(module), 'naïve');
    expect(new Uint8Array(section ?? new ArrayBuffer())).toEqual(bytes(1, 2, 3));
  });
});
