import { describe, expect, it } from 'vitest';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import { BadInput } from '../../../../server/src/core/badInput.ts';
import { readLogin } from '../../../../server/src/core/simulation/login.ts';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
import type { SessionRequest } from '../../../../server/src/protocol/simulation.ts';
import { demoAccount, keyId } from '../account/demoAccount.ts';

const NOW = 1_795_489_200_123_456_789n;
const demo = buildInventory(demoAccount);
const none = undefined;

interface InputDocument {
  request: { remote_ip: string; timestamp_ns: number };
  session: Record<string, unknown>;
  spaces: unknown[];
  roles: unknown[];
}

function readInput(request: SessionRequest, inventory = demo): InputDocument {
  return JSON.parse(readLogin(request, inventory, NOW).input) as InputDocument;
}

describe('the input document', () => {
  it('is what Spacelift makes of a key login', () => {
    const input = readInput({ key: 'terraform-prod', ip: '10.1.2.3', at: '2026-11-24T03:00:00Z' });
    expect(input.request.remote_ip).toBe('10.1.2.3');
    expect(input.session).toEqual({
      login: `api::${keyId('terraform-prod')}`,
      name: 'terraform-prod',
      teams: ['DevOps', 'Platform'],
      member: true,
      admin: false,
      creator_ip: '10.1.2.3',
      machine: false,
    });
    expect(input.spaces).toHaveLength(demoAccount.spaces.items.length);
    expect(input.spaces[0]).toEqual({ id: 'root', name: 'root', labels: [] });
    const [role] = demoAccount.roles.items;
    expect(input.roles[0]).toEqual({ id: 'space-admin', name: 'Space admin', slug: 'space-admin', ulid: role?.id });
  });

  it.each([
    ['2262-04-11T23:47:16.854775807Z', '9223372036854775807'],
    ['1970-01-01T00:00:00Z', '0'],
    ['2026-11-24T05:59:59.999999999+01:00', '1795496399999999999'],
    [undefined, '1795489200123456789'],
  ])('has the instant %s digit for digit', (at, digits) => {
    const { input } = readLogin({ login: 'alice', ...(at === undefined ? {} : { at }) }, none, NOW);
    expect(input).toContain(`"timestamp_ns":${digits}}`);
  });

  it.each([
    ['::ffff:10.1.1.1', '10.1.1.1', 1],
    ['::FFFF:a01:101', '10.1.1.1', 1],
    ['10.1.1.1', '10.1.1.1', 0],
    ['2001:DB8::0:1', '2001:db8::1', 0],
    [undefined, '203.0.113.1', 0],
  ])('says where an address is written another way: %s', (ip, address, count) => {
    const { session } = readLogin({ login: 'alice', ...(ip === undefined ? {} : { ip }) }, none, NOW);
    expect(session?.input.request.remote_ip).toBe(address);
    expect(session?.notices.map(({ code }) => code)).toEqual(Array(count).fill('undocumented'));
  });

  it('keeps a login word for word', () => {
    const login = '"\\\u2028é💥</script>';
    expect(readInput({ login }).session['login']).toBe(login);
  });

  it('takes what is given over what is known', () => {
    const flags = { member: false, admin: true, machine: true };
    const { session } = readInput({ key: 'terraform-prod', teams: ['A', 'B'], name: 'N', ...flags });
    expect(session).toMatchObject({ teams: ['A', 'B'], name: 'N', ...flags });
    expect(readInput({ key: 'terraform-prod', teams: [] }).session['teams']).toEqual([]);
  });
});

describe('every field', () => {
  const all = {
    ...{ name: 'N', teams: [], member: false, admin: true, machine: true, creatorIp: '::ffff:192.0.2.1' },
    ...{ accountName: 'acme', stackId: 'networking', idpSubject: '' },
    ...{ ip: '10.0.0.1', at: '0' },
  };

  it.each<[string, SessionRequest]>([
    ['of a person', { login: 'ada', ...all }],
    ['of a key that the account knows', { key: 'terraform-prod', ...all }],
    ['of a key that nobody knows', { key: 'api::01J5BMM8ABCDEFGHJKMNPQRSTV', ...all }],
  ])('%s can be given, and is no assumption then', (_name, request) => {
    const { session } = readLogin(request, request.key === 'terraform-prod' ? demo : none, NOW);
    expect(session?.input.session).toMatchObject({
      ...{ name: 'N', teams: [], member: false, admin: true, machine: true, creator_ip: '192.0.2.1' },
      ...{ account_name: 'acme', stack_id: 'networking', idp_subject: '' },
    });
    const assumed = session?.assumed.map(({ field }) => field).filter((field) => field.startsWith('session.'));
    expect(assumed).toEqual(request.key === undefined ? [] : ['session.login']);
    expect(session?.notices.map(({ message }) => message)).toEqual([expect.stringContaining('"::ffff:192.0.2.1"')]);
  });

  it('that few sessions have is left out as long as nobody gives it', () => {
    const { session } = readInput({ key: 'terraform-prod', machine: true });
    expect(Object.keys(session)).not.toEqual(expect.arrayContaining([expect.stringMatching(/_name|_id|_subject/)]));
  });
});

