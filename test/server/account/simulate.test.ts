/** Spacelift's own simulation, asked over HTTP of the demo account's server, old and new. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../demo/faults/fault.ts';
import { createApi, type SpaceliftApi } from '../../../server/src/account/api/api.ts';
import { simulateRemotely } from '../../../server/src/account/simulate.ts';
import type { AccountErrorKind } from '../../../server/src/core/account/accountError.ts';
import type { RemoteSimulation } from '../../../server/src/core/ports.ts';
import type { PolicySource } from '../../../server/src/protocol/engine.ts';
import { NOW } from '../../support/cli.ts';
import { demoSchema, startDemo } from '../../support/demoAccount.ts';
import { startEngine } from '../../support/engine.ts';

const engine = startEngine();
/** Open to the end: what a server lacks is remembered by its port. */
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
  await engine.dispose();
});

const V0: PolicySource = {
  engine: 'v0',
  text: 'package spacelift\n\nallow { input.session.member }\n\nroles["root"]["space-reader"] { true }\n',
};
const V1: PolicySource = {
  engine: 'v1',
  text: 'package spacelift\n\nallow if input.session.member\n\nroles["root"] contains "space-reader"\n',
};
const INPUT = JSON.stringify({ session: { member: true, teams: ['DevOps'] }, request: {}, spaces: [], roles: [] });
const DECISION = { access_level: 'allow', teams: ['DevOps'], roles: { root: ['space-reader'] } };

const notTold = (version: string): string[] => [
  `Spacelift could not be told that the policy is Rego ${version}: its simulation there takes no version`,
];

interface Server {
  faults?: Fault[];
  schema?: string;
}

async function open({ faults = [], schema = demoSchema }: Server): Promise<SpaceliftApi> {
  const demo = await startDemo({ engine, faults, schema });
  const { endpoint, keyId: id, keySecret: secret } = demo;
  const api = createApi({ credential: { kind: 'apiKey', endpoint, id, secret }, clock: { now: () => NOW } });
  closing.push(async () => {
    await api.close();
    await demo.close();
  });
  return api;
}

async function simulate(server: Server, policy: PolicySource): Promise<RemoteSimulation> {
  return simulateRemotely(await open(server), policy, INPUT);
}

const lacks = (...fields: string[]): Fault[] => [{ kind: 'lacks', fields }];
const forbids = (...fields: string[]): Fault[] => [{ kind: 'unauthorized', fields }];

/** Without the mutation that takes it, and without the type. */
const WITHOUT_INPUT_TYPE = demoSchema
  .replace(/^ {2}".*"\n {2}policySimulatev2.*\n/m, '')
  .replace(/^(?:".*"\n)?input PolicySimulateInput \{[^}]*\}\n/m, '');
const WITH_DATA = demoSchema.replace(/(input PolicySimulateInput \{[^}]*?)\binput:/, '$1data:');

describe.each([V0, V1])('$engine', (policy) => {
  it.each<[string, Server, string[]]>([
    ['as it is now', {}, []],
    ['without the newer mutation', { faults: lacks('Mutation.policySimulatev2') }, notTold(policy.engine)],
    ['without a version', { faults: lacks('PolicySimulateInput.engineType') }, notTold(policy.engine)],
    ['without the type of the input', { schema: WITHOUT_INPUT_TYPE }, notTold(policy.engine)],
    ['with another name for the input', { schema: WITH_DATA }, []],
  ])('%s', async (_, server, notes) => {
    const remote = await simulate(server, policy);
    expect(JSON.parse(remote.answer)).toMatchObject(DECISION);
    expect(remote.notes).toEqual(notes);
  });
});

it('asks the older one at once where the newer was missing before', async () => {
  const api = await open({ faults: lacks('Mutation.policySimulatev2') });
  const first = await simulateRemotely(api, V1, INPUT);
  expect(await simulateRemotely(api, V1, INPUT)).toEqual(first);
});

describe('no decision', () => {
  const broken = { ...V1, text: 'package spacelift\n\nallow if input.session.member ==\n' };
  it.each<[string, Server, PolicySource, AccountErrorKind, string]>([
    ['not permitted', { faults: forbids('Mutation.policySimulatev2') }, V1, 'forbidden', 'does not permit'],
    [
      'the older one is not permitted',
      { faults: [...lacks('Mutation.policySimulatev2'), ...forbids('Mutation.policySimulate')] },
      V1,
      'forbidden',
      'does not permit',
    ],
    [
      'there is none',
      { faults: lacks('Mutation.policySimulatev2', 'Mutation.policySimulate') },
      V1,
      'query',
      'is too old to be asked: it does not simulate policies',
    ],
    ['a policy that does not compile', {}, broken, 'query', 'rego_parse_error'],
    [
      'a policy that does not compile, by the older one',
      { faults: lacks('Mutation.policySimulatev2') },
      broken,
      'query',
      'rego_parse_error',
    ],
  ])('%s', async (_, server, policy, kind, words) => {
    await expect(simulate(server, policy)).rejects.toMatchObject({
      name: 'AccountError',
      kind,
      message: expect.stringContaining(words) as string,
    });
  });
});
