import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../../server/src/core/ports.ts';
import { administersRoot, listGrants } from '../../../../server/src/core/simulation/grants.ts';
import { simulate } from '../../../../server/src/core/simulation/simulate.ts';
import { askWeek } from '../../../../server/src/core/week/askWeek.ts';
import type { PolicySource } from '../../../../server/src/protocol/engine.ts';
import type { SessionRequest } from '../../../../server/src/protocol/simulation.ts';
import type { WeekReport, WeekRequest } from '../../../../server/src/protocol/week.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { NOW, policyOf, read } from '../matrix/askMatrix.ts';
import { IN_BERLIN, showDay } from './days.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const clock = { now: () => NOW };
const BERLIN: Omit<WeekRequest, 'session'> = { zone: 'Europe/Berlin', date: '2026-11-24' };
const SOMEBODY: SessionRequest = { login: 'a@example.com', ip: '10.1.2.3' };

async function weekOf(
  source: PolicySource | string,
  request: Partial<WeekRequest> = {},
  asked: Engine = engine,
): Promise<WeekReport> {
  const policy = typeof source === 'string' ? policyOf(source) : read(source);
  const context = { engine: asked, clock, account: demoInventory };
  const result = await askWeek([policy], { ...BERLIN, session: SOMEBODY, ...request }, context);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.week;
}

const PRODUCTION = demoInventory.spacesNamed('production')[0]?.id ?? '';
const dots = (count: number): string => '·'.repeat(count);

describe('hours are decided by the clock', () => {
  it('an upper bound counts its own hour', async () => {
    const week = await weekOf(IN_BERLIN('allow if clock[0] <= 4'));
    expect(week.days.map((_, day) => showDay(week, day))).toEqual(Array(7).fill(`LLLLL${dots(19)}`));
    expect(week.summary).toEqual([
      'allowed Mon, Tue, Wed, Thu, Fri, Sat, Sun 00:00–05:00 (Europe/Berlin); else denied',
    ]);
    expect(week).toMatchObject({ isTimeless: false, monday: '2026-11-23', zone: 'Europe/Berlin' });
  });

  it('a minute divides its hour', async () => {
    const week = await weekOf(IN_BERLIN('allow if {\n  clock[0] == 3\n  clock[1] < 30\n}'));
    expect(showDay(week, 1)).toBe(`···[L03:00 ·03:30]${dots(20)}`);
  });

  it('minutes divide every hour, also for a zone that is half an hour off', async () => {
    const week = await weekOf(IN_BERLIN('allow if clock[1] >= 45'), { zone: 'Asia/Kolkata' });
    expect(showDay(week, 1)).toBe(
      '[·00:00 L00:15 ·00:30]'.concat(
        ...Array.from({ length: 23 }, (_, index) => {
          const hour = String(index + 1).padStart(2, '0');
          return `[·${hour}:00 L${hour}:15 ·${hour}:30]`;
        }),
      ),
    );
  });

  it('seconds divide a minute', async () => {
    const week = await weekOf(IN_BERLIN('allow if {\n  clock[0] == 3\n  clock[1] == 59\n  clock[2] > 57\n}'));
    expect(showDay(week, 1)).toBe(`···[·03:00 L03:59:58]${dots(20)}`);
  });

  it('an instant is exact to the nanosecond', async () => {
    const instant = '2026-11-24T02:30:00.000000001Z';
    const week = await weekOf(`allow if input.request.timestamp_ns > time.parse_rfc3339_ns("${instant}")`);
    expect(showDay(week, 1)).toBe(`···[·03:00 L03:30:00.000000002]${'L'.repeat(20)}`);
    expect(week.days[1]?.hours[3]?.parts[1]?.at).toBe('2026-11-24T03:30:00.000000002+01:00');
  });

  it('a limit that only shows in what the policy computes is found all the same, and its doubt is told', async () => {
    const week = await weekOf('allow if input.request.timestamp_ns % 86400000000000 < 9000000000123');
    expect(showDay(week, 1)).toBe(`·LL[L03:00 ·03:30:00.000000123]${dots(20)}`);
    expect(week.summary).toContainEqual(expect.stringContaining('computes with the time'));
  });

  it('weekdays and nights are told by their names', async () => {
    const week = await weekOf(
      IN_BERLIN(`day := time.weekday([input.request.timestamp_ns, "Europe/Berlin"])

allow if {
  day in {"Tuesday", "Thursday"}
  clock[0] >= 2
  clock[0] < 4
}

roles["${PRODUCTION}"] contains "deployer" if {
  clock[0] in {2, 3}
  day in {"Tuesday", "Thursday"}
}
`),
    );
    expect([1, 3].map((day) => showDay(week, day))).toEqual(Array(2).fill(`··RR${dots(20)}`));
    expect(week.summary[0]).toMatch(/^deployer in production.* Tue, Thu 02:00–04:00 \(Europe\/Berlin\); else denied$/);
  });
});

