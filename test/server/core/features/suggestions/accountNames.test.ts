import { expect, it } from 'vitest';
import { nameAccount } from '../../../../../server/src/core/features/suggestions/accountNames.ts';
import { parseInstant } from '../../../../../server/src/core/simulation/instant.ts';
import { demoInventory } from '../../../../support/openPolicy.ts';

const names = nameAccount(demoInventory, 'demo', parseInstant('2026-03-01T12:00:00Z'));

it.each<[string, string | undefined]>([
  ['retired-runner', 'deleted'],
  ['legacy-ci', 'expired'],
  ['break-glass', 'admin'],
  ['ci-cd-production', undefined],
])('the key %s is %s', (name, state) => {
  expect(names.keys.find((key) => key.name === name)?.state).toBe(state);
});

it('keys and spaces come by name', () => {
  for (const { name, items } of [
    { name: 'keys', items: names.keys },
    { name: 'spaces', items: names.spaces },
  ]) {
    expect(
      items.map((item) => item.name),
      name,
    ).toEqual(items.map((item) => item.name).sort());
  }
});

it('a space knows its parent, and the root has none', () => {
  const eu = names.spaces.find(({ name }) => name === 'eu');
  expect(eu?.parent).toMatch(/^production-/);
  expect(names.spaces.find(({ id }) => id === 'root')).not.toHaveProperty('parent');
});
