/** Tests of the login by a part or a pattern. */
import type { Test } from '../../syntax/values/conditions.ts';

export interface Pattern {
  /** Whether a login passes the test. */
  readonly passes: (login: string) => boolean;
  /** What stands in it as it is, in lower case: at least three characters each. */
  readonly words: readonly string[];
}

/** Undefined for other tests, and for patterns that can't be read or could take ages. */
export function readPattern(test: Test, text: string): Pattern | undefined {
  switch (test) {
    case 'prefix':
      return { words: wordsIn(text), passes: (login) => login.startsWith(text) };
    case 'suffix':
      return { words: wordsIn(text), passes: (login) => login.endsWith(text) };
    case 'part':
      return { words: wordsIn(text), passes: (login) => login.includes(text) };
    case 'regex':
      return readRegex(text);
    case 'glob':
      return readRegex(`^${translateGlob(text)}$`);
    default:
      return undefined;
  }
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\w-]{3,}/g) ?? [];
}

/** More repetitions, or repeated groups, make a match that backtracks slow. */
const MANY = 4;

/** What RE2 reads otherwise than JavaScript, JavaScript refuses (`u`), but for `(?i)`. */
function readRegex(text: string): Pattern | undefined {
  const isAnyCase = text.startsWith('(?i)');
  const source = isAnyCase ? text.slice('(?i)'.length) : text;
  const bare = source.replaceAll(/\\.|\[[^\]]*\]/g, ' ');
  if (/\)[*+{]/.test(bare) || bare.split(/[*+{]/).length > MANY + 1) return undefined;
  try {
    const regex = new RegExp(source, isAnyCase ? 'iu' : 'u');
    return { words: wordsIn(bare), passes: (login) => regex.test(login) };
  } catch {
    return undefined;
  }
}

const GLOB_TOKEN = /\*\*|[*?]|\{[^{}]*\}|\[!?[^\]]+\]|\\.|[.+^$()|{}[\]\\]/gs;

/**
 * As a regular expression. A `*` stops at a point: that is how a glob without separators of its own is read. With
 * others a name with points may be missed.
 */
function translateGlob(glob: string): string {
  return glob.replaceAll(GLOB_TOKEN, (token) => {
    if (token === '**') return '.*';
    if (token === '*' || token === '?') return `[^.]${token === '*' ? '*' : ''}`;
    if (token.length === 1) return `\\${token}`;
    if (token.startsWith('[')) return token.replace('[!', '[^');
    if (token.startsWith('\\')) return /\w/.test(token) ? token.slice(1) : token;
    return `(?:${token.slice(1, -1).split(',').map(translateGlob).join('|')})`;
  });
}