it('a change that the text does not show where it is, is found by halving', async () => {
  // As if OPA's clock were 20 minutes and some nanoseconds behind ours.
  const late: Engine = {
    ask: (request, token) => {
      if (request.op !== 'decide') return engine.ask(request, token);
      const inputs = request.inputs.map((input) =>
        input.replace(/"timestamp_ns":(\d+)/, (_, at: string) => `"timestamp_ns":${BigInt(at) - 1_200_000_000_007n}`),
      );
      return engine.ask({ ...request, inputs }, token);
    },
    dispose: () => Promise.resolve(),
  };
  const week = await weekOf(IN_BERLIN('allow if clock[0] < 4'), {}, late);
  expect(showDay(week, 1)).toBe(`[·00:00 L00:20:00.000000007]LLL[L04:00 ·04:20:00.000000007]${dots(19)}`);
});

describe('where the clock is changed', () => {
  it.each<[string, string, string, string, string]>([
    ['spring in Berlin', 'Europe/Berlin', '2026-03-29', `··LL${dots(19)}`, '02:00 to 03:00: the day has 23 hours'],
    ['autumn in Berlin', 'Europe/Berlin', '2026-10-25', `··LLLL${dots(19)}`, '03:00 to 02:00: the day has 25 hours'],
  ])('%s', async (_, zone, date, expected, put) => {
    const rules = 'allow if {\n  clock[0] >= 2\n  clock[0] <= 4\n}';
    const week = await weekOf(IN_BERLIN(rules), { zone, date });
    expect(showDay(week, 6)).toBe(expected);
    expect(week.summary.join('\n')).toContain(`On ${date} the clock of ${zone} is put from ${put}`);
    expect(week.clockChanges).toContain(week.monday);
  });

  it.each<[string, string, string]>([
    ['spring', '2026-10-04', `··[·02:30 L02:45]${dots(21)}`],
    ['autumn', '2026-04-05', `··[·01:30 L01:45][·02:00 L02:45]${dots(21)}`],
  ])('by half an hour: %s on Lord Howe Island', async (season, date, expected) => {
    const zone = 'Australia/Lord_Howe';
    const hours = season === 'spring' ? 'clock[0] == 2' : 'clock[0] in {1, 2}';
    const rules = `clock := time.clock([input.request.timestamp_ns, "${zone}"])

allow if {
  ${hours}
  clock[1] >= 45
  time.date([input.request.timestamp_ns, "${zone}"])[2] == ${Number(date.slice(-2))}
}`;
    const week = await weekOf(rules, { zone, date });
    const put = season === 'spring' ? '02:00 to 02:30: the day has 23½ hours' : '02:00 to 01:30: the day has 24½ hours';
    expect(week.summary.join('\n')).toContain(`On ${date} the clock of ${zone} is put from ${put}`);
    const shown = showDay(week, 6);
    expect(shown).toBe(season === 'spring' ? expected : `·[·01:00 L01:45]${expected.slice(2)}`);
  });

  it('a policy that goes by another clock than the one shown moves by an hour', async () => {
    const rules = 'allow if time.clock([input.request.timestamp_ns, "America/New_York"])[0] == 0';
    const [before, after] = await Promise.all(['2026-03-23', '2026-03-30'].map((date) => weekOf(rules, { date })));
    const [early, late] = [before, after].map((week) => week && showDay(week, 1).indexOf('L'));
    expect({ early, late }).toEqual({ early: 5, late: 6 });
  });
});

