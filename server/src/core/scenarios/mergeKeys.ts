/** YAML's merge keys (`<<: *base`): the library takes them, and so much of them that a short file could keep it busy. */
import { isAlias, isMap, isScalar, isSeq, visit, type Document, type Pair, type YAMLMap } from 'yaml';

/** No file that somebody writes comes near. */
const MOST_MERGED = 1000;

export function isMergeKey({ key }: Pair): boolean {
  const value: unknown = isScalar(key) ? key.value : undefined;
  return value === '<<' || (typeof value === 'symbol' && value.description === '<<');
}

/** The maps that a merge key names, those that count first; undefined for what is no map. */
export function mergedBy({ value }: Pair, document: Document): (YAMLMap | undefined)[] {
  const items: unknown[] = isSeq(value) ? value.items : [value];
  return items.map((item) => {
    const node: unknown = isAlias(item) ? item.resolve(document) : item;
    return isMap(node) ? node : undefined;
  });
}

/** The first merge key that names no map, or that leads to too many of them, itself included. */
export function findWrongMerge(document: Document): Pair | undefined {
  const weights = new Map<YAMLMap, number>();
  let wrong: Pair | undefined;
  const weigh = (map: YAMLMap | undefined): number => {
    if (map === undefined) return Infinity;
    const known = weights.get(map);
    if (known !== undefined) return known;
    // Whoever comes back here goes on for ever.
    weights.set(map, Infinity);
    const sources = map.items.filter(isMergeKey).flatMap((pair) => mergedBy(pair, document));
    const weight = sources.reduce((sum, source) => sum + weigh(source), 1);
    weights.set(map, weight);
    return weight;
  };
  visit(document, {
    Pair: (_, pair) => {
      if (!isMergeKey(pair)) return undefined;
      const weight = mergedBy(pair, document).reduce((sum, source) => sum + weigh(source), 0);
      if (weight <= MOST_MERGED) return undefined;
      wrong = pair;
      return visit.BREAK;
    },
  });
  return wrong;
}
