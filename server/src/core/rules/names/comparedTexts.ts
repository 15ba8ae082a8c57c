/** Things of the account by what a policy compares in the place of their texts: found at once among thousands. */
import type { Subject } from '../../syntax/values/conditions.ts';
import { groupBy } from '../../syntax/multimap.ts';
import { rewriteOf, rewritten, type Rewrite } from './rewrites.ts';

export class ComparedTexts<Item> {
  readonly items: readonly Item[];
  readonly #textOf: (item: Item) => string;
  readonly #byText = new Map<Rewrite | undefined, ReadonlyMap<string, readonly Item[]>>();

  constructor(items: readonly Item[], textOf: (item: Item) => string) {
    this.items = items;
    this.#textOf = textOf;
  }

  /** Those that are one of the texts when they are compared as one of the subjects; in the order of the items. */
  find(texts: readonly string[], subjects: readonly (Subject | undefined)[]): readonly Item[] {
    const rewrites = [...new Set(subjects.map(rewriteOf))];
    const lists = rewrites.flatMap((rewrite) => texts.map((text) => this.#indexOf(rewrite).get(text) ?? []));
    const [only = [], ...others] = lists.filter((list) => list.length > 0);
    if (others.length === 0) return only;
    const found = new Set([...only, ...others.flat()]);
    return this.items.filter((item) => found.has(item));
  }

  #indexOf(rewrite: Rewrite | undefined): ReadonlyMap<string, readonly Item[]> {
    const known = this.#byText.get(rewrite);
    if (known) return known;
    const index = groupBy(this.items, (item) => rewritten(this.#textOf(item), rewrite));
    this.#byText.set(rewrite, index);
    return index;
  }
}
