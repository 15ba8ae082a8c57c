/** A change that hands out admin is seen, however the policy asks for whoever gets it. */
import { afterAll, describe, expect, it } from 'vitest';
import type { ApiKey } from '../../../../server/src/protocol/account.ts';
import { evaluate, type ReadPolicy } from '../../../../server/src/core/matrix/evaluate.ts';
import { planSessions } from '../../../../server/src/core/matrix/plan.ts';
import { makeSessions } from '../../../../server/src/core/matrix/sessions.ts';
import { startEngine } from '../../../support/engine.ts';
import { accountOf } from '../access/tree.ts';
import { demoAccount, demoInventory } from '../account/demoAccount.ts';
import { NOW, policyOf } from '../matrix/askMatrix.ts';
import { differenceOf } from './askDifference.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const MEMBERS = 'allow if input.session.member';
const HAS = 'has(team) if team in input.session.teams';
const NEED = 'need := {"A", "B", "C"}\nmine := {team | some team in input.session.teams}';

it('nobody who is no member has a team, so that lets nobody repair the policy', async () => {
  const before = 'admin if "DevOps" in input.session.teams';
  const after = 'admin if {\n  "DevOps" in input.session.teams\n  not input.session.member\n}';
  const { lockedOut } = await differenceOf(engine, [policyOf(before)], [policyOf(after)], demoInventory);
  expect(lockedOut?.could.length).toBeGreaterThan(0);
});

it.each([
  ['what a table has for it', 'object.get({"ann": 1, "bob": 1}, input.session.login, 0) == 1'],
  ['one of several things in a list', '[input.session.login, "x"] in [["ann", "x"], ["bob", "x"]]'],
  ['a list with it', 'some pair in [["ann", "x"], ["bob", "x"]]\n  pair == [input.session.login, "x"]'],
  ['an object with it', 'object.subset({"ann": 1, "bob": 1}, {input.session.login: 1})'],
  ['a place in what is computed', 'json.unmarshal("{\\"ann\\": true, \\"bob\\": true}")[input.session.login]'],
])('a login that is read by %s is told where it is not tried', async (_, condition) => {
  const of = (text: string): ReadPolicy => policyOf(`admin if {\n  ${text}\n}`);
  const less = condition.replace(/, (?:\\"bob\\"|"bob"): (?:true|1)|, \["bob", "x"\]/, '');
  expect(less).not.toBe(condition);
  const { isWhole } = await differenceOf(engine, [of(less)], [of(condition)], demoInventory);
  expect(isWhole).toBe(false);
});

describe('admin for', () => {
  it.each([
    ['a name', 'admin if input.session.name == "Zed"'],
    ['a subject', 'admin if input.session.idp_subject == "x"'],
    ['an account', 'admin if input.session.account_name == "acme"'],
    ['a stack', 'admin if input.session.stack_id == "infra"'],
    ['an admin', 'admin if input.session.admin'],
    ['a machine', 'admin if input.session.machine'],
    [
      'a name in a team',
      'admin if {\n  input.session.name == "Zed"\n  "A" in input.session.teams\n  input.session.machine\n}',
    ],
    [
      'whoever has every team',
      'admin if {\n  every team in {"A", "B", "C"} {\n    team in input.session.teams\n  }\n}',
    ],
    ['teams by a function', `${HAS}\nadmin if {\n  has("A")\n  has("B")\n  has("C")\n}`],
    ['teams by a function, but one', `${HAS}\nadmin if {\n  has("A")\n  has("B")\n  not has("C")\n}`],
    ['two of three', `${NEED}\nadmin if count({team | some team in need; team in input.session.teams}) == 2`],
    ['what is needed', `${NEED}\nadmin if count(need - mine) == 0`],
    ['what is shared', `${NEED}\nadmin if need & mine == need`],
    [
      'nobody without',
      'missing contains team if {\n  some team in {"A", "B", "C"}\n  not team in input.session.teams\n}\nadmin if count(missing) == 0',
    ],
    ['many teams', 'admin if count(input.session.teams) > 3'],
    ['a guest', 'admin if {\n  not input.session.member\n  "Ext" in input.session.teams\n}'],
    [
      'a guest by login',
      'admin if {\n  not input.session.member\n  "Ext" in input.session.teams\n  input.session.login == "eve"\n}',
    ],
    [
      'a Friday 29 February at night, through helpers',
      'is_leap if {\n  [_, month, day] := time.date(input.request.timestamp_ns)\n  month == 2\n  day == 29\n}\nis_friday if time.weekday(input.request.timestamp_ns) == "Friday"\nis_night if time.clock([input.request.timestamp_ns, "Europe/Berlin"])[0] == 23\nadmin if {\n  is_leap\n  is_friday\n  is_night\n}',
    ],
    ['IPv6', 'admin if not net.cidr_contains("0.0.0.0/0", input.request.remote_ip)'],
  ])('%s', async (_, rules) => {
    const { verdict } = await differenceOf(
      engine,
      [policyOf(MEMBERS)],
      [policyOf(`${MEMBERS}\n${rules}`)],
      demoInventory,
      10_000,
    );
    expect(verdict).toBe('wider');
  });

  it('whoever a team was refused to, of three', async () => {
    const denies = ['A', 'B', 'C'].map((team) => `deny if not "${team}" in input.session.teams`);
    const [before, after] = [denies, denies.slice(1)].map((own) => policyOf([MEMBERS, ...own].join('\n')));
    if (!before || !after) throw new Error('two sides');
    expect((await differenceOf(engine, [before], [after])).verdict).toBe('wider');
  });
});

