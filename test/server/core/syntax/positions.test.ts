import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../../../server/src/core/syntax/positions.ts';

const seed = 20260302;

/** Text with everything that positions can trip over. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\r\n', '\r', '\t', '"', 'é', '€', '😀', '\u00A0', 'e\u0301'),
      fc.string({ maxLength: 4, unit: 'grapheme' }),
    ),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(''));

describe('lines and characters', () => {
  it.each([
    ['a\nb', 2, { line: 1, character: 0 }],
    ['a\r\nb', 3, { line: 1, character: 0 }],
    ['a\rb', 2, { line: 1, character: 0 }],
    ['😀x', 2, { line: 0, character: 2 }],
    ['\uFEFFa', 1, { line: 0, character: 1 }],
    ['ab', 99, { line: 0, character: 2 }],
  ])('%j: offset %d', (source, offset, position) => {
    expect(new LineIndex(source).positionAt(offset)).toEqual(position);
  });

  it.each([
    ['a\r\nbc', { line: 0, character: 9 }, 1],
    ['a\r\nbc', { line: 9, character: 0 }, 5],
    ['a\nbc', { line: -1, character: 3 }, 0],
    ['a\n', { line: 1, character: 1 }, 2],
  ])('%j: a position outside, %o', (source, position, offset) => {
    expect(new LineIndex(source).offsetAt(position)).toBe(offset);
  });

  it('there and back', () => {
    fc.assert(
      fc.property(text, (source) => {
        const lines = new LineIndex(source);
        for (let offset = 0; offset <= source.length; offset++) {
          // Between CR and LF there is no position.
          if (source[offset - 1] === '\r' && source[offset] === '\n') continue;
          expect(lines.offsetAt(lines.positionAt(offset))).toBe(offset);
        }
      }),
      { seed },
    );
  });
});

describe("OPA's bytes", () => {
  it('are the bytes of the text as UTF-8', () => {
    fc.assert(
      fc.property(text, (source) => {
        const lines = new LineIndex(source);
        for (let offset = 0; offset <= source.length; offset++) {
          if (isInsidePair(source, offset)) continue;
          expect(lines.offsetOfByte(Buffer.byteLength(source.slice(0, offset)))).toBe(offset);
        }
      }),
      { seed },
    );
  });

  it('do not count a leading BOM', () => {
    const lines = new LineIndex('\uFEFFa\nb');
    expect([0, 1, 2, 3, 9].map((byte) => lines.offsetOfByte(byte))).toEqual([1, 2, 3, 4, 4]);
    expect(lines.spanOfBytes(2, 1)).toEqual({ from: 3, to: 4 });
  });

  it('inside of a character are its start', () => {
    expect([0, 1, 3, 4].map((byte) => new LineIndex('😀x').offsetOfByte(byte))).toEqual([0, 0, 0, 2]);
  });
});

function isInsidePair(source: string, offset: number): boolean {
  return /[\uD800-\uDBFF]/.test(source.charAt(offset - 1)) && /[\uDC00-\uDFFF]/.test(source.charAt(offset));
}
