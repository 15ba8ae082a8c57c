/** `search…` as clients send it: a page of what fits, in an order. */
import { GraphQLError } from 'graphql';

export interface SearchInput {
  first?: number | null;
  after?: string | null;
  fullTextSearch?: string | null;
  predicates?: readonly Predicate[] | null;
  orderBy?: { field: string; direction: 'ASC' | 'DESC' } | null;
}

export interface Predicate {
  field: string;
  constraint: {
    booleanEquals?: readonly boolean[] | null;
    enumEquals?: readonly string[] | null;
    stringMatches?: readonly string[] | null;
  };
  exclude?: boolean | null;
}

type Value = string | number | boolean | readonly string[];
/** What can be asked of an item, by the name of the field. */
export type Fields<Item> = Record<string, (item: Item) => Value>;

export interface Connection<Node> {
  edges: { node: Node }[];
  pageInfo: { endCursor: string; hasNextPage: boolean; hasPreviousPage: boolean };
}

const PAGE_SIZE = 50;

/**
 * `texts` are what a full-text search looks at. Items keep their order where none is asked for.
 * @throws {GraphQLError} for a field that is not in `fields`, and a cursor of elsewhere
 */
export function search<Item>(
  items: readonly Item[],
  input: SearchInput,
  fields: Fields<Item>,
  texts: (item: Item) => string[],
): Connection<Item> {
  const words = (input.fullTextSearch ?? '').toLowerCase();
  const found = items
    .filter((item) => texts(item).some((text) => text.toLowerCase().includes(words)))
    .filter((item) => (input.predicates ?? []).every((predicate) => fits(item, predicate, fields)));
  const ordered = input.orderBy ? sort(found, input.orderBy, fields) : found;
  const start = readCursor(input.after);
  const end = start + Math.max(input.first ?? PAGE_SIZE, 0);
  return {
    edges: ordered.slice(start, end).map((node) => ({ node })),
    pageInfo: {
      endCursor: writeCursor(Math.min(end, ordered.length)),
      hasNextPage: end < ordered.length,
      hasPreviousPage: start > 0,
    },
  };
}

function fits<Item>(item: Item, { field, constraint, exclude }: Predicate, fields: Fields<Item>): boolean {
  const value = fieldOf(field, fields)(item);
  const own = Array.isArray(value) ? (value as string[]) : [value as string | number | boolean];
  const lists = [constraint.booleanEquals, constraint.enumEquals, constraint.stringMatches];
  const isFound = lists.every((wanted) => !wanted || own.some((one) => wanted.some((other) => other === one)));
  return isFound !== (exclude ?? false);
}

function sort<Item>(
  items: readonly Item[],
  { field, direction }: NonNullable<SearchInput['orderBy']>,
  fields: Fields<Item>,
): Item[] {
  const read = fieldOf(field, fields);
  const sign = direction === 'ASC' ? 1 : -1;
  return items.toSorted((a, b) => sign * (read(a) === read(b) ? 0 : read(a) < read(b) ? -1 : 1));
}

function fieldOf<Item>(name: string, fields: Fields<Item>): (item: Item) => Value {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) throw new GraphQLError(`unknown field "${name}"`);
  return field;
}

function writeCursor(position: number): string {
  return Buffer.from(`position ${position}`).toString('base64url');
}

function readCursor(cursor: string | null | undefined): number {
  if (!cursor) return 0;
  const position = /^position (\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (position === undefined) throw new GraphQLError(`invalid cursor "${cursor}"`);
  return Number(position);
}