describe('the login of a key', () => {
  const id = `api::${keyId('ci-cd-production')}`;
  const learnt: AccountSnapshot = { ...demoAccount, keyLogin: 'name' };
  const hidden: AccountSnapshot = {
    ...demoAccount,
    apiKeys: { state: 'forbidden', at: '2026-11-02T06:00:00Z', items: [] },
  };
  const hidingIds: AccountSnapshot = { ...hidden, keyLogin: 'id' };
  const ulid = '01J5BMM8ABCDEFGHJKMNPQRSTV';

  it('is not said to lack an account where there is one', () => {
    const { session } = readLogin({ key: 'ci' }, buildInventory(hidden), NOW);
    expect(session?.assumed.map(({ why }) => why).join()).not.toMatch(/without an account|no account/);
    expect(() => readLogin({ key: 'ci', loginAs: 'id' }, buildInventory(hidden), NOW)).toThrow(
      'The id of the key "ci" is not known, as the account does not show the key: give the id, not the name',
    );
  });

  it.each<[string, SessionRequest, AccountSnapshot | undefined, string, string | undefined]>([
    ['by default its id', { key: 'ci-cd-production' }, demoAccount, id, 'ci-cd-production'],
    ['by its id', { key: keyId('ci-cd-production') }, demoAccount, id, 'ci-cd-production'],
    ['chosen as id', { key: 'ci-cd-production', loginAs: 'id' }, demoAccount, id, 'ci-cd-production'],
    ['chosen as name', { key: 'ci-cd-production', loginAs: 'name' }, demoAccount, 'ci-cd-production', id],
    ['as the account has shown', { key: 'ci-cd-production' }, learnt, 'ci-cd-production', undefined],
    ['chosen against the account', { key: 'ci-cd-production', loginAs: 'id' }, learnt, id, 'ci-cd-production'],
    ['without an account, a name', { key: 'ci' }, undefined, 'ci', 'api::00000000000000000000000000'],
    ['without an account, an id', { key: ulid }, undefined, `api::${ulid}`, '<name>'],
    ['without an account, a login', { key: `api::${ulid}` }, undefined, `api::${ulid}`, '<name>'],
    [
      'without an account, chosen as name',
      { key: 'ci', loginAs: 'name' },
      undefined,
      'ci',
      'api::00000000000000000000000000',
    ],
    ['without an account, chosen as id', { key: ulid, loginAs: 'id' }, undefined, `api::${ulid}`, '<name>'],
    ['where the account hides its keys', { key: 'ci' }, hidden, 'ci', 'api::00000000000000000000000000'],
    ['where it hides them, an id', { key: ulid }, hidden, `api::${ulid}`, '<name>'],
    ['where it hides them, and all log in by id', { key: ulid }, hidingIds, `api::${ulid}`, undefined],
    [
      'where it hides them, and all log in by id, a name',
      { key: 'ci' },
      hidingIds,
      'api::00000000000000000000000000',
      'api::00000000000000000000000000',
    ],
    [
      'where it hides them, and all log in by name, an id',
      { key: ulid },
      { ...hidden, keyLogin: 'name' },
      '<name>',
      '<name>',
    ],
    [
      'where it hides them, and all log in by id, asked for by name',
      { key: 'ci', loginAs: 'name' },
      hidingIds,
      'ci',
      'api::00000000000000000000000000',
    ],
  ])('%s', (_name, request, account, login, other) => {
    const { session } = readLogin(request, account && buildInventory(account), NOW);
    expect(session?.input.session.login).toBe(login);
    expect(session?.assumed.some(({ field }) => field === 'session.login')).toBe(other !== undefined);
    expect(session?.otherLogin).toBe(other);
  });
});

