/** `search…` by pages, words, predicates and order. */
import { describe, expect, it } from 'vitest';
import { search, type Fields, type SearchInput } from '../../demo/resolvers/search.ts';

interface Item {
  name: string;
  kind: string;
  age: number;
  tags: string[];
  isOld: boolean;
}

const ITEMS: Item[] = [
  { name: 'beta', kind: 'LOGIN', age: 3, tags: ['x'], isOld: true },
  { name: 'alpha', kind: 'PLAN', age: 1, tags: [], isOld: false },
  { name: 'Alpine', kind: 'LOGIN', age: 2, tags: ['x', 'y'], isOld: false },
];
const FIELDS: Fields<Item> = {
  name: ({ name }) => name,
  kind: ({ kind }) => kind,
  age: ({ age }) => age,
  tags: ({ tags }) => tags,
  isOld: ({ isOld }) => isOld,
};

function find(input: SearchInput): { names: string[]; pageInfo: object } {
  const { edges, pageInfo } = search(ITEMS, input, FIELDS, ({ name }) => [name]);
  return { names: edges.map(({ node }) => node.name), pageInfo };
}

describe('finds', () => {
  it.each<[string, SearchInput, string[]]>([
    ['all, in their order', {}, ['beta', 'alpha', 'Alpine']],
    [
      'all, where everything is null',
      { first: null, after: null, fullTextSearch: null, predicates: null, orderBy: null },
      ['beta', 'alpha', 'Alpine'],
    ],
    ['by text, whatever the case', { fullTextSearch: 'ALP' }, ['alpha', 'Alpine']],
    ['by an enum', { predicates: [{ field: 'kind', constraint: { enumEquals: ['LOGIN'] } }] }, ['beta', 'Alpine']],
    [
      'by one of several',
      { predicates: [{ field: 'kind', constraint: { enumEquals: ['LOGIN', 'PLAN'] } }] },
      ['beta', 'alpha', 'Alpine'],
    ],
    ['none of none', { predicates: [{ field: 'kind', constraint: { enumEquals: [] } }] }, []],
    ['by text of a field', { predicates: [{ field: 'name', constraint: { stringMatches: ['beta'] } }] }, ['beta']],
    ['by a member of a list', { predicates: [{ field: 'tags', constraint: { stringMatches: ['y'] } }] }, ['Alpine']],
    ['by a boolean', { predicates: [{ field: 'isOld', constraint: { booleanEquals: [false] } }] }, ['alpha', 'Alpine']],
    [
      'what is left',
      { predicates: [{ field: 'kind', constraint: { enumEquals: ['LOGIN'] }, exclude: true }] },
      ['alpha'],
    ],
    [
      'by two predicates',
      {
        predicates: [
          { field: 'kind', constraint: { enumEquals: ['LOGIN'] } },
          { field: 'isOld', constraint: { booleanEquals: [true] } },
        ],
      },
      ['beta'],
    ],
    ['upwards', { orderBy: { field: 'age', direction: 'ASC' } }, ['alpha', 'Alpine', 'beta']],
    ['downwards', { orderBy: { field: 'name', direction: 'DESC' } }, ['beta', 'alpha', 'Alpine']],
  ])('%s', (_, input, names) => {
    expect(find(input).names).toEqual(names);
  });
});

it('goes page by page', () => {
  const first = find({ first: 2 });
  expect(first).toMatchObject({ names: ['beta', 'alpha'], pageInfo: { hasNextPage: true, hasPreviousPage: false } });
  const { endCursor } = first.pageInfo as { endCursor: string };
  const last = find({ first: 2, after: endCursor });
  expect(last).toMatchObject({ names: ['Alpine'], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
});

it.each<[SearchInput, string]>([
  [{ predicates: [{ field: 'size', constraint: {} }] }, 'unknown field "size"'],
  [{ predicates: [{ field: 'constructor', constraint: {} }] }, 'unknown field "constructor"'],
  [{ orderBy: { field: 'size', direction: 'ASC' } }, 'unknown field "size"'],
  [{ after: 'elsewhere' }, 'invalid cursor "elsewhere"'],
])('refuses %j', (input, message) => {
  expect(() => find(input)).toThrow(message);
});
