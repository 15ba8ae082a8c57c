/** Classes of characters in a regular expression of RE2: `[a-z]`. */
import { readEscape } from './re2Escape.ts';

type Read = { readonly length: number } | { readonly fault: string | undefined };

const NAMES = /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;

/** @param rest what begins with `[` */
export function faultInClass(rest: string): Read {
  let at = rest.startsWith('[^') ? 2 : 1;
  const first = at;
  while (at < rest.length) {
    if (rest[at] === ']' && at > first) return { length: at + 1 };
    const part = readPart(rest.slice(at));
    if ('fault' in part) return part;
    at += part.length;
  }
  return { fault: 'a `[` is not closed' };
}

/** A character, several of them by name, or from one to another. */
function readPart(rest: string): Read {
  const [named] = /^\[:.*?:\]/s.exec(rest) ?? [];
  if (named !== undefined) return NAMES.test(named) ? { length: named.length } : { fault: `RE2 has no \`${named}\`` };
  const low = readCharacter(rest);
  if ('fault' in low || low.isSeveral) return low;
  if (rest[low.length] !== '-' || (rest[low.length + 1] ?? ']') === ']') return low;
  const high = readCharacter(rest.slice(low.length + 1));
  if ('fault' in high) return high;
  const length = low.length + 1 + high.length;
  const range = `\`${rest.slice(0, length)}\``;
  if (high.isSeveral) return { fault: `${range} has no end` };
  const isTurned = low.code !== undefined && high.code !== undefined && low.code > high.code;
  return isTurned ? { fault: `${range} ends before it begins` } : { length };
}

interface Character {
  readonly length: number;
  /** As `\d` is. */
  readonly isSeveral: boolean;
  /** Undefined where it is written by an escape. */
  readonly code: number | undefined;
}

function readCharacter(rest: string): Character | { readonly fault: string | undefined } {
  if (!rest.startsWith('\\')) {
    const code = rest.codePointAt(0);
    return { length: String.fromCodePoint(code ?? 0).length, isSeveral: false, code };
  }
  const escape = readEscape(rest, 'inside');
  if (typeof escape !== 'number') return escape;
  return { length: escape, isSeveral: /^\\[dDsSwWpP]/.test(rest), code: undefined };
}
