/** Things that are alike by their text, each once, in the order in which they come. */
export class Interned<Item> {
  readonly items: Item[] = [];
  readonly #places = new Map<string, number>();
  readonly #print: (item: Item) => string;

  constructor(print: (item: Item) => string) {
    this.#print = print;
  }

  placeOf(item: Item): number {
    const text = this.#print(item);
    const before = this.#places.get(text);
    if (before !== undefined) return before;
    const place = this.items.push(item) - 1;
    this.#places.set(text, place);
    return place;
  }
}
