/** Which scenarios a run is of. */

/** Of the tree of tests: a scenario file, and its scenarios. */
export interface TestFile<Item> {
  readonly item: Item;
  readonly scenarios: readonly Item[];
}

/** As VS Code asks for a run. */
export interface AskedTests<Item> {
  /** Missing: all. A file stands for its scenarios. */
  readonly include: readonly Item[] | undefined;
  readonly exclude: readonly Item[] | undefined;
}

/** Of each file at least one scenario, or the file is left out. */
export function chooseTests<Item>(files: readonly TestFile<Item>[], asked: AskedTests<Item>): TestFile<Item>[] {
  const isAsked = (file: Item, scenario: Item): boolean => {
    const has = (items: readonly Item[]): boolean => items.includes(file) || items.includes(scenario);
    return (asked.include === undefined || has(asked.include)) && !has(asked.exclude ?? []);
  };
  return files
    .map(({ item, scenarios }) => ({ item, scenarios: scenarios.filter((one) => isAsked(item, one)) }))
    .filter(({ scenarios }) => scenarios.length > 0);
}