describe('what does not read the time', () => {
  it('is decided once', async () => {
    const decided: number[] = [];
    const counting: Engine = {
      ask: (request, token) => {
        if (request.op === 'decide') decided.push(request.inputs.length);
        return engine.ask(request, token);
      },
      dispose: () => Promise.resolve(),
    };
    const week = await weekOf('allow if input.session.member', {}, counting);
    expect(decided).toEqual([1]);
    expect(week).toMatchObject({ isTimeless: true, summary: ['allowed, the whole week'] });
    expect(week.days.flatMap(({ hours }) => hours)).toHaveLength(168);
    expect(week.assumed.join('\n')).toContain('session.member = true');
  });

  it('nor is the policy asked about an administrative key', async () => {
    const never: Engine = { ask: () => Promise.reject(new Error('asked')), dispose: () => Promise.resolve() };
    const key = demoInventory.account.apiKeys.items.find(({ admin }) => admin)?.name;
    if (key === undefined) throw new Error('the demo account has no administrative key');
    const week = await weekOf(IN_BERLIN('deny if clock[0] < 4'), { session: { key } }, never);
    expect(week).toMatchObject({ isTimeless: true, outcomes: [{ letter: 'A', outcome: { isBypass: true } }] });
    expect(week.reasons.map(({ text }) => text)).toEqual([
      'an administrative key is admin without the policy being asked',
    ]);
  });
});

describe('reasons', () => {
  it('are the clauses that decide, once from each change to the next', async () => {
    const week = await weekOf(
      IN_BERLIN(`in_window if clock[0] < 4

deny if not in_window

allow if input.session.member

roles.root contains "reader" if {
  input.session.member
  in_window
}`),
    );
    expect(week.reasons.map(({ text }) => text)).toEqual([
      'allow, line 9: input.session.member; roles, line 11: input.session.member; in_window',
      'deny, line 7: not in_window',
    ]);
    expect(week.reasons[1]?.clauses).toMatchObject([{ rule: 'deny', range: { start: { line: 6 } } }]);
    expect(week.days[0]?.hours.map(({ parts }) => parts[0]?.reason)).toEqual([
      ...Array.from({ length: 24 }, (_, hour) => (hour < 4 ? 0 : 1)),
    ]);
  });

  it.each<[string, string, string]>([
    ['nothing fires', 'allow if clock[0] > 24', 'nothing lets it in: neither allow nor admin fires'],
    [
      'admin is refused',
      'admin := true\n\ndeny_admin if clock[0] >= 0',
      'admin, line 5: admin := true; deny_admin, line 7: clock[0] >= 0',
    ],
    ['by else', 'deny := false if clock[0] > 24 else := true if clock[0] >= 0', 'deny, line 5: clock[0] >= 0'],
    [
      'it fails',
      'deny := true if clock[0] >= 0\n\ndeny := false if clock[1] >= 0',
      'the evaluation fails: `deny` comes to several values',
    ],
  ])('where %s', async (_, rules, text) => {
    const { reasons } = await weekOf(IN_BERLIN(rules));
    expect(reasons).toHaveLength(1);
    expect(reasons[0]?.text).toContain(text);
  });

  it('beyond a number are not looked for, and that is said', async () => {
    const week = await weekOf(IN_BERLIN('allow if clock[1] >= 30'));
    expect(week.reasons.map(({ text }) => text)).toContain('why is not known: there are too many changes');
    expect(showDay(week, 6)).toContain('[·23:00 L23:30]');
  });
});

it('each outcome has a letter of its own, the most powerful first', async () => {
  const roles = demoInventory.account.roles.items
    .slice(0, 3)
    .map(({ slug: role }, hour) => `roles["${PRODUCTION}"] contains "${role}" if clock[0] == ${hour}`);
  const admin = 'admin if clock[0] == 5';
  const { outcomes } = await weekOf(IN_BERLIN(['allow if clock[0] < 9', admin, ...roles].join('\n\n')));
  const letters = outcomes.map(({ letter }) => letter);
  expect(new Set(letters).size).toBe(6);
  expect([letters[0], letters[1], letters.at(-2), letters.at(-1)]).toEqual(['A', 'R', 'L', '·']);
});

it('a key that expires within the week is told', async () => {
  const key = demoInventory.account.apiKeys.items.find(({ expiresAt, admin }) => expiresAt !== undefined && !admin);
  if (key?.expiresAt === undefined) throw new Error('no key of the demo account expires');
  const { summary } = await weekOf(IN_BERLIN('allow if clock[0] < 9'), {
    session: { key: key.name },
    date: key.expiresAt.slice(0, 10),
  });
  expect(summary.join('\n')).toContain(`The API key "${key.name}" expired at`);
});

