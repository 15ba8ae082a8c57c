// Reading and writing the WebAssembly binary format, as far as the memory image needs it
// (https://webassembly.github.io/spec/core/binary/modules.html).

const HEADER = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Section ids of the specification. */
export const SECTION = { custom: 0, import: 2, global: 6, export: 7, data: 11, dataCount: 12 };

/**
 * @typedef {object} Section
 * @property {number} id one of the specification's section ids
 * @property {Uint8Array} content what follows the section's size
 */

/** A cursor over bytes; each method reads one thing and moves on. */
export class Reader {
  #bytes;
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  get done() {
    return this.#at >= this.#bytes.length;
  }

  byte() {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new Error('the module ends in the middle');
    return byte;
  }

  /** An unsigned LEB128 number of up to 32 bits. */
  u32() {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error('a number of more than 32 bits');
  }

  /** A signed LEB128 number of up to 32 bits. */
  s32() {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return shift < 25 && (byte & 0x40) !== 0 ? value | (-1 << (shift + 7)) : value;
    }
    throw new Error('a number of more than 32 bits');
  }

  /** @param {number} length */
  bytes(length) {
    if (this.#at + length > this.#bytes.length) throw new Error('the module ends in the middle');
    return this.#bytes.subarray(this.#at, (this.#at += length));
  }

  /** Bytes of which the length is said before them: a name, a section's content. */
  sized() {
    return this.bytes(this.u32());
  }

  rest() {
    return this.bytes(this.#bytes.length - this.#at);
  }

  /** Skips a LEB128 number of any width. */
  skipNumber() {
    while (this.byte() >= 0x80);
  }
}

/**
 * @param {Uint8Array} module
 * @returns {Section[]} in the order of the file
 */
export function readSections(module) {
  const reader = new Reader(module);
  if (Buffer.compare(reader.bytes(HEADER.length), HEADER) !== 0)
    throw new Error('not a WebAssembly module of version 1');
  const sections = [];
  while (!reader.done) sections.push({ id: reader.byte(), content: reader.sized() });
  return sections;
}

/** @param {Section[]} sections */
export function writeModule(sections) {
  return concat([HEADER, ...sections.flatMap(({ id, content }) => [Uint8Array.of(id), u32(content.length), content])]);
}

/** The module with one more custom section, at its end. @param {Uint8Array} module @param {string} name @param {Uint8Array} content */
export function addCustomSection(module, name, content) {
  return writeModule([...readSections(module), { id: SECTION.custom, content: concat([sizedName(name), content]) }]);
}

/** An unsigned LEB128 number. @param {number} value */
export function u32(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
  return Uint8Array.from([...bytes, value]);
}

/** @param {string} name */
export function sizedName(name) {
  const bytes = new TextEncoder().encode(name);
  return concat([u32(bytes.length), bytes]);
}

/** @param {Uint8Array[]} parts */
export function concat(parts) {
  return new Uint8Array(Buffer.concat(parts));
}
