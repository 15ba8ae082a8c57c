/** The scenario files beside policies. */
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../../../server/src/core/badInput.ts';
import { planSessions, type SessionPlan } from '../../../../server/src/core/matrix/plan.ts';
import {
  readOwnScenarios,
  type OwnScenarios,
  type PlacedPolicy,
} from '../../../../server/src/core/scenarios/ownScenarios.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { NOW } from '../matrix/askMatrix.ts';

const POLICY: PlacedPolicy = { folder: '/a', place: '/a/login.rego', name: 'login.rego' };

/** Files by their whole path; what is thrown in place of a text. */
function read(
  files: Record<string, string | Error>,
  policies: readonly PlacedPolicy[] = [POLICY],
): Promise<OwnScenarios> {
  return readOwnScenarios(policies, {
    list: (folder) => {
      const names = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
      return Promise.resolve(names.map((path) => path.slice(folder.length + 1)));
    },
    read: (folder, name) => {
      const text = files[`${folder}/${name}`];
      return text instanceof Error ? Promise.reject(text) : Promise.resolve(text);
    },
    locate: (folder, path) => new URL(path, `file://${folder}/`).pathname,
  });
}

const naming = (policy: string, ...sessions: string[]): string =>
  `policy: ${policy}\nscenarios:\n${sessions.map((one, index) => `  - { name: s${index}, session: ${one}, expect: { access: allow } }\n`).join('')}`;

const ADA = '{ login: ada, teams: [A, B], at: 2026-03-03T09:00:00Z }';
const ada = { login: 'ada', teams: ['A', 'B'], at: '2026-03-03T09:00:00Z' };

describe('scenarios beside a policy', () => {
  it.each([
    ['by its name', 'login.rego'],
    ['by another path to it', '../a/./login.rego'],
    ['among several', '[deny.rego, login.rego]'],
    ['by an escape of YAML', '"log\\x69n.rego"'],
  ])('count where they name it %s', async (_, policy) => {
    const own = await read({ '/a/x.scenarios.yaml': naming(policy, ADA) });
    expect(own).toMatchObject({ sessions: [{ session: ada, from: 'x.scenarios.yaml' }], leftOut: [] });
    expect(own.files.map(({ name }) => name)).toEqual(['x.scenarios.yaml']);
  });

  it('do not where they name another', async () => {
    const others = {
      '/a/x.scenarios.yaml': naming('../b/login.rego', ADA),
      '/b/y.scenarios.yaml': naming('login.rego', ADA),
    };
    expect(await read(others)).toEqual({ files: [], sessions: [], leftOut: [] });
  });

  it('are read once for several policies, in the order of their names', async () => {
    const files = {
      '/a/y.scenarios.yaml': naming('deny.rego', '{ login: y }'),
      '/a/x.scenarios.yaml': naming('[login.rego, deny.rego]', ADA),
    };
    const own = await read(files, [POLICY, { ...POLICY, place: '/a/deny.rego', name: 'deny.rego' }]);
    expect(own.files.map(({ name }) => name)).toEqual(['x.scenarios.yaml', 'y.scenarios.yaml']);
    expect(own.sessions).toHaveLength(2);
  });

  it('with a mistake are told, and what has none counts', async () => {
    const text = naming('login.rego', ADA, '{ login: eve, team: [A] }', '{ input: { session: { login: x } } }');
    const own = await read({ '/a/x.scenarios.yaml': text });
    expect(own.sessions.map(({ session }) => session)).toEqual([ada]);
    expect(own.leftOut).toEqual([
      'Whom x.scenarios.yaml names: line 4: There is no key `team` here: is `teams` meant?',
      'Whom x.scenarios.yaml names: 1 whole input document',
    ]);
  });

  it.each([
    ['that is no YAML, where its text names the policy', 'policy: login.rego\nscenarios: [', 1],
    ['that is no YAML, where it does not', 'policy: deny.rego\nscenarios: [', 0],
    ['without a policy', 'scenarios: []', 0],
    ['with a policy that is none', 'policy: 5 # login.rego', 1],
  ])('of a file %s', async (_, text, count) => {
    expect((await read({ '/a/x.scenarios.yaml': text })).leftOut).toHaveLength(count);
  });

  it('that can’t be read are told', async () => {
    const own = await read({
      '/a/x.scenarios.yaml': new BadInput('is too large: more than 2 MiB'),
      '/a/y.scenarios.yaml': naming('login.rego', ADA),
    });
    expect(own.leftOut).toEqual(['Whom x.scenarios.yaml names: is too large: more than 2 MiB']);
    expect(own.sessions).toHaveLength(1);
  });

  it('are no more than somebody writes', async () => {
    const files = Array.from({ length: 70 }, (_, index) => [
      `/a/${index}.scenarios.yaml`,
      naming('login.rego', `{ login: a${index} }`),
    ]);
    const own = await read(Object.fromEntries(files) as Record<string, string>);
    expect(own.sessions).toHaveLength(64);
    expect(own.leftOut).toEqual(['6 more scenario files in /a']);
  });
});

describe('whom they name', () => {
  const model = buildModel('package spacelift\n\nallow if input.session.login == "ada"\n');
  const plan = (own: OwnScenarios): SessionPlan =>
    planSessions([model], { account: demoInventory, now: NOW, named: own });

  it('is found once, and told where the account does not know them', async () => {
    const keys = ['no-such-key', 'nor-this', 'nor-that', 'or-another', 'no-such-key'].map((key) => `{ key: ${key} }`);
    const own = await read({
      '/a/x.scenarios.yaml': naming('login.rego', '{ login: ada, member: true }', ADA, '{ ip: here }', ...keys),
    });
    const { candidates, leftOut } = plan(own);
    const found = candidates.filter(({ name }) => name.startsWith('ada'));
    expect(found.map(({ name, origin }) => [name, origin])).toEqual([
      ['ada', 'policy'],
      ['ada + A + B', 'scenario'],
    ]);
    expect(leftOut.filter((line) => line.startsWith('Whom'))).toEqual([
      expect.stringContaining('"here"'),
      expect.stringContaining('has the name or id "no-such-key"'),
      expect.stringContaining('has the name or id "nor-this"'),
      "Whom x.scenarios.yaml names: 2 more who can't be looked at",
    ]);
  });

  it('is one with a login that the policy names, where nothing is known of the key', async () => {
    const own = await read({ '/a/x.scenarios.yaml': naming('login.rego', '{ key: ada }', '{ key: eve }') });
    const { candidates } = planSessions([model], { now: NOW, named: own });
    const found = candidates.filter(({ name }) => name === 'ada' || name === 'eve');
    expect(found.map(({ name, kind, origin }) => [name, kind, origin])).toEqual([
      ['ada', 'person', 'policy'],
      ['eve', 'key', 'scenario'],
    ]);
  });

  it('is shown, also a key that is one of many', async () => {
    const key = 'terraform-automation';
    const own = await read({ '/a/x.scenarios.yaml': naming('login.rego', `{ key: ${key}, loginAs: name }`) });
    const candidate = plan(own).candidates.find(({ name }) => name === key);
    expect(candidate).toMatchObject({ origin: 'account', isCommon: false });
    expect(candidate?.sessions).toHaveLength(2);
  });
});
