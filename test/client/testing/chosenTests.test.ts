import { expect, it } from 'vitest';
import { chooseTests } from '../../../client/src/testing/chosenTests.ts';

const FILES = [
  { item: 'one.scenarios.yaml', scenarios: ['a', 'b'] },
  { item: 'two.scenarios.yaml', scenarios: ['c'] },
  { item: 'empty.scenarios.yaml', scenarios: [] },
];

it.each([
  { name: 'everything', include: undefined, exclude: undefined, chosen: ['a', 'b', 'c'] },
  { name: 'a file', include: ['one.scenarios.yaml'], exclude: undefined, chosen: ['a', 'b'] },
  { name: 'a scenario', include: ['b'], exclude: [], chosen: ['b'] },
  { name: 'a file but for a scenario', include: ['one.scenarios.yaml'], exclude: ['a'], chosen: ['b'] },
  { name: 'everything but for a file', include: undefined, exclude: ['one.scenarios.yaml'], chosen: ['c'] },
  { name: 'both a file and a scenario of it', include: ['two.scenarios.yaml', 'c'], exclude: [], chosen: ['c'] },
  { name: 'nothing', include: [], exclude: [], chosen: [] },
])('runs $name', ({ include, exclude, chosen }) => {
  const files = chooseTests(FILES, { include, exclude });
  expect(files.flatMap(({ scenarios }) => scenarios)).toEqual(chosen);
  expect(files.every(({ scenarios }) => scenarios.length > 0)).toBe(true);
});
