import { describe, expect, it } from 'vitest';
import { askInTurn } from '../../../server/src/account/inventory/ask.ts';
import { learnFromSamples, mergeLearnt } from '../../../server/src/account/inventory/samples.ts';
import type { LearntKeySession } from '../../../server/src/core/account/learnKeySession.ts';
import { demoAccount } from '../core/account/demoAccount.ts';
import { type Answers, type FakeApi, fakeApi } from './fakeApi.ts';
import { fails } from './readAccount.ts';

const { items: policies } = demoAccount.loginPolicies;
const keys = demoAccount.apiKeys.items.filter(({ admin, deleted, type }) => !admin && !deleted && type === 'SECRET');

/** What is recorded when the key logs in by its id. */
function recordLogin(index: number, session: object = {}): string {
  const key = keys[index % keys.length];
  if (key === undefined) throw new Error('the demo account has keys');
  const { id, name, teams } = key;
  return JSON.stringify({ session: { login: `api::${id}`, name, teams, member: true, machine: false, ...session } });
}

/** What is recorded when the key logs in by its name. */
function byName(index: number): string {
  return recordLogin(index, { login: keys[index % keys.length]?.name });
}

/** Each policy has these, the last one the newest. */
function recorded(inputs: readonly string[]): Answers {
  const evaluationRecords = inputs.map((_, index) => ({ key: `k${index}`, outcome: 'allow', timestamp: 1000 + index }));
  return {
    SampleKeys: () => ({ data: { policy: { evaluationRecords } } }),
    Sample: ({ key }) => ({
      data: {
        policy: { evaluationSample: { input: inputs[Number(String(key).slice(1))], body: 'package spacelift' } },
      },
    }),
  };
}

function learn(api: FakeApi, of = demoAccount.apiKeys.items, from = policies): ReturnType<typeof learnFromSamples> {
  return learnFromSamples(askInTurn(api, new AbortController().signal), from, of);
}

const LEARNT = { keyLogin: 'id', keySession: { name: 'keyName', member: true, machine: false } };

it('learns from what every login policy has recorded', async () => {
  const api = fakeApi(recorded([recordLogin(0), recordLogin(1)]));
  expect(await learn(api)).toEqual(LEARNT);
  expect(api.asked.filter((name) => name === 'SampleKeys')).toHaveLength(policies.length);
});

it('asks for the twenty newest of each policy, and for no others', async () => {
  const inputs = Array.from({ length: 30 }, (_, index) => recordLogin(index, { member: index >= 10 }));
  const api = fakeApi(recorded(inputs));
  expect(await learn(api)).toEqual(LEARNT);
  expect(api.asked.filter((name) => name === 'Sample')).toHaveLength(20 * policies.length);
});

it('asks for some of each where there are many policies', async () => {
  const api = fakeApi(recorded(Array.from({ length: 30 }, (_, index) => recordLogin(index))));
  const many = Array.from({ length: 25 }, (_, index) => ({
    id: `p${index}`,
    name: '',
    body: '',
    engine: 'v0' as const,
  }));
  expect(await learn(api, demoAccount.apiKeys.items, many)).toEqual(LEARNT);
  expect(api.asked.filter((name) => name === 'Sample')).toHaveLength(75);
});

const NONE = { keyRecords: 'none' };

it.each<[string, Answers, object | undefined]>([
  ['nobody but an administrator may see them', { SampleKeys: fails('forbidden') }, undefined],
  ['the server has none', { SampleKeys: () => ({ data: {}, missing: ['Policy.evaluationRecords'] }) }, undefined],
  ['the policy is gone', { SampleKeys: () => ({ data: { policy: null } }) }, undefined],
  ['none is recorded', recorded([]), NONE],
  [
    'each is gone',
    { ...recorded([recordLogin(0), recordLogin(1)]), Sample: () => ({ data: { policy: { evaluationSample: null } } }) },
    undefined,
  ],
  [
    'they are odd',
    {
      ...recorded([recordLogin(0), recordLogin(1)]),
      Sample: () => ({ data: { policy: { evaluationSample: { input: 7 } } } }),
    },
    undefined,
  ],
  ['they are no JSON', recorded(['{', '']), NONE],
  ['they differ', recorded([recordLogin(0), byName(1)]), { keyRecords: 'different' }],
])('learns nothing, and does not complain, where %s', async (_, answers, learnt) => {
  expect(await learn(fakeApi(answers))).toEqual(learnt);
});

it('asks where no key is known, or none that policies are asked about: logins by id show how keys log in', async () => {
  const api = (): FakeApi => fakeApi(recorded([recordLogin(0), recordLogin(1)]));
  const administrators = demoAccount.apiKeys.items.filter(({ admin }) => admin);
  for (const known of [[], administrators]) expect(await learn(api(), known)).toMatchObject({ keyLogin: 'id' });
});

it('does not ask where there is no login policy', async () => {
  const api = fakeApi({});
  expect(await learn(api, demoAccount.apiKeys.items, [])).toBeUndefined();
  expect(api.asked).toEqual([]);
});

describe('what was known before', () => {
  const before = { keyLogin: 'id', keySession: { member: true } } as const;
  it.each<[string, LearntKeySession | undefined, LearntKeySession | undefined, LearntKeySession]>([
    ['stays where no record can be read', undefined, before, before],
    ['stays where none is left: they are gone after a while', { keyRecords: 'none' }, before, before],
    ['is forgotten where they differ now', { keyRecords: 'different' }, before, { keyRecords: 'different' }],
    ['gives way to what they show, as a whole', { keyLogin: 'name' }, before, { keyLogin: 'name' }],
    ['may be that there was none', undefined, { keyRecords: 'none' }, { keyRecords: 'none' }],
    ['may be nothing', undefined, undefined, {}],
    ['gives way where it was less', { keyRecords: 'none' }, { keyRecords: 'different' }, { keyRecords: 'none' }],
  ])('%s', (_, now, known, merged) => {
    expect(mergeLearnt(now, known)).toEqual(merged);
  });
});

it('learns from the others where one is odd or can not be had', async () => {
  const good = recorded([recordLogin(0), recordLogin(1), recordLogin(2)]);
  const answers: Answers = {
    SampleKeys: () => ({
      data: {
        policy: {
          evaluationRecords: [
            { key: 'k0', timestamp: 1 },
            { key: 'k1', timestamp: 2 },
            { key: 'k2', timestamp: 3 },
            { key: 4, timestamp: 5 },
            null,
          ],
        },
      },
    }),
    Sample: (variables) => (variables['key'] === 'k2' ? fails('timeout')() : (good['Sample']?.(variables) ?? {})),
  };
  expect(await learn(fakeApi(answers))).toEqual(LEARNT);
});

it('ends with whoever asked', async () => {
  await expect(learn(fakeApi({ SampleKeys: fails('cancelled') }))).rejects.toMatchObject({ kind: 'cancelled' });
});
