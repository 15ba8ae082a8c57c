/** Where a local gets its values: everything that can bind it. */
import type { Expression, Local, Lookup, Operation, Parent, Reference, Segment, Term } from '../model.ts';
import type { Step } from './value.ts';

export type Binding =
  /** What `term` is, at `path` below it (for a pattern such as `[x, _]`). */
  | { readonly kind: 'value'; readonly term: Term; readonly path: readonly Step[] }
  | { readonly kind: 'member' | 'key'; readonly collection: Term; readonly path: readonly Step[] }
  /** The keys of what `holder` is before the segment: `x` of `holder.a[x]`. */
  | { readonly kind: 'index'; readonly holder: Reference | Lookup; readonly segment: Segment }
  /** The argument of this index, wherever the function is called. */
  | { readonly kind: 'argument'; readonly rule: string; readonly index: number; readonly path: readonly Step[] };

/** In the order of the text. */
export function bindingsOf(local: Local): Binding[] {
  return local.references.flatMap((reference) => bindingAt(reference, local) ?? []);
}

function bindingAt(reference: Reference, local: Local): Binding | undefined {
  if (reference.path.length > 0) return undefined;
  const { root, path } = climbPattern(reference);
  const { parent } = root;
  if (parent.kind === 'operation') return bindByOperation(parent, root, path, local);
  if (parent.kind === 'someIn' || parent.kind === 'every') return bindByMembers(root, path, parent);
  if (parent.kind === 'reference' || parent.kind === 'lookup') {
    return isFree(local) ? bindByIndex(reference, parent) : undefined;
  }
  if (parent.kind !== 'clause') return undefined;
  const index = parent.head.args?.indexOf(root) ?? -1;
  return index < 0 ? undefined : { kind: 'argument', rule: parent.rule.name, index, path };
}

/** `:=` binds its left side; `=` binds what nothing else does, on either side, but not under `not`. */
function bindByOperation(operation: Operation, root: Term, path: readonly Step[], local: Local): Binding | undefined {
  const isLeft = operation.left === root;
  if (operation.operator === ':=' && isLeft) return { kind: 'value', term: operation.right, path };
  const { parent } = operation;
  if (operation.operator !== '=' || !isFree(local) || (parent.kind === 'term' && parent.negated)) return undefined;
  return { kind: 'value', term: isLeft ? operation.right : operation.left, path };
}

function bindByMembers(
  root: Term,
  path: readonly Step[],
  expression: Extract<Expression, { kind: 'someIn' | 'every' }>,
): Binding | undefined {
  const { key, value, collection } = expression;
  if (root !== key && root !== value) return undefined;
  return { kind: root === key ? 'key' : 'member', collection, path };
}

function bindByIndex(
  reference: Reference,
  holder: Extract<Parent, { kind: 'reference' | 'lookup' }>,
): Binding | undefined {
  const segment = holder.path.find(({ term }) => term === reference);
  return segment && { kind: 'index', holder, segment };
}

/** Bound by being used, so that every use may bind it. */
export function isFree({ kind }: Local): boolean {
  return kind === 'free' || kind === 'declared' || kind === 'wildcard';
}

/** The outermost array or object of the pattern a variable is in, and the path from there to the variable. */
function climbPattern(reference: Reference): { root: Term; path: readonly Step[] } {
  let root: Term = reference;
  const path: Step[] = [];
  for (let step = stepAbove(root); step; step = stepAbove(root)) {
    path.unshift(step.step);
    root = step.pattern;
  }
  return { root, path };
}

function stepAbove(term: Term): { pattern: Term; step: Step } | undefined {
  const { parent } = term;
  if (parent.kind === 'array') return { pattern: parent, step: parent.items.indexOf(term) };
  if (parent.kind !== 'object') return undefined;
  const entry = parent.entries.find(({ value }) => value === term);
  if (!entry) return undefined;
  const { key } = entry;
  return { pattern: parent, step: key.kind === 'string' || key.kind === 'number' ? key.value : undefined };
}
