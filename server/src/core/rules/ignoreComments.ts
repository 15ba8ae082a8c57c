/**
 * `# spacelift: ignore SL024 SL008 reason`: what somebody has looked at and means to keep. At the end of a line it is
 * about that line; on a line of its own about what starts on the next line of code: a rule with all its bodies, an
 * import, a condition in a body, else that line.
 */
import type { Comment, PolicyModel, Span } from '../syntax/model.ts';

/** A rule that a comment names. */
export interface IgnoredName {
  /** A rule's id in capitals, OPA's code in small letters, or whatever stands there. */
  readonly id: string;
  readonly at: Span;
}

export interface IgnoreComment {
  readonly comment: Comment;
  readonly names: readonly IgnoredName[];
  /** Trimmed; may be empty. */
  readonly reason: string;
  /** Findings that start in here are meant; undefined below the last line of code. */
  readonly covers: Span | undefined;
}

const IGNORE = /^\s*spacelift:\s*ignore(?=[\s:]|$):?/i;

/** In the order of the text. */
export function readIgnoreComments(model: PolicyModel): readonly IgnoreComment[] {
  return model.comments.flatMap((comment) => {
    const start = IGNORE.exec(comment.text)?.[0];
    return start === undefined ? [] : [readComment(comment, start.length, model)];
  });
}

const RULE_ID = /^SL\d+$/i;
const OPA_CODE = /^\w+_error$/i;

/** @param start of the names, in the comment's text */
function readComment(comment: Comment, start: number, model: PolicyModel): IgnoreComment {
  const names: IgnoredName[] = [];
  let end = start;
  for (const { 0: word, 1: written = '', index } of comment.text.slice(start).matchAll(/([^\s,:]+)[,:]?/g)) {
    // Whatever comes first is meant as a rule: a misspelt one is told.
    if (names.length > 0 && !RULE_ID.test(written) && !OPA_CODE.test(written)) break;
    const from = comment.from + 1 + start + index;
    names.push({ id: normalise(written), at: { from, to: from + written.length } });
    end = start + index + word.length;
    if (word.endsWith(':')) break;
  }
  const reason = comment.text
    .slice(end)
    .replace(/^[\s,:–—-]+/, '')
    .trim();
  return { comment, names, reason, covers: coverOf(comment, model) };
}

function normalise(written: string): string {
  if (RULE_ID.test(written)) return written.toUpperCase();
  return OPA_CODE.test(written) ? written.toLowerCase() : written;
}

function coverOf(comment: Comment, model: PolicyModel): Span | undefined {
  return comment.ownLine ? coverBelow(comment.to, model) : lineAround(comment.from, model);
}

/**
 * What a comment on a line of its own is about.
 * @param offset where the comment ends, or where the line begins that it would stand above
 */
export function coverBelow(offset: number, model: PolicyModel): Span | undefined {
  const next = nextCode(offset, model);
  return next === undefined ? undefined : (statementAt(next, model) ?? lineAround(next, model));
}

function lineAround(offset: number, { lines }: PolicyModel): Span {
  const { line } = lines.positionAt(offset);
  return lines.spanOf({ start: { line, character: 0 }, end: { line, character: Number.MAX_SAFE_INTEGER } });
}

/** Behind blanks and other comments. */
function nextCode(offset: number, { text, comments }: PolicyModel): number | undefined {
  let at = offset;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    const comment = comments.find(({ from }) => from === at);
    if (!comment) return at < text.length ? at : undefined;
    at = comment.to;
  }
}

/** Nodes of the grammar that a comment above can be about. */
const STATEMENTS = new Set([
  'Package',
  'Import',
  'Rule',
  'NestedRule',
  'Else',
  'Expression',
  'Some',
  'SomeIn',
  'Every',
]);

/** The widest that starts at an offset. */
function statementAt(offset: number, { parsed }: PolicyModel): Span | undefined {
  let widest: Span | undefined;
  for (let node = parsed.tree.resolveInner(offset, 1); ;) {
    if (node.from === offset && STATEMENTS.has(node.name)) widest = { from: node.from, to: node.to };
    if (!node.parent) return widest;
    node = node.parent;
  }
}
