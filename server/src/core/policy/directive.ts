/** What a file says about itself: `# spacelift: type=login engine=v1`, in a comment of its own line. */
import type { RegoVersion } from '../../protocol/engine.ts';
import type { Comment, PolicyModel, Span } from '../syntax/model.ts';

export interface Directive {
  /** In lower case; `login` is one of many. */
  readonly type?: string;
  readonly engine?: RegoVersion;
  /** What it says besides, or says wrong, as written: `engine=v2`. */
  readonly unknown: readonly string[];
}

/** What can be said. */
export const KEYS: readonly string[] = ['type', 'engine'];

/** One thing that a comment says. */
export interface DirectivePair {
  readonly written: string;
  readonly at: Span;
  /** In lower case, as the value is. */
  readonly key: string;
  readonly value: string;
  /** Whether it means something. */
  readonly isKnown: boolean;
}

/** Of the first such comment. Other things after `spacelift:` (`ignore SL008 …`) are none. */
export function readDirective(model: Pick<PolicyModel, 'comments'>): Directive | undefined {
  const pairs = findDirective(model)?.pairs;
  if (!pairs) return undefined;
  const type = pairs.findLast(({ key, isKnown }) => isKnown && key === 'type')?.value;
  const engine = readEngine(pairs.findLast(({ key, isKnown }) => isKnown && key === 'engine')?.value ?? '');
  const unknown = pairs.filter(({ isKnown }) => !isKnown).map(({ written }) => written);
  return { ...(type !== undefined && { type }), ...(engine && { engine }), unknown };
}

const START = /^\s*spacelift:\s*(?=\w+=)/i;

/** The comment that counts, and what it says, piece by piece. */
export function findDirective({
  comments,
}: Pick<PolicyModel, 'comments'>): { readonly comment: Comment; readonly pairs: readonly DirectivePair[] } | undefined {
  for (const comment of comments) {
    const start = comment.ownLine ? START.exec(comment.text)?.[0].length : undefined;
    if (start !== undefined) return { comment, pairs: readPairs(comment, start) };
  }
  return undefined;
}

/** @param start in the comment's text */
function readPairs({ text, from }: Comment, start: number): readonly DirectivePair[] {
  return [...text.slice(start).matchAll(/[^\s,]+/g)].map(({ 0: written, index }) => {
    const [key = '', value = ''] = written.toLowerCase().split('=', 2);
    const at = from + 1 + start + index;
    const isKnown = key === 'type' ? value !== '' : key === 'engine' && readEngine(value) !== undefined;
    return { written, at: { from: at, to: at + written.length }, key, value, isKnown };
  });
}

function readEngine(value: string): RegoVersion | undefined {
  const version = value.replace(/^rego_?/, '');
  return version === 'v0' || version === 'v1' ? version : undefined;
}
