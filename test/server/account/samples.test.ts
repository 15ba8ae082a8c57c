import { expect, it } from 'vitest';
import { askInTurn } from '../../../server/src/account/inventory/ask.ts';
import { learnFromSamples } from '../../../server/src/account/inventory/samples.ts';
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

it.each<[string, Answers]>([
  ['nobody but an administrator may see them', { SampleKeys: fails('forbidden') }],
  ['the server has none', { SampleKeys: () => ({ data: {}, missing: ['Policy.evaluationRecords'] }) }],
  ['the policy is gone', { SampleKeys: () => ({ data: { policy: null } }) }],
  ['none is recorded', recorded([])],
  [
    'each is gone',
    { ...recorded([recordLogin(0), recordLogin(1)]), Sample: () => ({ data: { policy: { evaluationSample: null } } }) },
  ],
  [
    'they are odd',
    {
      ...recorded([recordLogin(0), recordLogin(1)]),
      Sample: () => ({ data: { policy: { evaluationSample: { input: 7 } } } }),
    },
  ],
  ['they are no JSON', recorded(['{', ''])],
])('learns nothing, and does not complain, where %s', async (_, answers) => {
  expect(await learn(fakeApi(answers))).toEqual({});
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

it('does not ask where all keys are administrative', async () => {
  const api = fakeApi(recorded([recordLogin(0)]));
  expect(await learn(api, [])).toEqual({});
  expect(
    await learn(
      api,
      demoAccount.apiKeys.items.filter(({ admin }) => admin),
    ),
  ).toEqual({});
  expect(api.asked).toEqual([]);
});

it('ends with whoever asked', async () => {
  await expect(learn(fakeApi({ SampleKeys: fails('cancelled') }))).rejects.toMatchObject({ kind: 'cancelled' });
});
