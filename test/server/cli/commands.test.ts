import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

const MEMBERS = 'package spacelift\n\nallow if input.session.member\n';
const EXACT = '{"request": {"timestamp_ns": 1772526600000000001}, "session": {"login": "a", "member": true}}';

beforeAll(() => {
  engine = startEngine();
  files = temporaryFolder({
    'fine/login.rego': MEMBERS,
    'fine/plan.rego': 'package spacelift\n\ndeny contains "no" if input.terraform.resource_changes\n',
    'fine/node_modules/x/login.rego': 'package other\n',
    'wide.rego':
      'package spacelift\n\n# 𝒂𝒃\nallow if { "😀" == input.session.login; input.session.teams == "DevOps" }\n',
    'bom.rego': '\uFEFFpackage spacelift\r\n\r\nallow   if input.session.member\r\n',
    'untidy.rego': 'package spacelift\nallow   if input.session.member\n',
    'tidy.rego': 'package spacelift\n\nallow if input.session.member\n',
    'escape.rego':
      'package spacelift\n\nallow if input.session.login == "\u001b[2Jx" \n\nnope if http.send({"\u001b[2J": 1})\n',
    'by-name/login.rego': 'package spacelift\n\nallow if input.session.login == "terraform-automation"\n',
    'by-name/settled/login.rego': 'package spacelift\n\nallow if input.session.login == "terraform-automation"\n',
    'by-name/settled/.login-policy.yaml': 'keyLogin: name\n',
    'strict/login.rego': 'package spacelift\n\nallow if input.session.member\n\nsample := true\n',
    'strict/.login-policy.yaml': 'rules:\n  SL035: error\n',
    'conflict.rego': 'package spacelift\n\nallow if input.session.member\n\nallow := false if input.session.member\n',
    'session.json': EXACT,
  });
});
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

const run = (commandLine: string, options?: Parameters<typeof runCli>[2]): Promise<CliRun> =>
  runCli(
    engine,
    commandLine.split(' ').map((arg) => arg.replace('@', files.folder)),
    options,
  );

interface CheckJson {
  files: { path: string; engine: string; findings: { rule: string; range: unknown }[] }[];
  skipped: { path: string; reason: string }[];
}

describe('check', () => {
  it('prints JSON with positions in UTF-16', async () => {
    const { code, out } = await run('check @/wide.rego --format json');
    const { files: checked } = JSON.parse(out) as CheckJson;
    expect(checked[0]?.findings.map(({ rule, range }) => ({ rule, range }))).toEqual([
      { rule: 'SL013', range: { start: { line: 3, character: 40 }, end: { line: 3, character: 71 } } },
    ]);
    expect(code).toBe(1);
  });

  it('takes folders, skips what is no login policy with a reason, and stays out of node_modules', async () => {
    const { code, out } = await run('check @/fine --format json');
    const report = JSON.parse(out) as CheckJson;
    expect(report.files.map((file) => path.basename(file.path))).toEqual(['login.rego']);
    expect(report.skipped).toEqual([
      { path: expect.stringMatching(/plan\.rego$/) as string, reason: expect.any(String) as string },
    ]);
    expect(code).toBe(0);
  });

  it('checks a file once, however often it is named', async () => {
    const { out } = await run('check @/fine/login.rego @/fine @/fine/*.rego --format json');
    expect((JSON.parse(out) as CheckJson).files.filter((file) => file.path.endsWith('login.rego'))).toHaveLength(1);
  });

  it('reads standard input', async () => {
    const { code, out } = await run('check - --format json', { stdin: MEMBERS });
    expect((JSON.parse(out) as CheckJson).files).toEqual([{ path: '-', engine: 'v1', findings: [] }]);
    expect(code).toBe(0);
  });

  it('asks an account about keys, unless the settings say that their names are right', async () => {
    const rulesFor = async (arg: string, environment = {}): Promise<string[][]> => {
      const { out } = await run(`check @/by-name --format json${arg}`, { environment });
      return (JSON.parse(out) as CheckJson).files.map(({ findings }) => findings.map(({ rule }) => rule));
    };
    expect(await rulesFor('')).toEqual([[], []]);
    expect(await rulesFor(' --account demo')).toEqual([['SL005'], []]);
    expect(await rulesFor('', { LOGIN_POLICY_ACCOUNT: 'demo' })).toEqual([['SL005'], []]);
  });

  it('shows a code frame, and lets no control character through', async () => {
    const { out } = await run('check @/escape.rego');
    expect(out).toMatch(/> 5 \| nope if http\.send/);
    expect(out).not.toContain('\u001b');
  });
});

