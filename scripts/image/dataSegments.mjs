// A module's data segments, taken out: V8 would keep a copy of them for as long as the module lives, and read, copy and
// lay them out more slowly than one file is read into the memory.
import { Reader, readSections, SECTION, u32, writeModule } from './wasmBinary.mjs';

const OPCODE = { i32Const: 0x41, end: 0x0b };
/** The only kind that says where it goes in the one memory there is. */
const ACTIVE = 0;

/**
 * The module without data, and what its memory would have begun with.
 * @param {Uint8Array} module
 * @returns {{ module: Uint8Array, memory: { address: number, bytes: Uint8Array } }} `bytes` from the first segment's
 *   address to the last one's end
 */
export function takeOutData(module) {
  const sections = readSections(module);
  if (sections.some(({ id }) => id === SECTION.dataCount)) throw new Error('the module uses data while it runs');
  const data = sections.find(({ id }) => id === SECTION.data);
  if (data === undefined) throw new Error('the module has no data');
  const segments = readSegments(data.content);
  data.content = u32(0);
  return { module: writeModule(sections), memory: layOut(segments) };
}

/** @param {Uint8Array} content */
function readSegments(content) {
  const reader = new Reader(content);
  const segments = [];
  const count = reader.u32();
  for (let i = 0; i < count; i++) {
    if (reader.u32() !== ACTIVE || reader.byte() !== OPCODE.i32Const) throw new Error(`data segment ${i} moves`);
    const address = reader.s32() >>> 0;
    if (reader.byte() !== OPCODE.end) throw new Error(`data segment ${i} is put where more than one number says`);
    segments.push({ address, bytes: reader.sized() });
  }
  return segments;
}

/** Later segments win where they overlap. */
function layOut(segments) {
  const start = segments.reduce((least, { address }) => Math.min(least, address), Infinity);
  const end = segments.reduce((most, { address, bytes }) => Math.max(most, address + bytes.length), 0);
  const address = segments.length === 0 ? 0 : start;
  const memory = new Uint8Array(end - address);
  for (const segment of segments) memory.set(segment.bytes, segment.address - address);
  return { address, bytes: memory };
}
