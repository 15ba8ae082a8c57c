import { expect, onTestFinished, test } from 'vitest';
import type { DemoAccount } from '../../../../demo/server.ts';
import type { Fault } from '../../../../demo/faults/fault.ts';
import type { SpaceliftApi } from '../../../../server/src/account/api/api.ts';
import {
  RolesDocument,
  SimulateWithEngineDocument,
  ViewerDocument,
} from '../../../../server/src/account/generated/documents.ts';
import { startDemo } from '../../../support/demoAccount.ts';
import { failure, openApi, START, TestClock } from './fakeSpacelift.ts';

/** The demo account with faults, and an api that asks it as its administrative key. */
async function openDemo(...faults: Fault[]): Promise<{ demo: DemoAccount; api: SpaceliftApi }> {
  const demo = await startDemo({ faults, clock: new TestClock() });
  onTestFinished(() => demo.close());
  const { endpoint, keyId: id, keySecret: secret } = demo;
  const { api } = openApi({ endpoint, credential: { kind: 'apiKey', endpoint, id, secret } });
  return { demo, api };
}

test('is signed in to and asked', async () => {
  const { api } = await openDemo();
  expect(await api.request(ViewerDocument, {})).toMatchObject({ data: { viewer: { admin: true } }, failed: [] });
});

test('tokens that are dead are renewed', async () => {
  const { demo, api } = await openDemo();
  const before = await api.request(RolesDocument, {});
  demo.expireTokens();
  expect(await api.request(RolesDocument, {})).toEqual(before);
});

test('fields that it lacks are left out', async () => {
  const { api } = await openDemo({ kind: 'lacks', fields: ['Role.slug', 'Mutation.policySimulatev2'] });
  const { data, missing } = await api.request(RolesDocument, {});
  expect(missing).toEqual(['Role.slug']);
  const { roles } = data as { roles: object[] };
  expect(roles.length).toBeGreaterThan(5);
  for (const role of roles) expect(role).not.toHaveProperty('slug');

  const input = { type: 'LOGIN', body: '', input: '{}', engineType: 'REGO_V1' } as const;
  const simulated = await api.request(SimulateWithEngineDocument, { input });
  expect(simulated.data).toEqual({});
  expect(simulated.missing).toContain('Mutation.policySimulatev2');
});

test('an input that it lacks a field of is not sent without it', async () => {
  const { api } = await openDemo({ kind: 'lacks', fields: ['PolicySimulateInput.engineType'] });
  const input = { type: 'LOGIN', body: '', input: '{}', engineType: 'REGO_V1' } as const;
  expect(await api.request(SimulateWithEngineDocument, { input })).toEqual({
    data: {},
    missing: ['PolicySimulateInput.engineType'],
    failed: [],
  });
});

test.each<{ fault: Fault; shown: string }>([
  {
    fault: { kind: 'unauthorized', fields: ['roles'] },
    shown: 'forbidden: HOST does not permit this credential to see it.',
  },
  {
    fault: { kind: 'status', status: 401, when: 'signedIn' },
    shown: 'expired: HOST signs in, and then does not accept the token that it gave.',
  },
  {
    fault: { kind: 'truncated', when: 'signedIn' },
    shown: 'notSpacelift: HOST gave an answer that breaks off or is damaged.',
  },
  {
    fault: { kind: 'cut', after: 'half', when: 'signedIn' },
    shown:
      'notSpacelift: HOST cut its answer short. If this goes on, something on the way (a proxy, a VPN) ends connections.',
  },
  {
    fault: { kind: 'cut', after: 'nothing', when: 'signedIn' },
    shown: 'unreachable: HOST ended the connection before it answered.',
  },
  {
    fault: { kind: 'status', status: 429, retryAfter: new Date(START + 7_200_000).toUTCString() },
    shown: 'limited: HOST was asked too often (429). Try again in 2 hours.',
  },
])('$fault', async ({ fault, shown }) => {
  const { demo, api } = await openDemo(fault);
  expect(await failure(api.request(RolesDocument, {}))).toBe(shown.replaceAll('HOST', new URL(demo.endpoint).host));
});

test('a clock that differs by hours does no harm, and is named', async () => {
  const { demo, api } = await openDemo({ kind: 'clock', hours: 3 });
  await api.request(RolesDocument, {});
  expect(api.notice()).toBe(
    `This computer's clock seems to be off: it is 3 hours behind the clock of ${new URL(demo.endpoint).host}.`,
  );
});
