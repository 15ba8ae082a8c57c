/**
 * Decisions of a generator, made from a list of numbers. Once the list is used up every choice is the first one, which
 * is therefore always the simplest: a shorter list, or one of smaller numbers, makes a simpler policy.
 */
export class Choices {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    const number = this.#numbers[this.#at++] ?? 0;
    return number % count;
  }

  /** Never when the list is used up. */
  oneIn(count: number): boolean {
    return this.below(count) === count - 1;
  }

  pick<T>(options: readonly [T, ...T[]]): T {
    return options[this.below(options.length)] ?? options[0];
  }

  /** Between `least` and `most` of them. */
  list<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }
}
