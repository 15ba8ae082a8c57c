/** For `sort`: texts by their code units, the same in every language, and instants by their number. */
export function ascending<Item extends string | bigint>(a: Item, b: Item): number {
  return a < b ? -1 : Number(a > b);
}
