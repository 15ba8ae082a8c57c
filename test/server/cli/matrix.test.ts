import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrap } from '../../../server/src/cli/writers/human/matrix.ts';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { AccessMatrix } from '../../../server/src/protocol/matrix.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';
import { keyId, spaceId } from '../core/account/demoAccount.ts';

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

const POLICY = `package spacelift

allow if input.session.member

admin if {
  "Platform" in input.session.teams
  net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
}

roles["${spaceId('production')}"] contains "deployer" if input.session.login == "ci-cd-dev"
`;

const SCENARIOS = `policy: login.rego
defaults: { ip: 10.1.2.3 }
scenarios:
  - { name: a, session: { key: ci-cd-dev }, expect: { access: allow } }
  - { name: b, session: { login: ada, teams: [Platform, Ours], at: 2026-03-03T09:00:00Z }, expect: { access: allow } }
  - { name: c, session: { login: ada, teams: [], ip: 192.0.2.9 }, expect: { access: allow } }
`;

beforeAll(() => {
  engine = startEngine();
  files = temporaryFolder({
    'login.rego': POLICY,
    'freeze.rego': 'package spacelift\n\ndeny if "Platform" in input.session.teams\n',
    'broken.rego': 'package spacelift\n\nallow if input.session.member ==\n',
    'by-name/login.rego': POLICY,
    'x.scenarios.yaml': SCENARIOS,
    'broken.scenarios.yaml': SCENARIOS.replace('access: allow', 'access: alow'),
    'elsewhere/nobody.scenarios.yaml': 'policy: login.rego\nscenarios: []\n',
    'elsewhere/dated.scenarios.yaml': SCENARIOS.replace('2026-03-03T09:00:00Z', '2026-03-03'),
    'elsewhere/keys.scenarios.yaml': SCENARIOS.replace('ci-cd-dev', 'ci-cd-none'),
    'by-name/.login-policy.yaml': 'keyLogin: name\n',
  });
});
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

const run = (commandLine: string): Promise<CliRun> =>
  runCli(
    engine,
    `matrix ${commandLine}`.split(' ').map((arg) => arg.replace(/^@(?=\/)/, files.folder)),
  );

