// A module's mutable globals: which there are, and a module that exports them, so that a host can save and set them.
import { concat, Reader, readSections, SECTION, sizedName, u32, writeModule } from './wasmBinary.mjs';

const IMPORT = { function: 0, table: 1, memory: 2, global: 3 };
const EXPORTED_GLOBAL = 3;
const VALUE_TYPES = new Map([
  [0x7f, 'i32'],
  [0x7e, 'i64'],
]);
const OPCODE = { end: 0x0b, globalGet: 0x23, i32Const: 0x41, i64Const: 0x42, f32Const: 0x43, f64Const: 0x44 };

/**
 * @typedef {object} MutableGlobal
 * @property {number} index in the module's index space of globals
 * @property {'i32' | 'i64'} type
 */

/**
 * The module with each of its own mutable globals exported, and nothing else changed.
 * @param {Uint8Array} module
 * @param {(index: number) => string} nameOf the export's name for a global's index
 * @returns {{ module: Uint8Array, globals: MutableGlobal[] }}
 */
export function exportMutableGlobals(module, nameOf) {
  const sections = readSections(module);
  const globals = mutableGlobals(sections);
  const exported = sections.find((section) => section.id === SECTION.export);
  if (exported === undefined) throw new Error('the module exports nothing');
  const reader = new Reader(exported.content);
  const count = reader.u32();
  const entries = globals.map(({ index }) =>
    concat([sizedName(nameOf(index)), Uint8Array.of(EXPORTED_GLOBAL), u32(index)]),
  );
  exported.content = concat([u32(count + globals.length), reader.rest(), ...entries]);
  return { module: writeModule(sections), globals };
}

/**
 * @param {import('./wasmBinary.mjs').Section[]} sections
 * @returns {MutableGlobal[]}
 */
function mutableGlobals(sections) {
  const section = sections.find(({ id }) => id === SECTION.global);
  if (section === undefined) return [];
  const importedCount = countImportedGlobals(sections);
  const reader = new Reader(section.content);
  const found = [];
  const count = reader.u32();
  for (let i = 0; i < count; i++) {
    const typeByte = reader.byte();
    const isMutable = reader.byte() === 1;
    skipConstant(reader);
    if (!isMutable) continue;
    const type = VALUE_TYPES.get(typeByte);
    if (type === undefined) throw new Error(`global ${i} is mutable and neither i32 nor i64`);
    found.push({ index: importedCount + i, type });
  }
  return found;
}

/** A global's first value: one constant instruction and the end. */
function skipConstant(reader) {
  const opcode = reader.byte();
  if (opcode === OPCODE.f32Const) reader.bytes(4);
  else if (opcode === OPCODE.f64Const) reader.bytes(8);
  else if ([OPCODE.i32Const, OPCODE.i64Const, OPCODE.globalGet].includes(opcode)) reader.skipNumber();
  else throw new Error(`a global starts with instruction ${opcode}`);
  if (reader.byte() !== OPCODE.end) throw new Error('a global starts with more than one instruction');
}

/** Imported globals come first in the index space; a mutable one would have to be saved by its owner. */
function countImportedGlobals(sections) {
  const section = sections.find(({ id }) => id === SECTION.import);
  if (section === undefined) return 0;
  const reader = new Reader(section.content);
  let globals = 0;
  const count = reader.u32();
  for (let i = 0; i < count; i++) {
    reader.sized();
    reader.sized();
    globals += skipImport(reader) ? 1 : 0;
  }
  return globals;
}

/** @returns {boolean} whether it was a global */
function skipImport(reader) {
  const kind = reader.byte();
  if (kind === IMPORT.function) reader.skipNumber();
  else if (kind === IMPORT.table) {
    reader.byte();
    skipLimits(reader);
  } else if (kind === IMPORT.memory) skipLimits(reader);
  else if (kind === IMPORT.global) {
    reader.byte();
    if (reader.byte() === 1) throw new Error('the module imports a mutable global');
  } else throw new Error(`unknown kind of import ${kind}`);
  return kind === IMPORT.global;
}

function skipLimits(reader) {
  const hasMaximum = (reader.byte() & 1) === 1;
  reader.skipNumber();
  if (hasMaximum) reader.skipNumber();
}
