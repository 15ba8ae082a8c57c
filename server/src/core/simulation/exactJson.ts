/** JSON read without losing a digit, and such that it can be printed as JSON again. */
import { isSafeNumber, parse } from 'lossless-json';

/**
 * The value of a JSON text; a number that a double can't hold is a string of its digits.
 * @throws {SyntaxError} for text that is no JSON, or that has a key twice with different values.
 */
export function parseExactly(text: string): unknown {
  return parse(text, undefined, (digits) => (isSafeNumber(digits) ? Number(digits) : digits));
}
