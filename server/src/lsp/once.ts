/** Something that is worked out when it is first asked for. */
export class Once<T> {
  readonly #lasts: (error: unknown) => boolean;
  #result: Promise<T> | undefined;

  /** @param lasts whether a failure is the result, too; after any other, whoever asks next tries again */
  constructor(lasts: (error: unknown) => boolean) {
    this.#lasts = lasts;
  }

  get(work: () => Promise<T>): Promise<T> {
    if (this.#result === undefined) {
      this.#result = work();
      // Those who wait for it are told by the promise itself.
      this.#result.catch((error: unknown) => {
        if (!this.#lasts(error)) this.#result = undefined;
      });
    }
    return this.#result;
  }
}