describe('with thousands of keys', () => {
  const [model] = demoAccount.apiKeys.items.filter(
    ({ type, admin, deleted }) => type === 'SECRET' && !admin && !deleted,
  );
  if (!model) throw new Error('no key');
  const items = Array.from({ length: 5000 }, (_, n): ApiKey => ({
    ...model,
    id: `01K${String(n).padStart(23, '0')}`,
    name: `key-${n}`,
    teams: n % 2 ? ['Platform'] : [],
  }));
  const account = accountOf(demoAccount.spaces.items, {
    apiKeys: { ...demoAccount.apiKeys, items },
    teams: { ...demoAccount.teams, items: ['Platform', 'Other'] },
  });
  const old = policyOf(`${MEMBERS}\nadmin if "Platform" in input.session.teams`);

  it('people and teams that a policy names are there, and all keys', async () => {
    const rules = `${MEMBERS}\nadmin if "Platfrom" in input.session.teams\nadmin if input.session.login == "bob"`;
    const { verdict, subjects } = await differenceOf(engine, [old], [policyOf(rules)], account, 10_000);
    expect(verdict).toBe('both');
    expect(subjects.map(({ name }) => name)).toEqual(expect.arrayContaining(['Platform', 'Platfrom', 'bob', '']));
    expect(new Set(subjects.flatMap(({ kind, name }) => (kind === 'key' ? name : []))).size).toBe(5000);
  });

  it.each([
    MEMBERS,
    'allow if startswith(input.session.login, "api::")\nadmin if "Platform" in input.session.teams',
    'allow if startswith(lower(input.session.login), "key-1")',
    'allow if input.session.login in {"key-7", "KEY-8"}\ndeny if lower(input.session.login) == "key-9"',
    'allow if input.session.login == input.session.name',
    'allow if regex.match("7$", input.session.login)',
    'team contains input.session.login if true\nallow if true',
    'allow if trim(input.session.login, "api:") == "01K00000000000000000000012"',
  ])('keys that are decided alike come to what each comes to by itself: %s', async (rules) => {
    const few = accountOf(demoAccount.spaces.items, { apiKeys: { ...demoAccount.apiKeys, items: items.slice(0, 60) } });
    const policy = policyOf(rules);
    const plan = planSessions([policy.model], { account: few, now: NOW });
    const alone = { ...plan, candidates: plan.candidates.map((one) => ({ ...one, classes: [] })) };
    const [together, each] = await Promise.all(
      [plan, alone].map(async (one) => {
        const result = await evaluate([policy], makeSessions(one, few, NOW), { engine, account: few });
        if (!result.ok) throw new Error(JSON.stringify(result.errors));
        const { cells, outcomes } = result.evaluation;
        return [...cells].map((cell) => outcomes[cell]);
      }),
    );
    expect(together).toEqual(each);
  });
});
