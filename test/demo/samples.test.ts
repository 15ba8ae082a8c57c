/** The demo's recorded logins, as somebody who learns from them has them. */
import { expect, it } from 'vitest';
import { keepRecords } from '../../demo/data/records.ts';
import { isUlid } from '../../server/src/core/account/ulid.ts';
import { learnKeySession } from '../../server/src/core/account/learnKeySession.ts';
import { demoSnapshot } from '../support/demoAccount.ts';

const { policies } = keepRecords(demoSnapshot);
const samples = policies.flatMap((policy) => policy.samples);

it('show how keys log in', () => {
  const inputs = samples.map(({ input }) => input);
  expect(learnKeySession(inputs, demoSnapshot.apiKeys.items)).toEqual({
    keyLogin: 'id',
    keySession: { name: 'keyName', member: true, machine: false },
  });
});

it('have keys of their own, the newest first', () => {
  const keys = samples.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.filter((key) => !isUlid(key))).toEqual([]);
  for (const { samples: own } of policies) {
    const instants = own.map(({ at }) => Date.parse(at));
    expect(instants).toEqual(instants.toSorted((a, b) => b - a));
  }
});

it('are those of policies and keys that are there', () => {
  const { apiKeys, loginPolicies } = demoSnapshot;
  const bare = { ...demoSnapshot, apiKeys: { ...apiKeys, items: [] }, loginPolicies: { ...loginPolicies, items: [] } };
  expect(keepRecords(bare).policies.map(({ id, samples: own }) => [id, own.length])).toEqual([
    ['no-public-buckets', 0],
  ]);
});
