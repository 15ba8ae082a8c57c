import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { AccountError } from '../../../../server/src/core/account/accountError.ts';
import type { Accounts, Engine, RemoteSimulation } from '../../../../server/src/core/ports.ts';
import type { PolicySource } from '../../../../server/src/protocol/engine.ts';
import { runCli, temporaryFolder, type CliRun } from '../../../support/cli.ts';
import { startEngine } from '../../../support/engine.ts';

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

let files: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  files = temporaryFolder({ 'login.rego': 'package spacelift\n\nallow if input.session.login == "alice"\n' });
});
afterEach(() => {
  files.remove();
});

interface Asked {
  policy: PolicySource;
  input: string;
}

/** `answer`: what Spacelift says to the simulation. */
async function run(args: string[], answer: RemoteSimulation | Error): Promise<CliRun & { asked: Asked[] }> {
  const asked: Asked[] = [];
  const never = (): Promise<never> => Promise.reject(new Error('not asked for here'));
  const accounts: Accounts = {
    signIn: () =>
      Promise.resolve({
        endpoint: 'https://acme.app.spacelift.io',
        from: 'SPACELIFT_API_TOKEN',
        cached: never,
        refresh: never,
        simulate: (policy, input) => {
          asked.push({ policy, input });
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
        close: () => Promise.resolve(),
      }),
    signInWith: never,
  };
  const { out, err, code } = await runCli(
    engine,
    ['simulate', `${files.folder}/login.rego`, '--engine', 'v1', '--login', 'alice', '--team', 'DevOps', ...args],
    { accounts },
  );
  return { asked, out, err, code };
}

const SAME = {
  access_level: 'allow',
  teams: ['DevOps'],
  roles: {},
  space_admin: null,
  space_write: [],
  space_read: [],
  flag: [],
  sample: false,
};
const answered = (decision: unknown, ...notes: string[]): RemoteSimulation => ({
  answer: JSON.stringify(decision),
  notes,
});

const sectionOf = (out: string): string => out.slice(out.indexOf('On Spacelift'));

it.each<[string, RemoteSimulation, number, string]>([
  ['the same', answered(SAME), 0, 'On Spacelift\n  ✓ acme.app.spacelift.io decides the same\n'],
  [
    'otherwise',
    answered({ ...SAME, access_level: 'deny', teams: [] }),
    1,
    [
      'On Spacelift',
      '  ✗ acme.app.spacelift.io decides otherwise',
      '    access_level  here "allow", there "deny"',
      '    teams         here ["DevOps"], there []',
      '',
    ].join('\n'),
  ],
  [
    'the same in all that gives access',
    answered({ ...SAME, flag: undefined }),
    0,
    'On Spacelift\n  ✓ acme.app.spacelift.io decides the same\n  its answer does not have flag\n',
  ],
  [
    'the same as far as it goes',
    answered({ access_level: 'allow', roles: {}, teams: ['DevOps'] }, 'It was not told which Rego.'),
    2,
    [
      'On Spacelift',
      '  ! acme.app.spacelift.io decides the same as far as its answer goes: space_admin, space_write, space_read, flag, sample were not compared',
      '  It was not told which Rego.',
      '',
    ].join('\n'),
  ],
  [
    'nothing of use',
    answered('soon'),
    2,
    'On Spacelift\n  ! acme.app.spacelift.io answered with nothing that is a decision: not verified\n',
  ],
])('Spacelift decides %s', async (_, answer, code, section) => {
  const ran = await run(['--verify'], answer);
  expect(sectionOf(ran.out)).toBe(section);
  expect(ran).toMatchObject({ code, err: '' });
});

it('gets the policy, its Rego, and the very input that was simulated here', async () => {
  const { asked, out } = await run(['--verify', '--format', 'json'], answered(SAME));
  expect(asked).toMatchObject([{ policy: { engine: 'v1', text: expect.stringContaining('alice') as string } }]);
  const report = JSON.parse(out) as { input: unknown; verification: unknown };
  expect(JSON.parse(asked[0]?.input ?? '')).toEqual(report.input);
  expect(report.verification).toEqual({ verdict: 'same', differences: [], unanswered: [], notes: [] });
});

it('keeps the report where Spacelift does not answer', async () => {
  const { out, err, code } = await run(
    ['--verify'],
    new AccountError('forbidden', 'acme: simulating is for administrators'),
  );
  expect(out).toMatch(/^✓ ALLOWED/);
  expect(sectionOf(out)).not.toContain('decides');
  expect(err).toBe('login-policy: not verified: acme: simulating is for administrators\n');
  expect(code).toBe(2);
});

it('asks nobody unless it is told to', async () => {
  const { asked, code } = await run([], new Error('asked'));
  expect(asked).toEqual([]);
  expect(code).toBe(0);
});

it('can’t be done offline', async () => {
  const { err, code } = await run(['--verify', '--offline', '--account', 'auto'], answered(SAME));
  expect(err).toBe('login-policy: --verify asks Spacelift: leave out --offline\n');
  expect(code).toBe(2);
});
