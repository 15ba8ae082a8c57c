/** Remembers what has been computed, also where it asks for itself on the way (`x = y; y = x`). */
import { UNKNOWN, type Value } from './value.ts';

type Key = object | string;

/** So often something is computed again that depends on what is not finished; after that it is unknown. */
const PATIENCE = 1000;

/** A chain of so many locals and rules, each asking the next, would overflow the stack. */
const TOO_DEEP = 300;

export class Memory {
  readonly #known = new Map<Key, readonly Value[]>();
  /** What is being computed, and how deep. */
  readonly #active = new Map<Key, number>();
  /** The least depth that the running computation has asked for again. */
  #asksAgain = Infinity;
  #unfinished = 0;

  /**
   * What is known for the key, else what `compute` gives. Asked for again while it is being computed, it adds nothing;
   * what was computed meanwhile lacks what is still to come, and is not remembered.
   */
  recall(key: Key, compute: () => readonly Value[]): readonly Value[] {
    const known = this.#known.get(key);
    if (known) return known;
    const activeDepth = this.#active.get(key);
    if (activeDepth !== undefined) return this.#askAgain(activeDepth);
    const depth = this.#active.size;
    if (depth > TOO_DEEP) return [UNKNOWN];
    this.#active.set(key, depth);
    const outer = this.#asksAgain;
    this.#asksAgain = Infinity;
    const values = compute();
    this.#active.delete(key);
    if (this.#asksAgain >= depth) this.#known.set(key, values);
    else this.#unfinished++;
    this.#asksAgain = Math.min(outer, this.#asksAgain < depth ? this.#asksAgain : Infinity);
    return values;
  }

  #askAgain(depth: number): readonly Value[] {
    if (this.#unfinished > PATIENCE) return [UNKNOWN];
    this.#asksAgain = Math.min(this.#asksAgain, depth);
    return [];
  }
}
