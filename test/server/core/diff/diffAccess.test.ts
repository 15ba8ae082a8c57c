import { afterAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../../support/engine.ts';
import { accountOf, treeOf } from '../access/tree.ts';
import { demoAccount } from '../account/demoAccount.ts';
import { policyOf } from '../matrix/askMatrix.ts';
import type { AccessDifference } from '../../../../server/src/protocol/matrix.ts';
import { differenceOf, listCauses, listChanges } from './askDifference.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const { at } = demoAccount.apiKeys;
const [someKey] = demoAccount.apiKeys.items;
if (!someKey) throw new Error('the demo account has no key');
const account = accountOf(treeOf(['root <+ production', 'production < eu', 'root < staging']), {
  keyLogin: 'name',
  apiKeys: {
    state: 'complete',
    at,
    items: [
      { ...someKey, id: '01K00000000000000000000001', name: 'deploy', teams: [] },
      { ...someKey, id: '01K00000000000000000000002', name: 'break-glass', teams: [], admin: true },
    ],
  },
  teams: { state: 'complete', at, items: ['Ops'] },
});

const MEMBERS = 'allow if input.session.member';

const diff = (before: string, after: string): Promise<AccessDifference> =>
  differenceOf(engine, [policyOf(before)], [policyOf(after)], account);

describe('who gains and loses', () => {
  it.each<[string, string, string, AccessDifference['verdict'], string[]]>([
    ['nothing', MEMBERS, `# a comment\n${MEMBERS}`, 'same', []],
    ['admin', MEMBERS, `${MEMBERS}\nadmin if "Ops" in input.session.teams`, 'wider', ['team Ops, always: + admin']],
    [
      'entry',
      MEMBERS,
      'allow if input.session.login == "deploy"',
      'both',
      // Whether a key counts as a member is not documented.
      ['deploy as no member, always: + login', 'team Ops, any member, always: − login'],
    ],
    [
      'entry of a key that may be no member',
      MEMBERS,
      `${MEMBERS}\nallow if input.session.login == "deploy"`,
      'wider',
      ['deploy as no member, always: + login'],
    ],
    [
      'a role, from where it holds',
      MEMBERS,
      `${MEMBERS}\nroles["production"] contains "deployer" if {\n  input.session.login == "deploy"\n  net.cidr_contains("10.0.0.0/8", input.request.remote_ip)\n}`,
      'wider',
      ['deploy, from 10.0.0.0/8: + deployer in production'],
    ],
    [
      'a role in another space',
      `${MEMBERS}\nroles["staging"] contains "deployer"`,
      `${MEMBERS}\nroles["eu"] contains "deployer"`,
      'both',
      ['deploy, team Ops, any member, always: + deployer in eu, − deployer in staging'],
    ],
    [
      'a role in the space above, which the one below keeps',
      `${MEMBERS}\nroles["eu"] contains "deployer"`,
      `${MEMBERS}\nroles["production"] contains "deployer"`,
      'wider',
      ['deploy, team Ops, any member, always: + deployer in production'],
    ],
    [
      'nothing by the role that makes an admin all the same',
      `${MEMBERS}\nadmin if "Ops" in input.session.teams`,
      `${MEMBERS}\nroles["root"] contains "space-admin" if "Ops" in input.session.teams`,
      'same',
      [],
    ],
    [
      'teams, which are neither',
      MEMBERS,
      `${MEMBERS}\nteam contains "Ops"`,
      'same',
      ['deploy, any member, always: + team Ops'],
    ],
  ])('%s', async (_, before, after, verdict, changes) => {
    const difference = await diff(before, after);
    expect(listChanges(difference)).toEqual(changes);
    expect(difference.verdict).toBe(verdict);
  });

  it('takes several policies together', async () => {
    const main = policyOf(MEMBERS, 'main');
    const freeze = policyOf('deny if "Ops" in input.session.teams', 'freeze');
    const difference = await differenceOf(engine, [main], [main, freeze], account);
    expect(listChanges(difference)).toEqual(['team Ops, always: − login']);
    expect(difference.rows[0]?.causes?.[0]).toMatchObject({ fires: 'after', policy: 'freeze', rule: 'deny' });
  });

  it('names the side that does not compile', async () => {
    await expect(diff(MEMBERS, 'allow if nothing_of_this_name')).rejects.toThrow('after given');
    await expect(diff('allow if nothing_of_this_name', MEMBERS)).rejects.toThrow('before given');
  });
});

describe('the clause that makes the difference', () => {
  it.each<[string, string, string, string[]]>([
    [
      'is one that is new',
      MEMBERS,
      `${MEMBERS}\nadmin if "Ops" in input.session.teams`,
      ['after admin: admin if "Ops" in input.session.teams'],
    ],
    [
      'is one that is gone',
      `${MEMBERS}\ndeny if "Ops" in input.session.teams`,
      MEMBERS,
      ['before deny: deny if "Ops" in input.session.teams'],
    ],
    [
      'stops where a helper has changed',
      `${MEMBERS}\nadmin if is_ops\nis_ops if "Ops" in input.session.teams`,
      `${MEMBERS}\nadmin if is_ops\nis_ops if "SRE" in input.session.teams`,
      [
        'after admin: admin if is_ops | stops at is_ops | through is_ops if "SRE" in input.session.teams',
        'before admin: admin if is_ops | stops at is_ops | through is_ops if "Ops" in input.session.teams',
      ],
    ],
    [
      'stops where a table has changed',
      `${MEMBERS}\nadmins := {"Ops"}\nadmin if admins[input.session.teams[_]]`,
      `${MEMBERS}\nadmins := {"SRE"}\nadmin if admins[input.session.teams[_]]`,
      [
        'after admin: admin if admins[input.session.teams[_]] | stops at admins[input.session.teams[_]]',
        'before admin: admin if admins[input.session.teams[_]] | stops at admins[input.session.teams[_]]',
      ],
    ],
    [
      'is the same for two layouts',
      `${MEMBERS}\nroles["eu"] contains "deployer" if { input.session.login == "deploy" }`,
      `${MEMBERS}\nroles["eu"] contains "deployer" if {\n  input.session.login == "deploy"\n}\nroles["staging"] contains "deployer" if input.session.login == "deploy"`,
      ['after roles: roles["staging"] contains "deployer" if input.session.login == "deploy"'],
    ],
  ])('%s', async (_, before, after, causes) => {
    expect(listCauses(await diff(before, after)).sort()).toEqual(causes);
  });
});

it('is a clause that gives something else, where a table has changed', async () => {
  const table = (space: string): string =>
    `${MEMBERS}\nspaces := {"deploy": {"${space}"}}\nroles[space] contains "deployer" if some space in spaces[input.session.login]`;
  const { rows } = await diff(table('eu'), table('staging'));
  expect(rows[0]?.causes?.map(({ fires, gives }) => [fires, gives])).toEqual([
    ['before', [{ eu: ['deployer'] }]],
    ['after', [{ staging: ['deployer'] }]],
  ]);
});

describe('a lock-out', () => {
  const ADMINS = `${MEMBERS}\nadmin if "Ops" in input.session.teams`;

  it('is one where a team is misspelt that the account knows', async () => {
    const { lockedOut, subjects } = await diff(ADMINS, ADMINS.replace('"Ops"', '"Opps"'));
    expect(lockedOut?.could.map((one) => subjects[one]?.name)).toEqual(['Ops']);
    expect(lockedOut?.unknown.map((one) => subjects[one]?.name)).toEqual(['Opps']);
  });

  it.each([
    ['the last admin is gone', ADMINS, MEMBERS, ['Ops']],
    ['everybody is denied', ADMINS, `${ADMINS}\ndeny if true`, ['Ops']],
    [
      'the role in the root space is gone',
      `${MEMBERS}\nroles["root"] contains "space-admin" if "Ops" in input.session.teams`,
      MEMBERS,
      ['Ops'],
    ],
    ['another admin is left', ADMINS, `${MEMBERS}\nadmin if input.session.login == "deploy"`, undefined],
    [
      'an admin is left from one network',
      ADMINS,
      `${MEMBERS}\nadmin if {\n  "Ops" in input.session.teams\n  net.cidr_contains("10.0.0.0/8", input.request.remote_ip)\n}`,
      undefined,
    ],
    ['there was no admin before', MEMBERS, 'deny if true', undefined],
    [
      'the only admin left is a key that is not there',
      ADMINS,
      `${MEMBERS}\nadmin if input.session.login == "api::01GONE"`,
      ['Ops'],
    ],
  ])('where %s', async (_, before, after, could) => {
    const { lockedOut, subjects, bypassing } = await diff(before, after);
    expect(lockedOut?.could.map((one) => subjects[one]?.name)).toEqual(could);
    expect(bypassing).toEqual(['break-glass']);
  });
});

it('says that saving signs everybody out', async () => {
  const { notices } = await diff(MEMBERS, MEMBERS);
  expect(notices.map(({ code }) => code)).toContain('frozen');
});