describe('simulate', () => {
  const simulate = async (commandLine: string, options?: Parameters<typeof runCli>[2]) => {
    const { code, out, err } = await run(`simulate @/tidy.rego --format json ${commandLine}`.trim(), options);
    expect(err).toBe('');
    expect(code).toBe(0);
    return {
      text: out,
      report: JSON.parse(out) as {
        input: { session: Record<string, unknown> };
        assumed: { field: string }[];
        decision: { access_level: string };
      },
    };
  };

  it('prints the instant to the nanosecond', async () => {
    const { text } = await simulate('--at 2026-03-03T08:30:00.000000001Z');
    expect(text).toContain('"timestamp_ns": 1772526600000000001');
  });

  it('takes every field of the session', async () => {
    const { report } = await simulate(
      '--login ada --name Ada --member false --admin true --machine true --creator-ip ::1 --account-name acme --stack-id net --idp-subject 7',
    );
    expect(report.input.session).toEqual({
      ...{ login: 'ada', name: 'Ada', teams: [], member: false, admin: true, creator_ip: '::1', machine: true },
      ...{ account_name: 'acme', stack_id: 'net', idp_subject: '7' },
    });
  });

  it('hands a raw input on, digit for digit, and assumes nothing', async () => {
    const { text, report } = await simulate('--input @/session.json');
    expect(text).toContain('"timestamp_ns": 1772526600000000001');
    expect(report.assumed).toEqual([]);
    expect(report.decision.access_level).toBe('allow');
  });

  it('invents no id for a key of which only the name is known', async () => {
    const { out } = await run('simulate @/by-name/login.rego --key terraform-automation --format json');
    const { assumed } = JSON.parse(out) as { assumed: { field: string; otherwise: { value: unknown }[] }[] };
    const login = assumed.find(({ field }) => field === 'session.login');
    expect(login?.otherwise.map(({ value }) => value)).toContain('api::<id>');
    expect(out).not.toContain('0'.repeat(26));
  });

  it('reads the raw input from standard input', async () => {
    expect((await simulate('--input -', { stdin: EXACT })).report.decision.access_level).toBe('allow');
  });

  it('takes a person with several teams', async () => {
    const { report } = await simulate('--login alice --team A --team B --member false');
    expect(report.input.session).toMatchObject({ login: 'alice', teams: ['A', 'B'], member: false });
    expect(report.decision.access_level).toBe('deny');
  });

  it('takes the account from the environment, and the option before it', async () => {
    const named = await simulate('--key terraform-automation', { environment: { LOGIN_POLICY_ACCOUNT: 'demo' } });
    expect(named.report.input.session['login']).toMatch(/^api::/);
  });

  it.each(['interpreter', 'compiled'])('decides by the %s', async (evaluator) => {
    const { report } = await simulate(`--evaluator ${evaluator}`);
    expect(report).toMatchObject({ evaluator, decision: { access_level: 'allow' } });
  });

  it('judges the policy by the settings, as check does', async () => {
    const { out } = await run('simulate @/strict/login.rego --account demo');
    expect(out).toMatch(
      /✗ the policy has a mistake \(login-policy check .* --engine v1 --account demo\): Every login is recorded/,
    );
  });

  it('tells in plain words which lines contradict each other', async () => {
    const { code, err } = await run('simulate @/conflict.rego');
    expect(err).toMatch(
      /conflict\.rego:5:1: eval_conflict_error: `allow` comes to several values at once: true at line 3 and false at line 5\./,
    );
    expect(code).toBe(2);
  });

  it('shows a person the outcome, the access and the reasons', async () => {
    const { out } = await runCli(engine, [
      'simulate',
      'examples/patterns/key-by-name.v1.rego',
      '--account',
      'demo',
      '--key',
      'terraform-automation',
      '--explain',
    ]);
    expect(out).toMatch(/^✗ DENIED {2}.*api::/);
    expect(out).toMatch(/As "terraform-automation": allowed, tf-provisioner in platform-/);
    expect(out).toMatch(/^Why$/m);
  });
});

describe('fmt', () => {
  it('says which files would change, and changes none, with --check', async () => {
    const { code, out } = await run('fmt @/untidy.rego @/tidy.rego --check');
    expect(out).toMatch(/^\S+untidy\.rego\n$/);
    expect(code).toBe(1);
    expect(fs.readFileSync(path.join(files.folder, 'untidy.rego'), 'utf8')).toContain('allow   if');
  });

  it('prints what came by standard input', async () => {
    const { code, out } = await run('fmt -', { stdin: 'package spacelift\nallow   if input.session.member\n' });
    expect(out).toBe(MEMBERS);
    expect(code).toBe(0);
  });

  it('rewrites a file, keeps its mode, and leaves nothing else behind', async () => {
    const file = path.join(files.folder, 'untidy.rego');
    fs.chmodSync(file, 0o640);
    const before = fs.readdirSync(files.folder);
    expect((await run('fmt @/untidy.rego')).code).toBe(0);
    expect(fs.readFileSync(file, 'utf8')).toBe(MEMBERS);
    expect(fs.statSync(file).mode & 0o777).toBe(0o640);
    expect(fs.readdirSync(files.folder)).toEqual(before);
    expect(await run('fmt @/untidy.rego')).toEqual({ code: 0, out: '', err: '' });
  });
});

describe('help and version', () => {
  it.each(['--help', 'check --help', 'simulate --help', 'fmt --help', 'help simulate'])(
    '%s teaches with examples',
    async (commandLine) => {
      const { code, out } = await run(commandLine);
      expect(out).toMatch(/Examples:\n {2}login-policy /);
      expect(code).toBe(0);
    },
  );

  it('names its version and that of OPA', async () => {
    expect(await run('--version')).toEqual({ code: 0, out: '0.0.0-test (OPA 1.0.0-test)\n', err: '' });
  });
});

describe('what the input does not have', () => {
  it('is told as undefined in an explanation', async () => {
    const { out } = await run('simulate - --login a --engine v1 --explain', {
      stdin: 'package spacelift\n\nallow if input.session.email == "x"\n',
    });
    expect(out).toContain('input.session.email is undefined');
  });
});
