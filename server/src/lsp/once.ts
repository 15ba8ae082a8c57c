/** Something that is worked out when it is first asked for; after a failure, whoever asks next tries again. */
export class Once<T> {
  #result: Promise<T> | undefined;

  get(work: () => Promise<T>): Promise<T> {
    if (this.#result === undefined) {
      this.#result = work();
      // Those who wait for it are told by the promise itself.
      this.#result.catch(() => (this.#result = undefined));
    }
    return this.#result;
  }
}
