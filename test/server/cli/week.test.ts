import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { WeekReport } from '../../../server/src/protocol/week.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';
import { spaceId } from '../core/account/demoAccount.ts';

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

const POLICY = `package spacelift

clock := time.clock([input.request.timestamp_ns, "Europe/Berlin"])

allow if in_window

roles["${spaceId('production')}"] contains "deployer" if in_window

in_window if {
  clock[0] == 2
  clock[1] < 30
}
`;

const FREEZE = `package spacelift

deny if time.weekday(input.request.timestamp_ns) == "Tuesday"
`;

beforeAll(() => {
  engine = startEngine();
  files = temporaryFolder({
    'login.rego': POLICY,
    'members.rego': 'package spacelift\n\nallow if input.session.member\n',
    'freeze.rego': FREEZE,
    'broken.rego': 'package spacelift\n\nallow if input.session.member ==\n',
  });
});
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

const run = (commandLine: string): Promise<CliRun> =>
  runCli(
    engine,
    `week ${commandLine}`.split(' ').map((arg) => arg.replace(/^@(?=\/)/, files.folder)),
  );
const IN_BERLIN = '--key ci-cd-production --zone Europe/Berlin --account demo';

describe('week', () => {
  it('has a letter for each hour, what it means and why, and sentences', async () => {
    const { out, code } = await run(`@/login.rego ${IN_BERLIN} --date 2026-10-25`);
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines[1]).toBe('Mon 2026-10-19  · · * · · · · · · · · · · · · · · · · · · · · ·');
    // Where the clock is put back, the hour comes twice.
    expect(lines[7]).toBe('Sun 2026-10-25  · · **· · · · · · · · · · · · · · · · · · · · ·');
    expect(out).toContain('R deployer in production\n    allow, line 5: in_window; roles, line 7: in_window\n');
    expect(out).toContain('· denied\n    nothing lets it in: neither allow nor admin fires\n');
    expect(out).toContain('  Mon 2026-10-19  R 02:00, · 02:30\n');
    expect(out).toMatch(/deployer in production Mon, .*02:00–02:30.*; else denied/);
    expect(out).toContain('is put from 03:00 to 02:00: the day has 25 hours');
  });

  it('leaves a blank for the hour that there is not', async () => {
    const { out } = await run(`@/login.rego ${IN_BERLIN} --date 2026-03-29`);
    expect(out.split('\n')[7]).toBe('Sun 2026-03-29  · ·   · · · · · · · · · · · · · · · · · · · · ·');
  });

  it('takes several policies together, and names the one that decides', async () => {
    const { out, code } = await run('@/members.rego @/freeze.rego @/./freeze.rego --login a --date 2026-11-24');
    expect(code).toBe(0);
    expect(out).toContain(`L allowed by ${files.folder}/members.rego\n`);
    expect(out).toContain(`    ${files.folder}/freeze.rego: deny, line 3: time.weekday`);
    expect(out).toContain(`else allowed by ${files.folder}/members.rego`);
    expect(out).toMatch(/members\.rego · Rego v1.*\n.*freeze\.rego · Rego v1.*\nby the clock of UTC/);
    const broken = await run('@/members.rego @/broken.rego --login a --date 2026-11-24');
    expect(broken).toMatchObject({ code: 2, out: '' });
    expect(broken.err).toContain('broken.rego');
  });

  it('says what is assumed', async () => {
    const { out } = await run('@/members.rego --login a@example.com --date 2026-03-29');
    expect(out).toContain('allowed, the whole week');
    expect(out).toContain('Assumed\n  session.member = true: ');
    expect(out).toContain('by the clock of UTC');
  });

  it('prints the report as JSON', async () => {
    const { out } = await run(`@/login.rego ${IN_BERLIN} --date 2026-11-24 --format json`);
    const { monday, outcomes, days } = JSON.parse(out) as WeekReport;
    expect({ monday, letters: outcomes.map(({ letter }) => letter) }).toEqual({
      monday: '2026-11-23',
      letters: ['R', '·'],
    });
    expect(days.map(({ hours }) => hours.length)).toEqual(Array.from({ length: 7 }, () => 24));
  });

  it('is of today, where no day is given', async () => {
    const { out } = await run('@/members.rego --login a@example.com --format json');
    expect((JSON.parse(out) as WeekReport).monday).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it.each([
    ['@/login.rego --zone Berlin', 'such as Europe/Berlin'],
    ['@/login.rego --date 2026-02-30', '"2026-02-30" is no date'],
    ['@/login.rego --key nobody --account demo', 'nobody'],
    ['@/broken.rego', 'broken.rego:3'],
    ['@/login.rego --at 2026-03-03T02:30:00Z', "unknown option '--at'"],
    ['@/none.rego', 'none.rego'],
  ])('%s is refused in one line', async (commandLine, message) => {
    const { err, code } = await run(commandLine);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