describe('what is assumed', () => {
  const everywhere = ['request.remote_ip = "203.0.113.1"', 'request.timestamp_ns = "2026-11-24T03:00:00.123456789Z"'];

  it.each<[string, SessionRequest, typeof demo | undefined, string[]]>([
    [
      'of a key',
      { key: 'terraform-prod' },
      demo,
      [
        ...everywhere,
        `session.login = "api::${keyId('terraform-prod')}"`,
        'session.name = "terraform-prod"',
        'session.member = true',
        'session.admin = false',
        'session.creator_ip = "203.0.113.1"',
        'session.machine = false',
      ],
    ],
    [
      'of a key that exchanges tokens, its teams too',
      { key: 'github-actions-deploy', loginAs: 'id', name: '', member: true, ip: '::1', at: '0' },
      demo,
      [
        `session.login = "api::${keyId('github-actions-deploy')}"`,
        'session.teams = ["DevOps"]',
        'session.admin = false',
        'session.creator_ip = "::1"',
        'session.machine = false',
      ],
    ],
    [
      'of a key without an account',
      { key: 'ci', ip: '10.0.0.1', at: '0' },
      none,
      [
        'session.login = "ci"',
        'session.name = "ci"',
        'session.teams = []',
        'session.member = true',
        'session.admin = false',
        'session.creator_ip = "10.0.0.1"',
        'session.machine = false',
        'spaces = []',
        'roles = []',
      ],
    ],
    [
      'of a person',
      { login: 'alice', name: 'Alice', teams: ['A'], member: true, ip: '10.0.0.1', at: '0' },
      demo,
      ['session.admin = false', 'session.creator_ip = "10.0.0.1"'],
    ],
    [
      'of somebody',
      {},
      demo,
      [
        ...everywhere,
        'session.login = "somebody"',
        'session.name = "somebody"',
        'session.teams = []',
        'session.member = true',
        'session.admin = false',
        'session.creator_ip = "203.0.113.1"',
      ],
    ],
  ])('%s', (_name, request, inventory, expected) => {
    const { session } = readLogin(request, inventory, NOW);
    expect((session?.assumed ?? []).map(({ field, value }) => `${field} = ${JSON.stringify(value)}`)).toEqual(expected);
    expect(session?.assumed.filter(({ why }) => why === '')).toEqual([]);
  });

  const shown = { name: 'empty', member: false, machine: true } as const;
  const seen: AccountSnapshot = { ...demoAccount, keyLogin: 'id', keySession: shown };
  const unseen: AccountSnapshot = {
    ...seen,
    keySession: { ...shown, name: 'keyId' },
    apiKeys: { state: 'forbidden', at: '2026-11-02T06:00:00Z', items: [] },
  };
  const other = '01J5BMM8ABCDEFGHJKMNPQRSTV';

  it.each<[string, SessionRequest, AccountSnapshot, Record<string, unknown>, string[]]>([
    ['all', { key: 'terraform-prod' }, seen, { name: '', member: false, machine: true }, ['admin']],
    [
      'but what is asked for',
      { key: 'terraform-prod', member: true, name: 'N' },
      seen,
      { name: 'N', member: true },
      ['admin'],
    ],
    [
      'one of them',
      { key: 'terraform-prod' },
      { ...seen, keySession: { machine: false } },
      { name: 'terraform-prod', member: true, machine: false },
      ['name', 'member', 'admin'],
    ],
    [
      'of a key by id that the account does not show',
      { key: other },
      unseen,
      { login: `api::${other}`, name: other, member: false, machine: true },
      ['teams', 'admin'],
    ],
    [
      'of a key by name that the account does not show, as far as the name tells',
      { key: 'ci' },
      unseen,
      { login: 'api::00000000000000000000000000', name: 'ci', member: false, machine: true },
      ['login', 'name', 'teams', 'admin'],
    ],
    ['nothing of a person', { login: 'a', name: 'A', teams: [] }, seen, { member: true }, ['member', 'admin']],
  ])('is known where logins have shown it: %s', (_name, request, account, expected, assumed) => {
    const { session } = readLogin({ ip: '10.0.0.1', at: '0', ...request }, buildInventory(account), NOW);
    expect(session?.input.session).toMatchObject(expected);
    const fields = session?.assumed.map(({ field }) => field.replace(/^session\./, '')) ?? [];
    expect(fields.filter((field) => field !== 'creator_ip')).toEqual(assumed);
  });

  it('of an account that does not show everything: its lists', () => {
    const account: AccountSnapshot = {
      ...demoAccount,
      spaces: { ...demoAccount.spaces, state: 'partial', reason: 'only three' },
      roles: { ...demoAccount.roles, state: 'forbidden', items: [] },
    };
    const { session } = readLogin({ login: 'alice' }, buildInventory(account), NOW);
    expect(session?.assumed.slice(-2)).toEqual([
      { field: 'spaces', value: '13 known', why: 'what the account shows of them is partial (only three)' },
      { field: 'roles', value: '0 known', why: 'what the account shows of them is forbidden' },
    ]);
  });
});