describe('matrix', () => {
  it('tells who gets in as what, from where, the most powerful first', async () => {
    const { out, err, code } = await run('@/login.rego --account demo');
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(out).toMatch(/^★ ADMIN, the policy is not asked\n {2}break-glass \(administrative\)\n\n★ ADMIN\n/);
    expect(out).toMatch(
      /team Platform, ada \+ Platform \+ Ours \(not known to the account\)\n {6}from 10\.0\.0\.0\/8\n/,
    );
    expect(out).toContain('✓ ALLOWED  deployer in production\n  ci-cd-dev by its name\n');
    expect(out).toContain('✗ DENIED\n  anybody who is no member\n');
    expect(out).toContain('session.member = true of keys');
    expect(out).toMatch(/\n\d+ sessions: \d+ logins \(2 by scenarios\) × 7 addresses × any time\n$/);
  });

  it('helps along without an account', async () => {
    const { out } = await run('@/login.rego');
    expect(out).toContain('✓ ALLOWED  deployer in production-');
    expect(out).toContain('Without an account, only whom the policy names is known');
  });

  it('looks at what is given too, or at that alone', async () => {
    const given =
      '--account demo --key ci-cd-prod --team Platform --ip 10.1.1.1 --ip 192.0.2.1 --at 2026-03-03T09:00:00Z';
    const also = await read(`@/login.rego ${given}`);
    expect(also.subjects.length).toBeGreaterThan(20);
    expect(also.addresses.filter(({ isChosen }) => isChosen).map(({ ip }) => ip)).toEqual(['10.1.1.1', '192.0.2.1']);
    const only = await read(`@/login.rego ${given} --only`);
    expect(only.subjects.map(({ name }) => name)).toEqual(['ci-cd-prod', 'Platform']);
    expect(only.addresses.map(({ ip }) => ip)).toEqual(['10.1.1.1', '192.0.2.1']);
    expect(only.instants).toEqual([{ at: '2026-03-03T09:00:00Z', isChosen: true }]);
  });

  const read = async (commandLine: string): Promise<AccessMatrix> => {
    const { out, err } = await run(`${commandLine} --format json`);
    expect(err).toBe('');
    return JSON.parse(out) as AccessMatrix;
  };

  it.each([
    ['@/login.rego --login-as id', `api::${keyId('ci-cd-dev')}`],
    ['@/by-name/login.rego', 'ci-cd-dev'],
  ])('goes by how keys log in, where that is settled: %s', async (commandLine, login) => {
    const { subjects } = await read(`${commandLine} --account demo`);
    expect(subjects.filter(({ name }) => name === 'ci-cd-dev').map(({ logins }) => logins)).toEqual([[login]]);
  });

  it('looks at whom scenarios name, as if each session had been given whole', async () => {
    const sessions = [
      { ip: '10.1.2.3', key: 'ci-cd-dev' },
      { ip: '10.1.2.3', login: 'ada', teams: ['Platform', 'Ours'], at: '2026-03-03T09:00:00Z' },
      { ip: '192.0.2.9', login: 'ada', teams: [] },
    ];
    const begin = [
      'matrix',
      `${files.folder}/login.rego`,
      ...'--account demo --only --format json --login eve'.split(' '),
    ];
    const [byFile, byHand] = await Promise.all([
      runCli(engine, [...begin, '--scenarios', `${files.folder}/x.scenarios.yaml`]),
      runCli(engine, [...begin, ...sessions.flatMap((session) => ['--session', JSON.stringify(session)])]),
    ]);
    expect(byFile).toEqual(byHand);
    expect(byFile).toMatchObject({ code: 0, err: '' });
    const { subjects, addresses } = JSON.parse(byFile.out) as AccessMatrix;
    expect(new Set(subjects.map(({ name }) => name))).toEqual(
      new Set(['ci-cd-dev', 'eve', 'ada + Platform + Ours', 'ada']),
    );
    expect(addresses.map(({ ip }) => ip)).toEqual(['10.1.2.3', '192.0.2.9']);
  });

  it('looks at whom the scenarios beside the policy name, unless only others are wanted', async () => {
    const [all, only, other] = await Promise.all(
      ['--account demo', '--account demo --only --login eve', '--account demo --only --ip 10.1.2.3'].map(
        async (options) => JSON.parse((await run(`@/login.rego ${options} --format json`)).out) as AccessMatrix,
      ),
    );
    const inScenarios = ({ subjects }: AccessMatrix = { subjects: [] } as unknown as AccessMatrix): string[] =>
      subjects.filter(({ origin }) => origin === 'scenario').map(({ name }) => name);
    expect(inScenarios(all)).toEqual(['ada + Platform + Ours', 'ada']);
    expect(all?.subjects.filter(({ name }) => name === 'ci-cd-dev').every(({ origin }) => origin === 'account')).toBe(
      true,
    );
    expect(all?.leftOut.join('\n')).toContain('Whom broken.scenarios.yaml names: line 4: `access`: there is no `alow`');
    expect(only?.subjects.map(({ name }) => name)).toEqual(['eve']);
    expect(only?.leftOut).toEqual([]);
    expect(inScenarios(other)).toEqual(['ada + Platform + Ours', 'ada']);
    // Neither from where nor when: the policy's own bounds tell.
    expect(all?.addresses.some(({ isChosen }) => isChosen)).toBe(false);
  });

  it.each(['@/by-name/login.rego', '- --engine v1'])('knows of none beside %s', async (file) => {
    const told = await runCli(engine, ['matrix', ...file.replace('@', files.folder).split(' '), '--format', 'json'], {
      stdin: POLICY,
    });
    const { subjects, leftOut } = JSON.parse(told.out) as AccessMatrix;
    expect(subjects.filter(({ origin }) => origin === 'scenario')).toEqual([]);
    expect(leftOut).toEqual([]);
  });

  it('tells people apart who have the same teams', async () => {
    const args = [
      '--session',
      '{"teams":["Ours","Platform"]}',
      '--session',
      '{"teams":["Ours","Platform"],"member":false}',
    ];
    const { out } = await runCli(engine, ['matrix', `${files.folder}/login.rego`, '--only', ...args]);
    expect(out).toContain('team Ours + Platform\n');
    expect(out).toContain('somebody with teams Ours + Platform as no member\n');
  });

  it.each([
    ['teams: [A]', 'this is not JSON: write it as \'{"teams": ["Platform", "On-Call"], "member": false}\''],
    ['["A"]', 'a session is an object, such as {"teams":'],
    ['{"teams":"A"}', '`teams`: write a list of texts, such as [DevOps], not `A`.'],
    ['{"team":["A"]}', 'There is no key `team` here: is `teams` meant?'],
    ['{"member":"no"}', '`member`: write true or false, not `no`.'],
    ['{"input":{}}', 'A whole input document says from where and when as well'],
    ['{"key":"a","login":"b"}', 'A session is of the key "a" or of the login "b", not of both'],
    ['{"creatorIp":"10.0.0"}', '"10.0.0"'],
    ['{"at":"soon"}', '"soon"'],
  ])('refuses --session %s', async (text, message) => {
    const told = await runCli(engine, ['matrix', `${files.folder}/login.rego`, '--session', text]);
    expect(told).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) as string });
  });

  it.each([
    ['gone.scenarios.yaml', /gone\.scenarios\.yaml: no such file/],
    ['broken.scenarios.yaml', /broken\.scenarios\.yaml, line 4: `access`: there is no `alow`/],
  ])('refuses scenarios in %s', async (file, message) => {
    const told = await run(`@/login.rego --scenarios @/${file}`);
    expect(told).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) as string });
  });

  it('takes several policies together', async () => {
    const { out } = await run('@/login.rego @/freeze.rego --account demo');
    expect(out).toContain(`✗ DENIED  by ${files.folder}/freeze.rego\n`);
    const csv = await run('@/login.rego @/freeze.rego --account demo --format csv');
    expect(csv.out).toMatch(/^kind,name,login,address,instant,access_level,admin,decided_by,/);
    expect(csv.out).toContain(`,deny,false,${files.folder}/freeze.rego,`);
    const markdown = await run('@/login.rego @/freeze.rego --account demo --format markdown');
    expect(markdown.out).toContain('/freeze.rego |');
    expect(out).toContain('one deny beats all');
  });

  it('takes a policy that is given twice as one', async () => {
    const once = await run('@/login.rego --account demo --format json');
    expect(await run('@/login.rego @/by-name/../login.rego --account demo --format json')).toEqual(once);
  });

  it('looks at no more sessions than are wanted, and says what it leaves out', async () => {
    const { out } = await run('@/login.rego --account demo --most 40');
    expect(out).toContain('there would be more than 40 sessions');
  });

  it('is a line for each session as CSV', async () => {
    const { out } = await run('@/login.rego --account demo --key ci-cd-dev --ip 10.0.0.1 --only --format csv');
    const production = spaceId('production');
    const [head, ...lines] = out.split('\r\n');
    expect(head?.startsWith('kind,name,login,address,instant,access_level,admin,')).toBe(true);
    expect(head).toContain(production);
    expect(lines.slice(0, -1).map((line) => line.split(',').slice(0, 7))).toEqual([
      ['key', 'ci-cd-dev', `api::${keyId('ci-cd-dev')}`, '10.0.0.1', '', 'allow', 'false'],
      ['key', 'ci-cd-dev', 'ci-cd-dev', '10.0.0.1', '', 'allow', 'false'],
    ]);
  });

  it('is a table as Markdown, in which a name is nothing but a name', async () => {
    const { out } = await run('@/login.rego --team <b>|@all --only --format markdown');
    expect(out.split('\n')[0]).toBe('| access | who | where | when | roles |');
    expect(out).toContain('| allowed | team \\<b\\>\\|@&#8203;all | from anywhere | at any time |');
  });

  it.each([
    ['@/broken.rego', 'rego_parse_error'],
    ['@/login.rego @/broken.rego', 'rego_parse_error'],
    ['@/none.rego', 'no such file'],
    ['@/login.rego --account demo --key ci-cd-deve', 'did you mean "ci-cd-dev"'],
    ['@/login.rego --ip 10.0.0.0/8', 'is a network'],
    ['@/login.rego --most 0', 'Say a whole number'],
    ['@/login.rego --only', '--only goes with what is given: whom (--key, --login, --team'],
    ['@/login.rego --only --scenarios @/elsewhere/nobody.scenarios.yaml', '--only goes with what is given'],
    ['@/login.rego --team=', '--team is empty: name a team'],
    ['@/login.rego --login=', '--login is empty: name a person'],
    ['@/login.rego --key=', '--key is empty: name an API key'],
    [
      '@/login.rego --scenarios @/elsewhere/dated.scenarios.yaml',
      'dated.scenarios.yaml, line 5: "2026-03-03" is a date',
    ],
    [
      '@/login.rego --account demo --scenarios @/elsewhere/keys.scenarios.yaml',
      'keys.scenarios.yaml, line 4: No API key',
    ],
    ['@/login.rego --session {"ip":"10.0.0.0/8"}', '--session {"ip":"10.0.0.0/8"}: "10.0.0.0/8" is a network'],
    ['@/login.rego --engine v1 --engine v0', 'given twice'],
  ])('%s: exit 2', async (commandLine, message) => {
    const { out, err, code } = await run(commandLine);
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toContain(message);
  });
});

it('wraps names', () => {
  expect(wrap(['one', 'two', 'three'], 9)).toEqual(['one, two,', 'three']);
});
