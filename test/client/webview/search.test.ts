import { expect, it } from 'vitest';
import { search } from '../../../client/webview/model/search.ts';

const KEYS = Array.from({ length: 5_000 }, (_, index) => ({
  value: `id-${index}`,
  label: `service-${index}-deploy`,
  detail: `01K${String(index).padStart(6, '0')}`,
}));
const NAMED = ['ci-prod', 'production', 'xprod', 'prod-eu', 'dev'].map((label) => ({ value: label, label }));

it.each<[string, string, string[]]>([
  ['beginnings come first, then beginnings of words', 'prod', ['production', 'prod-eu', 'ci-prod', 'xprod']],
  ['capitals are as small letters', 'PROD-E', ['prod-eu']],
  ['every word is in it', 'eu prod', ['prod-eu']],
  ['nothing is found', 'staging', []],
])('%s', (_name, query, expected) => {
  expect(search(NAMED, query).options.map(({ label }) => label)).toEqual(expected);
});

it('of thousands there are some, and how many more', () => {
  expect(search(KEYS, 'deploy')).toMatchObject({ more: 4_950 });
  expect(search(KEYS, '')).toMatchObject({ more: 4_950 });
});

it.each(['service-4321', '01K004321', '4321 dep'])('one of thousands is found by %s', (query) => {
  expect(search(KEYS, query)).toEqual({ options: [KEYS[4_321]], more: 0 });
});
