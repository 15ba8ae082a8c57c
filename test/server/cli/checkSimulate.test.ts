import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { CheckReport, Finding } from '../../../server/src/protocol/findings.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';
import { keyId, spaceId } from '../core/account/demoAccount.ts';

const WINDOW = `package spacelift

# 02:00-04:00
allow if {
  input.session.member
  [hour, _, _] := time.clock(input.request.timestamp_ns)
  hour >= 2
  hour <= 4
}
`;
const AND_BY = (comment: string): string => WINDOW.replace('hour <= 4', `hour <= 4 # ${comment}`);

const SHARED = `package spacelift

deployers := {"terraform-automation", "terraform-prod", "terraform-dev"}

allow if input.session.login in deployers

roles["${spaceId('platform')}"] contains "tf-provisioner" if input.session.login in deployers
`;
const LITTLE = `policy: login.rego
scenarios:
  - { name: a, session: { key: terraform-automation }, expect: { can: { platform: [run:trigger] } } }
  - { name: b, session: { key: terraform-prod }, expect: { can: { platform: [run:trigger] } } }
`;

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  engine = startEngine();
  files = temporaryFolder({
    'login.rego': WINDOW,
    'refused.rego': WINDOW.replace('allow if', 'allow contains "x" if'),
    'ignored.rego': AND_BY('spacelift: ignore SL054 agreed on'),
    'off/login.rego': WINDOW,
    'off/.login-policy.yaml': 'rules: { SL054: off }\n',
    'grave/login.rego': WINDOW,
    'grave/.login-policy.yaml': 'rules: { SL054: error }\n',
    'shared/login.rego': SHARED,
    'shared/login.scenarios.yaml': LITTLE,
    'shared/other.rego': SHARED,
    'own.rego':
      'package spacelift\n\nallow if input.session.login == "ci-cd-dev"\n\nflag contains "x" if input.session.member\n',
  });
});
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

const run = (file: string, ...more: string[]): Promise<CliRun> =>
  runCli(engine, ['check', `${files.folder}/${file}`, '--simulate', '--format', 'json', ...more]);

async function findingsOf(file: string, ...more: string[]): Promise<Finding[]> {
  const { out } = await run(file, ...more);
  return (JSON.parse(out) as CheckReport).files.flatMap(({ findings }) => findings);
}

describe('check --simulate', () => {
  it('tells what shows only when every known login is tried, with the session', async () => {
    const { out } = await runCli(engine, ['check', `${files.folder}/login.rego`, '--simulate']);
    expect(out).toContain('This holds until 04:59, an hour more than the comment says');
    expect(out).toContain('fix: End at 04:00: `<`');
    const [finding] = (await findingsOf('login.rego')).filter(({ rule }) => rule === 'SL054');
    expect(finding?.session).toEqual({ teams: [], at: expect.stringMatching(/T04:59:59\.999999999Z$/) as string });
    const plain = await runCli(engine, ['check', `${files.folder}/login.rego`]);
    expect(plain.out).not.toContain('SL054');
  });

  it.each(['ignored.rego', 'off/login.rego', 'refused.rego'])('says nothing of %s', async (file) => {
    const told = (await findingsOf(file)).map(({ rule }) => rule);
    expect(told.filter((rule) => rule === 'SL054' || rule === 'SL045')).toEqual([]);
  });

  it('goes by the level that is set', async () => {
    const { code } = await run('grave/login.rego');
    expect(code).toBe(1);
  });

  it('takes a policy with flags of its own', async () => {
    expect((await findingsOf('own.rego', '--account', 'demo')).map(({ rule }) => rule)).toEqual(['SL005']);
  });

  it('goes by the scenarios beside the policy that name it', async () => {
    const told = async (file: string, ...more: string[]): Promise<Finding[]> =>
      (await findingsOf(file, ...more)).filter(({ rule }) => rule === 'SL055');
    const [finding] = await told('shared/login.rego', '--account', 'demo');
    expect(finding).toMatchObject({
      severity: 'information',
      range: { start: { line: 6 } },
      session: { key: keyId('terraform-automation') },
    });
    expect(finding?.message).toContain(
      'By the scenarios in login.scenarios.yaml, 2 of the 3 API keys that get `tf-provisioner`',
    );
    expect(await told('shared/login.rego')).toEqual([]);
    expect(await told('shared/other.rego', '--account', 'demo')).toEqual([]);
  });

  it('mends nothing', async () => {
    const { code, err } = await runCli(engine, ['check', files.folder, '--simulate', '--fix']);
    expect(err).toContain('leave out --simulate');
    expect(code).toBe(2);
  });
});
