import { expect, test } from 'vitest';
import { accepts, describeType, splitTypes } from '../../../../../server/src/core/features/opa/typeWords.ts';

test.each([
  ['string', 'a string'],
  ['array[string]', 'a list of strings'],
  ['set[number]', 'a set of numbers'],
  ['array<string, number>', 'a list'],
  ['array[array[string]]', 'a list'],
  ['object<id: string, labels: array[string]>', 'an object'],
  ['object[string: any]', 'an object'],
  ['any<string, array[string], number>', 'a string or a list of strings or a number'],
  ['any', 'anything'],
  ['sometype', 'sometype'],
])('%s', (type, words) => {
  expect(describeType(type)).toBe(words);
});

test.each([
  ['()', []],
  ['(string)', ['string']],
  [
    '(a: string, any<string, array[string]>, object<x: number, y: number>)',
    ['a: string', 'any<string, array[string]>', 'object<x: number, y: number>'],
  ],
])('splits %s', (list, parts) => {
  expect(splitTypes(list)).toEqual(parts);
});

test.each([
  ['string', 'string', true],
  ['string', 'array[string]', false],
  ['any<string, array[string]>', 'array[number]', true],
  ['any', 'number', true],
  ['any<...>', 'number', true],
  ['number', '???', true],
  ['number', 'any<string, number>', true],
  ['set[string]', 'array[string]', false],
])('%s accepts %s: %s', (wanted, given, answer) => {
  expect(accepts(wanted, given)).toBe(answer);
});
