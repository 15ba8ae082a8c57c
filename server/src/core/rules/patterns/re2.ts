/** Whether OPA can read a regular expression: it takes RE2, as Go has it (https://github.com/google/re2/wiki/Syntax). */
import { faultInClass } from './re2Class.ts';
import { readEscape } from './re2Escape.ts';

/** Why a pattern is refused, as the end of a sentence; undefined where it is taken, or that isn't certain. */
export function faultIn(pattern: string): string | undefined {
  // What is quoted has its own rules, and nobody writes it.
  if (pattern.includes('\\Q')) return undefined;
  return new Reader(pattern).read();
}

const FLAGS = /^\(\?[imsU]*(?:-[imsU]+)?\)/;
const GROUP = /^\(\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:)/;
const LOOKAROUND = /^\(\?<?[=!]/;
const COUNT = /^\{(0|[1-9]\d*)(?:,(0|[1-9]\d*)?)?\}/;

/** The most that something can be repeated. */
const MOST = 1000;

class Reader {
  readonly #pattern: string;
  #at = 0;
  #depth = 0;
  /** Whether something stands before that can be repeated, `again` where it is repeated already. */
  #before: 'nothing' | 'something' | 'again' | 'unknown' = 'nothing';

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  read(): string | undefined {
    while (this.#at < this.#pattern.length) {
      const fault = this.#next(this.#pattern.slice(this.#at));
      if (fault !== undefined) return fault;
    }
    return this.#depth > 0 ? 'a `(` is not closed' : undefined;
  }

  #next(rest: string): string | undefined {
    const count = COUNT.exec(rest);
    if (count) return this.#repeat(count[0], count);
    switch (rest[0]) {
      case '\\': {
        const escape = readEscape(rest, 'outside');
        return typeof escape === 'number' ? this.#take(escape) : escape.fault;
      }
      case '[': {
        const klass = faultInClass(rest);
        return 'fault' in klass ? klass.fault : this.#take(klass.length);
      }
      case '(':
        return this.#open(rest);
      case ')':
        this.#depth--;
        return this.#depth < 0 ? 'a `)` closes nothing' : this.#take(1);
      case '|':
        return this.#take(1, 'nothing');
      case '*':
      case '+':
      case '?':
        return this.#repeat(rest[0]);
      default:
        return this.#take(1);
    }
  }

  #take(length: number, before: 'nothing' | 'something' | 'again' | 'unknown' = 'something'): string | undefined {
    this.#at += length;
    this.#before = before;
    return undefined;
  }

  #open(rest: string): string | undefined {
    const [flags] = FLAGS.exec(rest) ?? [];
    if (flags !== undefined) return this.#take(flags.length, 'unknown');
    if (LOOKAROUND.test(rest)) return `RE2 has no \`${LOOKAROUND.exec(rest)?.[0] ?? ''}…)\``;
    const [group = rest.startsWith('(?') ? undefined : '('] = GROUP.exec(rest) ?? [];
    if (group === undefined) return `RE2 has no \`${rest.slice(0, 3)}\``;
    this.#depth++;
    return this.#take(group.length, 'nothing');
  }

  #repeat(text: string, [, least = '', most = least]: readonly (string | undefined)[] = []): string | undefined {
    if (this.#before === 'nothing') return `nothing stands before \`${text}\``;
    if (this.#before === 'again') return `\`${text}\` repeats what is repeated already`;
    if (Number(least) > MOST || Number(most) > MOST) return `\`${text}\` is more than ${String(MOST)} times`;
    if (Number(most) < Number(least)) return `\`${text}\` ends before it begins`;
    const isLazy = this.#pattern[this.#at + text.length] === '?';
    return this.#take(text.length + (isLazy ? 1 : 0), this.#before === 'unknown' ? 'unknown' : 'again');
  }
}