describe('an input document that is given', () => {
  it('is passed on word for word, with nothing assumed', () => {
    const input =
      ' {"request": {"timestamp_ns": 1795489200123456789, "x": 1.0}, "slack": {}, "session": {"teams": ["A", 7]}}\n';
    const login = readLogin({ input }, demo, NOW);
    expect(login).toMatchObject({ input, teams: ['A'], instant: 1_795_489_200_123_456_789n });
    expect(login.session).toBeUndefined();
  });

  const learnt: AccountSnapshot = { ...demoAccount, keyLogin: 'name' };
  it.each<[string, string, AccountSnapshot | undefined, string | undefined]>([
    ['its id', `api::${keyId('break-glass')}`, demoAccount, 'break-glass'],
    ['its id, where keys log in by name', `api::${keyId('break-glass')}`, learnt, 'break-glass'],
    ['its name, where keys log in by name', 'break-glass', learnt, 'break-glass'],
    ['its name, where that is not known', 'break-glass', demoAccount, undefined],
    ['the name of two', 'staging-deploy', learnt, undefined],
    ['a bare id', keyId('break-glass'), learnt, undefined],
    ['another id', 'api::01J5BMM8ABCDEFGHJKMNPQRSTV', demoAccount, undefined],
    ['its id, without an account', `api::${keyId('break-glass')}`, undefined, undefined],
  ])('is of the key that the account knows by %s', (_name, login, account, key) => {
    const input = JSON.stringify({ session: { login } });
    const read = readLogin({ input }, account && buildInventory(account), NOW);
    expect(read.key?.name).toBe(key);
    expect(read.instant).toBe(NOW);
  });

  it.each(['{}', '{"session": null}', '{"session": {"teams": "A"}}', '{"session": []}'])(
    'has no teams: %s',
    (input) => {
      expect(readLogin({ input }, none, NOW).teams).toEqual([]);
    },
  );

  it.each([
    ['', 'is not JSON'],
    ['{', 'is not JSON'],
    ["{'a': 1}", 'is not JSON'],
    ['{"a": 1, "a": 2}', "The key 'a' is in one object twice, with different values"],
    ['{"a": NaN}', 'is not JSON'],
    ['null', 'is null: right would be a JSON object'],
    ['[]', 'is an array'],
    ['"x"', 'is a string'],
    ['7', 'is a number'],
  ])('is refused: %s', (input, message) => {
    expect(() => readLogin({ input }, none, NOW)).toThrow(BadInput);
    expect(() => readLogin({ input }, none, NOW)).toThrow(message);
  });
});

describe('a request that can not be', () => {
  it.each<[SessionRequest, string]>([
    [{ input: '{}', key: 'a' }, "can't go together with key"],
    [{ input: '{}', ip: '10.0.0.1', at: '0' }, "can't go together with ip, at"],
    [{ input: '{}', member: false }, "can't go together with member"],
    [{ input: '{}', teams: [] }, "can't go together with teams"],
    [{ key: 'a', login: 'b' }, "key and login can't go together"],
    [{ loginAs: 'id' }, 'needs a key'],
    [{ loginAs: 'id', login: 'a' }, 'needs a key'],
    [{ key: '' }, 'key is empty'],
    [{ login: '' }, 'login is empty'],
    [{ teams: ['A', ''] }, 'team name is empty'],
    [{ ip: '10.0.0.0/8' }, 'is a network'],
    [{ creatorIp: '10.0.0.0/8' }, 'is a network'],
    [{ input: '{}', creatorIp: '10.0.0.1', admin: true }, "can't go together with creatorIp, admin"],
    [{ at: 'now' }, 'is no instant'],
    [
      { key: 'terraform-pord' },
      'No API key of the account "demo" has the name or id "terraform-pord": did you mean "terraform-prod"?',
    ],
    [{ key: keyId('ci-cd-dev').toLowerCase() }, `in small letters: right would be ${keyId('ci-cd-dev')}`],
    [{ key: `api::${keyId('ci-cd-dev')}::ci-cd-dev` }, `give its name, "ci-cd-dev", or its id of 26 characters`],
    [{ key: 'nothing like it at all' }, 'give the name or the id of one of its keys'],
    [{ key: 'staging-deploy' }, '2 API keys of the account "demo" are named "staging-deploy": give the id of one (01'],
  ])('%j', (request, message) => {
    expect(() => readLogin(request, demo, NOW)).toThrow(BadInput);
    expect(() => readLogin(request, demo, NOW)).toThrow(message);
  });

  it.each<[SessionRequest, string]>([
    [{ key: 'ci', loginAs: 'id' }, 'The id of the key "ci" is not known without an account'],
    [{ key: '01J5BMM8ABCDEFGHJKMNPQRSTV', loginAs: 'name' }, 'The name of the key'],
    [{ key: 'api::01j5bmm8abcdefghjkmnpqrstv' }, 'in small letters: right would be 01J5BMM8ABCDEFGHJKMNPQRSTV'],
    [{ key: 'api::01J5::ci' }, 'give its name, "ci"'],
  ])('without an account: %j', (request, message) => {
    expect(() => readLogin(request, none, NOW)).toThrow(message);
  });
});