it('is refused for a policy with mistakes', async () => {
  const context = { engine, clock, account: undefined };
  const result = await askWeek(
    [policyOf('allow if nothing_like_it', 'freeze.rego')],
    { ...BERLIN, session: SOMEBODY },
    context,
  );
  expect(result).toMatchObject({ ok: false, name: 'freeze.rego', errors: [{ code: 'rego_unsafe_var_error' }] });
});

const patterns = path.resolve(import.meta.dirname, '../../../../examples/patterns');
const examples = fs
  .readdirSync(patterns)
  .filter((name) => name.endsWith('.rego'))
  .map((name): [string, PolicySource] => {
    const text = fs.readFileSync(path.join(patterns, name), 'utf8');
    return [name, { text, engine: name.includes('.v0.') ? 'v0' : 'v1' }];
  });
const SESSIONS: readonly SessionRequest[] = [
  { key: 'ci-cd-production', ip: '10.1.2.3' },
  { login: 'alice@example.com', teams: ['DevOps', 'Platform'], member: true, ip: '10.1.2.3', creatorIp: '192.0.2.1' },
  { input: '{"request":{"remote_ip":"10.0.0.1"},"session":{"login":"api::x","teams":["Security"],"member":false}}' },
];

describe('on every example', () => {
  it.each(examples)('%s: each hour is what a simulation at that instant comes to', async (_, source) => {
    for (const [index, session] of SESSIONS.entries()) {
      const date = index === 0 ? '2026-03-29' : '2026-11-24';
      const week = await weekOf(source, { session, date });
      const parts = week.days.flatMap(({ hours }) => hours.flatMap((hour) => hour.parts));
      // Always the same ones, from all over, and the first of each outcome.
      const some = parts.filter(
        ({ outcome }, place) => place % 53 === 7 || parts.findIndex((one) => one.outcome === outcome) === place,
      );
      for (const { at, outcome } of some) {
        expect(week.outcomes[outcome]?.outcome, at).toMatchObject(await simulateAt(source, session, at));
      }
    }
  });

  const pairs = examples.flatMap(([name, source]) => {
    const twin = examples.find(([other]) => other === name.replace('.v0.', '.v1.'));
    return name.includes('.v0.') && twin ? [{ name, v0: source, v1: twin[1] }] : [];
  });
  it.each(pairs)('$name: v0 and v1 come to the same', async ({ v0, v1 }) => {
    const [old, young] = await Promise.all([weekOf(v0), weekOf(v1)]);
    expect(young.days.map((_, day) => showDay(young, day))).toEqual(old.days.map((_, day) => showDay(old, day)));
    expect(young.summary).toEqual(old.summary);
  });
  it('there are such pairs', () => {
    expect(pairs.length).toBeGreaterThan(5);
  });
});

/** What an outcome of a week says, of a simulation. */
async function simulateAt(source: PolicySource, session: SessionRequest, at: string): Promise<object> {
  const asked = session.input === undefined ? { ...session, at } : { input: withTime(session.input, at) };
  const request = { session: asked, evaluator: 'interpreter', explain: false, weigh: false } as const;
  const result = await simulate(source, request, { engine, clock, account: demoInventory });
  if (!result.ok) return { level: 'failed' };
  const { decision, notices, access } = result.report;
  const { access_level: level } = decision;
  if (notices.some(({ code }) => code === 'bypass')) return { level, isBypass: true };
  if (level !== 'allow') return { level };
  const isAdmin = administersRoot(listGrants(decision));
  const held = Object.entries(access).filter(([, { roles }]) => roles.length > 0);
  return {
    level,
    isAdmin,
    ...(!isAdmin && {
      access: Object.fromEntries(
        held.map(([space, { roles }]) => [space, [...new Set(roles.map(({ slug }) => slug))].sort()]),
      ),
    }),
  };
}

function withTime(input: string, at: string): string {
  const seconds = Date.parse(at) / 1000;
  return input.replace('{"remote_ip"', `{"timestamp_ns":${seconds}000000000,"remote_ip"`);
}
