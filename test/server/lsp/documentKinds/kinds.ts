/** The ways in which one and the same policy may be written, and what is where in each. */
import type { Position } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** What stands for a character beyond the plane in policies that are written in every way: one code unit, as a letter. */
export const PLAIN = '~';
const FOX = '🦊';
const BOM = '\uFEFF';

/** How many clauses of one rule pad a policy, three lines and an empty line each. */
const PADDING = 500;

export interface Kind {
  readonly name: string;
  readonly crlf?: true;
  readonly bom?: true;
  readonly fox?: true;
  readonly tabs?: true;
  /** To 2,000 lines, behind the line with the package. */
  readonly padded?: true;
}

export const KINDS: readonly Kind[] = [
  { name: 'CRLF', crlf: true },
  { name: 'a byte order mark', bom: true },
  { name: 'characters beyond the plane', fox: true },
  { name: 'tabs', tabs: true },
  { name: '2,000 lines', padded: true },
  { name: 'all of that', crlf: true, bom: true, fox: true, tabs: true, padded: true },
];

/** A part of the plain text that is written in another way; insertions have an empty part. */
interface Piece {
  readonly base: readonly [from: number, to: number];
  readonly here: readonly [from: number, to: number];
}

/** A policy written in one way. */
export class WrittenPolicy {
  readonly kind: Kind;
  readonly text: string;
  readonly #base: TextDocument;
  readonly #here: TextDocument;
  readonly #pieces: readonly Piece[];

  /** @param base LF, indented with two spaces, `~` for characters beyond the plane */
  constructor(base: string, kind: Kind, engine: 'v0' | 'v1') {
    this.kind = kind;
    const { text, pieces } = rewrite(base, kind, engine);
    this.text = text;
    this.#pieces = pieces;
    this.#base = TextDocument.create('', '', 1, base);
    this.#here = TextDocument.create('', '', 1, text);
  }

  /** Where an offset of the plain text is: the start of what is written in another way, where it is inside of that. */
  positionOf(offset: number): Position {
    let moved = offset;
    for (const { base, here } of this.#pieces) {
      if (base[1] <= offset) moved = offset + here[1] - base[1];
      else if (base[0] < offset) moved = here[0];
    }
    return this.#here.positionAt(moved);
  }

  /**
   * `line:character` in the plain text; undefined inside of the padding.
   * @throws where it is no place of this text, or between the halves of a character or a line's end
   */
  placeOf(position: Position): string | undefined {
    const offset = this.#here.offsetAt(position);
    const back = this.#here.positionAt(offset);
    if (back.line !== position.line || back.character !== position.character) {
      throw new Error(`${JSON.stringify(position)} is outside of the text, or within the end of a line`);
    }
    let moved = offset;
    for (const { base, here } of this.#pieces) {
      if (here[1] <= offset) moved = offset - here[1] + base[1];
      else if (here[0] < offset && base[0] === base[1]) return undefined;
      else if (here[0] < offset) throw new Error(`${JSON.stringify(position)} is inside of a character`);
    }
    const { line, character } = this.#base.positionAt(moved);
    return `${line}:${character}`;
  }

  /** A text that was made of this one, in the plain writing. @throws where it is not written as this one is */
  plainOf(text: string): string {
    const { bom = false, crlf = false, padded = false } = this.kind;
    if (text.lastIndexOf(BOM) !== (bom ? 0 : -1)) throw new Error('a byte order mark is lost, or somewhere else');
    if (crlf ? /(^|[^\r])\n/.test(text) : text.includes('\r')) throw new Error('lines that end in another way');
    const lines = text.replace(BOM, '').replaceAll('\r\n', '\n').replaceAll(FOX, PLAIN);
    const rules = lines.match(PADDING_RULE)?.length ?? 0;
    if (rules !== (padded ? PADDING : 0)) throw new Error(`${rules} clauses of the padding are left`);
    return lines.replace(PADDING_RULE, '').replace(/^\t+/gm, (tabs) => '  '.repeat(tabs.length));
  }

  /** Words of the plain text, as they are here. */
  wordsHere(words: string): string {
    return this.kind.fox ? words.replaceAll(PLAIN, FOX) : words;
  }

  /** Words that the server says, as it would say them of the plain text. */
  plainWords(words: string): string {
    const plain = words.replaceAll('\r\n', '\n').replaceAll(FOX, PLAIN);
    if (!this.kind.padded) return plain;
    return plain.replace(/\bline (\d+)/g, (_, line: string) => `line ${Number(line) - 4 * PADDING}`);
  }
}

/** Of the rule that pads. */
export const PADDING_NAME = 'pad';
/** Also as OPA writes it in v1. */
const PADDING_RULE = /^pad (?:if )?(?:\{\n.*\n\}|.*)\n\n/gm;

function rewrite(base: string, kind: Kind, engine: 'v0' | 'v1'): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  let text = '';
  let done = 0;
  const write = (from: number, to: number, written: string): void => {
    text += base.slice(done, from);
    pieces.push({ base: [from, to], here: [text.length, text.length + written.length] });
    text += written;
    done = to;
  };
  if (kind.bom) write(0, 0, BOM);
  for (const { index, 0: found } of base.matchAll(/\n|~|(?<=^ *) {2}(?= *\S)|(?<=^package spacelift\n\n)/gm)) {
    if (found === '' && kind.padded) write(index, index, pad(engine, kind.crlf ? '\r\n' : '\n'));
    if (found === '\n' && kind.crlf) write(index, index + 1, '\r\n');
    if (found === PLAIN && kind.fox) write(index, index + 1, FOX);
    if (found === '  ' && kind.tabs) write(index, index + 2, '\t');
  }
  return { text: text + base.slice(done), pieces };
}

function pad(engine: 'v0' | 'v1', lineEnd: string): string {
  const rules = Array.from({ length: PADDING }, (_, n) => {
    const head = `pad${engine === 'v1' ? ' if' : ''} {`;
    return [head, `\tinput.session.login == "person-${n}"`, '}', '', ''].join(lineEnd);
  });
  return rules.join('');
}
