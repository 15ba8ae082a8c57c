/** A map that forgets what has not been used for longest. */
export class RecentlyUsed<Value> {
  readonly #values = new Map<string, Value>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The value of a key, made where there is none. */
  get(key: string, make: () => Value): Value {
    const known = this.#values.has(key);
    const value = known ? (this.#values.get(key) as Value) : make();
    // A map keeps the order of insertion: the first is the one unused for longest.
    if (known) this.#values.delete(key);
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#capacity) break;
      this.#values.delete(oldest);
    }
    return value;
  }
}
