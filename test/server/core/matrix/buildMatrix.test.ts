import { afterAll, describe, expect, it } from 'vitest';
import { buildMatrix } from '../../../../server/src/core/matrix/buildMatrix.ts';
import { planSessions } from '../../../../server/src/core/matrix/plan.ts';
import { TestToken } from '../../../support/cancellation.ts';
import { startEngine } from '../../../support/engine.ts';
import { accountOf, treeOf } from '../access/tree.ts';
import { demoAccount, demoInventory, spaceId } from '../account/demoAccount.ts';
import { listRows, matrixOf, NOW, policyOf } from './askMatrix.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const { at } = demoAccount.apiKeys;
const [someKey] = demoAccount.apiKeys.items;
if (!someKey) throw new Error('the demo account has no key');
const few = accountOf(treeOf(['root <+ production', 'production < eu', 'root < staging']), {
  apiKeys: {
    state: 'complete',
    at,
    items: [
      { ...someKey, id: '01K00000000000000000000001', name: 'deploy', teams: [] },
      { ...someKey, id: '01K00000000000000000000002', name: 'root', teams: [], admin: true },
    ],
  },
  teams: { state: 'complete', at, items: ['Ops'] },
});

describe('rows', () => {
  it('are grouped by what sessions come to, the most powerful first', async () => {
    const rules = `allow if input.session.member
admin if "Ops" in input.session.teams
roles["production"] contains "deployer" if input.session.login == "deploy"
roles["staging"] contains "space-reader" if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)`;
    expect(listRows(await matrixOf(engine, [policyOf(rules)], few))).toEqual([
      'key root: bypass admin',
      'team Ops: admin',
      'key deploy by name: allow deployer in production; space-reader in staging (3 of 7 places)',
      'key deploy by name: allow deployer in production (4 of 7 places)',
      'key deploy by id, member: allow space-reader in staging (3 of 7 places)',
      'key deploy by id, member: allow (4 of 7 places)',
      'outsider: deny without entry (3 of 7 places)',
      'outsider: deny (4 of 7 places)',
    ]);
  });

  it('know a key once, where both forms of its login come to the same', async () => {
    const { subjects } = await matrixOf(engine, [policyOf('allow if input.session.login != "bob"')], few);
    const key = subjects.filter(({ name }) => name === 'deploy');
    expect(key.map(({ logins }) => logins)).toEqual([['api::01K00000000000000000000001', 'deploy']]);
  });

  it('are of the keys and people that the policy names, without an account', async () => {
    const rules =
      'allow if input.session.login in {"alice@example.com", "deploy"}\nadmin if "Ops" in input.session.teams';
    expect(listRows(await matrixOf(engine, [policyOf(rules)], undefined))).toEqual([
      'team Ops: admin',
      'person alice@example.com, person deploy: allow',
      'member: deny',
    ]);
  });

  it('say where the evaluation fails', async () => {
    const rules = 'allow := true if input.session.member\nallow := false if "Ops" in input.session.teams';
    const matrix = await matrixOf(engine, [policyOf(rules)], undefined);
    expect(listRows(matrix)).toContain('team Ops: failed');
    expect(matrix.outcomes.find(({ level }) => level === 'failed')?.error).toContain('several values at once');
  });
});

describe('an outcome', () => {
  it('has the access that comes down the tree, and what has no effect apart', async () => {
    const rules = `allow if true
roles["production"] contains "space-writer"
roles["nowhere"] contains "deployer"
space_read contains "staging"
team contains "Renamed"`;
    const { outcomes, notices } = await matrixOf(engine, [policyOf(rules)], few);
    expect(outcomes.filter(({ isBypass }) => !isBypass)).toEqual([
      {
        level: 'allow',
        isAdmin: false,
        roles: { production: ['space-writer'], staging: ['space-reader'] },
        idle: { nowhere: ['deployer'] },
        access: { eu: ['space-writer'], production: ['space-writer'], staging: ['space-reader'] },
        teams: ['Renamed'],
      },
    ]);
    expect(notices.map(({ code }) => code)).toContain('unknownSpace');
  });

  it('is admin also by the role space-admin in root', async () => {
    const { outcomes } = await matrixOf(engine, [policyOf('allow if true\nroles["root"] contains "space-admin"')], few);
    expect(outcomes.map(({ level, isAdmin }) => [level, isAdmin])).toEqual([
      ['admin', true],
      ['allow', true],
    ]);
  });
});

describe('several policies', () => {
  const main = policyOf(
    'allow if input.session.member\nroles["production"] contains "deployer" if input.session.login == "deploy"',
    'main',
  );
  const freeze = policyOf('deny if "Ops" in input.session.teams', 'freeze');

  it('are taken together, and those that decide are named', async () => {
    const matrix = await matrixOf(engine, [main, freeze], few);
    expect(listRows(matrix)).toContain('key deploy by name: allow deployer in production');
    const ops = matrix.rows.find(({ subjects }) => subjects.some((one) => matrix.subjects[one]?.name === 'Ops'));
    expect(matrix.outcomes[ops?.outcome ?? -1]).toMatchObject({ level: 'deny', by: ['freeze'] });
    expect(matrix.notices.map(({ message }) => message).join()).toContain('one deny beats all');
  });

  it('name the one that does not compile', async () => {
    const broken = policyOf('allow if nothing_of_this_name', 'broken');
    const plan = planSessions([main.model, broken.model], { now: NOW });
    const result = await buildMatrix([main, broken], plan, { engine, account: undefined, now: NOW });
    expect(result).toMatchObject({ ok: false, name: 'broken' });
  });
});

describe('a matrix under way', () => {
  const policy = policyOf(`allow if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
roles["${spaceId('production')}"] contains "deployer" if input.session.login == "ci-cd-dev"
admin if time.weekday(input.request.timestamp_ns) == "Sunday"`);
  const plan = planSessions([policy.model], { account: demoInventory, now: NOW });

  it('tells how far it is, and counts what the policy tells apart', async () => {
    const seen: [number, number][] = [];
    const context = { engine, account: demoInventory, now: NOW };
    await buildMatrix([policy], plan, context, undefined, (done, all) => seen.push([done, all]));
    const last = seen.at(-1);
    expect(last?.[0]).toBe(last?.[1]);
    expect(seen.map(([done]) => done)).toEqual([...seen.map(([done]) => done)].sort((a, b) => a - b));
  });

  it('is given up when nobody waits', async () => {
    const token = new TestToken();
    const work = buildMatrix([policy], plan, { engine, account: demoInventory, now: NOW }, token, () => {
      token.cancel();
    });
    token.cancel();
    await expect(work).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

it('lists what was assumed once, and whether it is read', async () => {
  const { assumed } = await matrixOf(
    engine,
    [policyOf('allow if input.session.login == "deploy"\ndeny if not input.session.member')],
    few,
  );
  expect(assumed.filter(({ of }) => of === 'keys').map(({ field, isRead }) => [field, isRead])).toEqual([
    ['session.login', true],
    ['session.name', false],
    ['session.member', true],
    ['session.admin', false],
    ['session.machine', false],
  ]);
});
