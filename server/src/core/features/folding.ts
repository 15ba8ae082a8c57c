/** What can be folded: rules, bodies, collections and texts of several lines, comments, imports, regions. */
import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import type { Comment, PolicyModel, Span } from '../syntax/model.ts';
import type { OpenPolicy } from './openPolicy.ts';

/** Nodes whose last line is a closing bracket, which stays visible. */
const BRACKETED: ReadonlySet<string> = new Set([
  'Body',
  'Array',
  'Set',
  'Object',
  'ArrayComprehension',
  'SetComprehension',
  'ObjectComprehension',
  'Arguments',
  'Parens',
  'Index',
]);

const TEXTS: ReadonlySet<string> = new Set(['RawString', 'RawTemplate']);

/** One at most that starts on a line, of whole lines, by line. */
export function listFolds({ model }: OpenPolicy): FoldingRange[] {
  const folds = new Folds(model);
  foldRegions(model.comments, folds);
  foldComments(model, folds);
  foldImports(model, folds);
  foldNodes(model, folds);
  return folds.list();
}

class Folds {
  readonly #lines: PolicyModel['lines'];
  readonly #text: string;
  readonly #byStart = new Map<number, FoldingRange>();
  /** Lines that something starts on, folded or not. */
  readonly #starts = new Set<number>();

  constructor({ lines, text }: PolicyModel) {
    this.#lines = lines;
    this.#text = text;
  }

  /** @param keepsLast the last line stays visible: it starts with what closes */
  add({ from, to }: Span, keepsLast: boolean, kind?: FoldingRangeKind): void {
    const end = from + this.#text.slice(from, to).trimEnd().length;
    const startLine = this.#lineOf(from);
    const lastLine = this.#lineOf(end);
    if (lastLine === startLine) return;
    const endLine = lastLine - (keepsLast ? 1 : 0);
    this.#starts.add(startLine);
    const known = this.#byStart.get(startLine);
    if (endLine <= startLine || (known && known.endLine >= endLine)) return;
    this.#byStart.set(startLine, { startLine, endLine, ...(kind !== undefined && { kind }) });
  }

  /** Where nothing that could be folded starts on the same line. */
  addElse(span: Span): void {
    if (!this.#starts.has(this.#lineOf(span.from))) this.add(span, false);
  }

  list(): FoldingRange[] {
    return [...this.#byStart.values()].sort((a, b) => a.startLine - b.startLine);
  }

  #lineOf(offset: number): number {
    return this.#lines.positionAt(offset).line;
  }
}

function foldNodes({ parsed, text, clauses }: PolicyModel, folds: Folds): void {
  parsed.tree.iterate({
    enter: ({ name, from, to }) => {
      if (BRACKETED.has(name)) folds.add({ from, to }, closesOnOwnLine(text, to));
      else if (TEXTS.has(name)) folds.add({ from, to }, false);
    },
  });
  for (const { whole } of clauses) folds.addElse(whole);
}

/** Whether nothing but blanks is before the bracket that ends here. */
function closesOnOwnLine(text: string, to: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', to - 1) + 1, to);
  return /^\s*[\])}]$/.test(line);
}

function foldImports({ imports }: PolicyModel, folds: Folds): void {
  const [first] = imports;
  const last = imports.at(-1);
  if (first && last) folds.add({ from: first.from, to: last.pathSpan.to }, false, FoldingRangeKind.Imports);
}

const REGION = /^\s*(?:region\b|#region\b)/;
const REGION_END = /^\s*(?:endregion\b|#endregion\b)/;

/** `# region` to `# endregion`. */
function foldRegions(comments: readonly Comment[], folds: Folds): void {
  const open: Comment[] = [];
  for (const comment of comments) {
    if (REGION.test(comment.text)) open.push(comment);
    const start = REGION_END.test(comment.text) ? open.pop() : undefined;
    if (start) folds.add({ from: start.from, to: comment.to }, false, FoldingRangeKind.Region);
  }
}

/** Comments on lines of their own, one below the other. */
function foldComments({ comments, lines }: PolicyModel, folds: Folds): void {
  let first: Comment | undefined;
  let last: Comment | undefined;
  const close = (): void => {
    if (first && last) folds.add({ from: first.from, to: last.to }, false, FoldingRangeKind.Comment);
  };
  for (const comment of comments) {
    const isRegion = REGION.test(comment.text) || REGION_END.test(comment.text);
    const follows = last && lines.positionAt(comment.from).line === lines.positionAt(last.from).line + 1;
    if (comment.ownLine && !isRegion && follows) {
      last = comment;
      continue;
    }
    close();
    first = last = comment.ownLine && !isRegion ? comment : undefined;
  }
  close();
}
