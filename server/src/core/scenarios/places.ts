/** Where things stand in a YAML document. */
import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Range } from '../../protocol/findings.ts';
import type { LineIndex } from '../syntax/positions.ts';
import { isMergeKey, mergedBy } from './mergeKeys.ts';

type Step = string | number;

/** Places of values and keys by their path: where there is nothing, of what is there above it. */
export class Places {
  readonly #document: Document.Parsed;
  readonly #lines: LineIndex;

  constructor(document: Document.Parsed, lines: LineIndex) {
    this.#document = document;
    this.#lines = lines;
  }

  /** Of a value; of an empty one, of its key. */
  valueAt(path: readonly Step[]): Range {
    const node = this.#find(path);
    return this.#isNothing(node) && path.length > 0 ? this.keyAt(path) : this.#rangeOf(node);
  }

  /** Of the key that a value stands behind; of an item of a list, of the item. */
  keyAt(path: readonly Step[]): Range {
    const parent = this.#find(path.slice(0, -1));
    const pair = isMap(parent) ? this.#pairOf(parent, path.at(-1)) : undefined;
    if (pair) return this.#rangeOf(pair.key);
    return path.length === 0 ? this.#rangeOf(undefined) : this.#rangeOf(this.#find(path) ?? parent);
  }

  /** Of the first key of a map: for what it lacks. */
  firstKeyIn(path: readonly Step[]): Range {
    const map = this.#find(path);
    const first = isMap(map) ? map.items[0] : undefined;
    return first ? this.#rangeOf(first.key) : this.valueAt(path);
  }

  /** Of a key and its value. */
  pairAt(path: readonly Step[]): Range {
    return { start: this.keyAt(path).start, end: this.valueAt(path).end };
  }

  #find(path: readonly Step[]): unknown {
    let node: unknown = this.#document.contents;
    for (const step of path) {
      const inner: unknown = isAlias(node) ? node.resolve(this.#document) : node;
      if (isMap(inner)) node = this.#pairOf(inner, step)?.value;
      else if (isSeq(inner)) node = inner.items[Number(step)];
      else return undefined;
    }
    return node ?? undefined;
  }

  /** Its own, else that of a map that is merged into it. */
  #pairOf(map: YAMLMap, key: Step | undefined): Pair | undefined {
    const own = map.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    if (own) return own;
    for (const source of map.items.filter(isMergeKey).flatMap((pair) => mergedBy(pair, this.#document))) {
      const merged = source && this.#pairOf(source, key);
      if (merged) return merged;
    }
    return undefined;
  }

  #isNothing(node: unknown): boolean {
    return node === undefined || (isScalar(node) && node.value === null && (node.range?.[0] ?? 0) === node.range?.[1]);
  }

  #rangeOf(node: unknown): Range {
    const from = (node as Node | undefined)?.range?.[0] ?? 0;
    return this.#lines.rangeOf({ from, to: Math.max(from, endOf(node)) });
  }
}

/** Without the blank lines and comments behind it, which YAML counts to a collection. 0: it is nowhere. */
export function endOf(node: unknown): number {
  if (isPair(node)) return endOf(node.value) || endOf(node.key);
  if (isCollection(node) && node.flow !== true) return endOf(node.items.at(-1));
  return (node as Node | null | undefined)?.range?.[1] ?? 0;
}
