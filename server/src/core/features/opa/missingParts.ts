/** Parse errors where something is missing, or too much: brackets, commas, names, bodies. */
import type { PolicyModel, Span } from '../../syntax/model.ts';
import { findUnclosed } from './brackets.ts';
import { codeEndBefore } from './modelPlaces.ts';
import type { OpaErrorMatch, Teller, Told } from './teller.ts';

export const missingParts: readonly Teller[] = [
  { pattern: /^unexpected assign token: non-terminated (?:object|set)/, tell: tellBar },
  { pattern: /^unexpected : token: (?:expected "," or|non-terminated)/, tell: tellMixedMembers },
  {
    pattern: /^unexpected (?:string|number|identifier) token: (?:non-terminated|expected ",")/,
    tell: tellMissingComma,
  },
  { pattern: /^unexpected \S+ token: missing body/, tell: tellEvery },
  { pattern: /^unexpected eof token|^non-terminated (?:expression|set|object)/, tell: tellUnclosed },
  { pattern: /^unexpected .* token: (?:non-terminated|expected "," or "[\])}]")/, tell: tellUnclosed },
  { pattern: /^unexpected ([)\]}]) token/, tell: tellClosed },
  { pattern: /^unexpected (?:whitespace|\.) token: expected identifier/, tell: tellDanglingDot },
  { pattern: /^unexpected , token: expected \\n or ; or }/, tell: tellComma },
  { pattern: /^non-terminated string/, tell: tellString },
  { pattern: /^found empty body/, tell: () => ({ message: 'The body is empty: it has to hold a condition.' }) },
];

/** `{x : x := list[_]}`. */
function tellBar(): Told {
  return { message: 'A comprehension has `|` between its value and its conditions: `{x | some x in list}`.' };
}

function tellMixedMembers({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const open = findUnclosed(model, at.from);
  if (open === undefined || model.text.charAt(open) !== '{') return undefined;
  return { message: 'Either all members have a key, `key: value` (an object), or none has (a set).' };
}

/** Where the bracket is closed further on. */
function tellMissingComma({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const open = findUnclosed(model, at.from);
  if (open === undefined || findUnclosed(model, model.text.length) === open) return undefined;
  const end = codeEndBefore(model, at.from);
  const edits = [{ span: { from: end, to: end }, newText: ',' }];
  return { message: 'A comma is missing before this.', fixes: [{ title: 'Add the comma', edits }] };
}

function tellEvery({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const from = model.text.lastIndexOf('every ', at.from);
  if (from < 0) return undefined;
  return { at: { from, to: from + 'every'.length }, message: '`every` wants a body: `every x in list { … }`.' };
}

function tellUnclosed({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const told = tellOpen(model, findUnclosed(model, at.from));
  if (told || at.from < model.text.length) return told;
  const end = model.text.trimEnd().length;
  return { at: { from: Math.max(0, end - 1), to: end }, message: 'The text ends in the middle of something.' };
}

/** @param bracket its offset */
export function tellOpen(model: PolicyModel, bracket: number | undefined): Told | undefined {
  if (bracket === undefined) return undefined;
  return { at: { from: bracket, to: bracket + 1 }, message: `\`${model.text.charAt(bracket)}\` is never closed.` };
}

function tellClosed({ groups: [bracket = ''], at, context: { model } }: OpaErrorMatch): Told | undefined {
  if (findUnclosed(model, at.from) !== undefined) return undefined;
  return { message: `This \`${bracket}\` closes nothing.` };
}

/** OPA sees it where the next line starts. */
function tellDanglingDot({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const dot = dotNear(at, model);
  return dot === undefined ? undefined : tellDot(dot);
}

/** @param dot its offset */
export function tellDot(dot: number): Told {
  return { at: { from: dot, to: dot + 1 }, message: 'A name is missing after the dot.' };
}

function dotNear(at: Span, model: PolicyModel): number | undefined {
  const { text } = model;
  const end = codeEndBefore(model, at.from);
  return text.charAt(end - 1) === '.' ? end - 1 : text.charAt(end) === '.' ? end : undefined;
}

function tellComma(): Told {
  return { message: 'A comma does not join conditions: put each on a line of its own, or `;` between them.' };
}

/** A raw string may go on over lines, up to the end of the text. */
function tellString({ at, context: { model } }: OpaErrorMatch): Told {
  const isRaw = model.text.charAt(at.from) === '`';
  return { message: isRaw ? 'The string in backquotes is never closed.' : 'The string has no end on this line.' };
}
