/** What a term can be, as far as the text tells. */
import type {
  ArrayTerm,
  Call,
  Clause,
  Comprehension,
  Literal,
  ObjectTerm,
  Reference,
  SetTerm,
  Term,
} from '../model.ts';

/** One step of a path: a constant, or undefined for any. */
export type Step = string | number | undefined;

export type Constant = string | number | boolean | null;

export interface ConstantValue {
  readonly kind: 'constant';
  readonly value: Constant;
  /** Where it is written; undefined for the `true` of a rule without a value. */
  readonly literal: Literal | undefined;
}

/** What may have been made of the whole: its members come of it, in no known number and order. */
interface Makeable {
  readonly isChanged?: true;
}

/** Something of the input: `input.session.teams[_]` has the path `session`, `teams`, undefined. */
export interface InputValue extends Makeable {
  readonly kind: 'input';
  readonly path: readonly Step[];
  /** Where it is read. */
  readonly reference: Reference;
}

/** What a built-in gives, or a part of it: `time.clock(ns)[0]` has the path `0`. */
export interface ResultValue extends Makeable {
  readonly kind: 'result';
  readonly call: Call;
  readonly path: readonly Step[];
}

export interface CollectionValue extends Makeable {
  readonly kind: 'collection';
  readonly term: ArrayTerm | SetTerm | ObjectTerm | Comprehension;
  /** What is left of a set, where it is known (`{"a", "b"} - {"b"}`). */
  readonly left?: readonly Term[];
}

/** What one clause puts into a set or map, below the first `depth` steps of its path. */
export interface ClauseValue {
  readonly kind: 'clause';
  readonly clause: Clause;
  readonly depth: number;
}

/** Anything: the text doesn't tell. */
export interface UnknownValue {
  readonly kind: 'unknown';
}

export type Value = ConstantValue | InputValue | ResultValue | CollectionValue | ClauseValue | UnknownValue;

export const UNKNOWN: UnknownValue = { kind: 'unknown' };

/** The members of a literal, those of an object without their keys; undefined where they are not all that is known to be in it. */
export function itemsOf({ term, left, isChanged }: CollectionValue): readonly Term[] | undefined {
  if (term.kind === 'comprehension' || isChanged) return undefined;
  return left ?? (term.kind === 'object' ? term.entries.map(({ value }) => value) : term.items);
}

/** All values of the lists, each once. */
export function unite(lists: readonly (readonly Value[])[]): readonly Value[] {
  const filled = lists.filter(({ length }) => length > 0);
  const [only] = filled;
  if (only === undefined) return [];
  if (filled.length === 1 && only.length === 1) return only;
  const united = new Map<string, Value>();
  for (const list of filled) {
    for (const value of list) united.set(keyOf(value), value);
  }
  return [...united.values()];
}

/** Beyond 2^53 numbers that differ may look alike. */
export function isExact(value: Constant | undefined): value is Constant {
  return value !== undefined && (typeof value !== 'number' || Math.abs(value) < Number.MAX_SAFE_INTEGER);
}

/** Whether two values are the same, written in the same place. */
export function isSame(a: Value, b: Value): boolean {
  return a === b || (a.kind === b.kind && keyOf(a) === keyOf(b));
}

/** Two values with one key are the same, written in the same place. */
export function keyOf(value: Value): string {
  const known = keys.get(value);
  if (known !== undefined) return known;
  const key = 'isChanged' in value ? `changed ${keyOfWhole(value)}` : keyOfWhole(value);
  keys.set(value, key);
  return key;
}

/** A value is asked for its key wherever it goes; making one takes longer than all else. */
const keys = new WeakMap<Value, string>();

function keyOfWhole(value: Value): string {
  switch (value.kind) {
    case 'constant':
      return `constant ${JSON.stringify(value.value)} ${String(value.literal?.from)}`;
    case 'input':
      return `input ${JSON.stringify(value.path.map((step) => step ?? null))}`;
    case 'result':
      return `result ${String(value.call.from)}-${String(value.call.to)} ${JSON.stringify(value.path)}`;
    case 'collection':
      return `collection ${String(value.term.from)}-${String(value.term.to)} ${value.left?.map(({ from }) => from).join() ?? ''}`;
    case 'clause':
      return `clause ${String(value.clause.from)}-${String(value.clause.to)} ${String(value.depth)}`;
    case 'unknown':
      return 'unknown';
  }
}
