/** What is said to hold always, or never, or not together, held to OPA: policies made by chance, and several inputs. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { conflict } from '../../../../../server/src/core/rules/logic/conflicts.ts';
import { DemandReader } from '../../../../../server/src/core/rules/logic/demandReader.ts';
import { THROUGH_SLACK } from '../../../../../server/src/core/rules/logic/knowledge.ts';
import { Truths, truthsOf } from '../../../../../server/src/core/rules/logic/truth.ts';
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';
import type { Clause, PolicyModel } from '../../../../../server/src/core/syntax/model.ts';
import { startEngine } from '../../../../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const session = { login: 'ada', name: 'Ada', teams: ['A', 'B'], member: true, admin: false, machine: false };
const request = { remote_ip: '10.1.2.3', timestamp_ns: 1767308400000000000 };
const logins = [
  { request, session, spaces: [], roles: [] },
  {
    request: { remote_ip: '203.0.113.7', timestamp_ns: 1767250800000000000 },
    session: { ...session, login: 'api::1', teams: [], member: false },
    spaces: [{ id: 'root', name: 'root', labels: [] }],
    roles: [],
  },
  { request, session: { ...session, login: 'eve', teams: ['A'], admin: true }, spaces: [], roles: [] },
];
const slack = {
  request: { timestamp_ns: 1767308400000000000 },
  slack: { channel: { id: 'C1', name: 'ops' }, user: { id: 'U1' } },
  spaces: [],
};

/** `H` stands for a helper rule defined further down. */
const CONDITIONS = [
  'true',
  'false',
  '{}',
  'H',
  'not H',
  'h == true',
  '1 == 1',
  '"a" != "a"',
  '"a" in {"a", "b"}',
  'not 2 in [1, 3]',
  'x := false',
  'x := input.session.login; x == "ada"',
  'input.session',
  'not input.session',
  'input.session.login',
  'input.session.teams',
  'input.session.member',
  'not input.session.member',
  'input.session.member == false',
  'input.session.nickname',
  'input.session.login == "ada"',
  'input.session.login == "eve"',
  'input.session.login != "ada"',
  'not input.session.login == "ada"',
  'input.session.login in {"ada", "eve"}',
  'not input.session.login in {"ada", "eve"}',
  'startswith(input.session.login, "api::")',
  'not startswith(input.session.login, "a")',
  'regex.match(".*", input.session.login)',
  '{"ada": true, "eve": false}[input.session.login]',
  '"A" in input.session.teams',
  'not "A" in input.session.teams',
  'some t in input.session.teams; t == "A"',
  'some u in input.session.teams; u == "A"; u == "B"',
  'some v in []',
  'some w in [1, false]; w',
  'every y in input.session.teams { y == "A" }',
  'every z in [] { z == 1 }',
  'input.slack',
  'not input.slack',
  'input.slack.channel.name == "ops"',
  'input.request.remote_ip',
  'net.cidr_contains("10.0.0.0/8", input.request.remote_ip)',
  'not net.cidr_contains("10.1.0.0/16", input.request.remote_ip)',
  'net.cidr_contains("203.0.113.0/24", input.request.remote_ip)',
  'time.clock(input.request.timestamp_ns)[0] >= 22',
  'time.clock(input.request.timestamp_ns)[0] < 6',
  'not time.clock(input.request.timestamp_ns)[0] < 23',
  'names',
  'names.ada',
  'not names.eve',
  'count(names) > 0',
  'table[input.session.login] == 1',
  'not table[input.session.name]',
  'is("ada")',
  'not is("eve")',
  'known(input.session.login)',
  'who.login == "ada"',
  'not who.member',
  'object.get(input.session, "login", "") == "ada"',
  'count([1 | input.session.login]) == 0',
  'count(input.session.teams) == 0',
  'count(input.session.teams) < 2',
  'some "B" in input.session.teams',
  'q := "a"; q == "b"',
  'some r in {"a", "b"}; not r == "a"',
  'member_of("A")',
  'not member_of("B")',
  'indexof(input.session.login, "a") == -1',
  'input.session.login != ""',
  'input.session.login in people - leavers',
  'not input.session.login in people - leavers',
  'not input.session.login in people - leavers & {"ada"}',
  'not input.session.login in (people & {"eve", input.session.name})',
  'input.session.login in people | leavers',
  'not input.session.login in {"bob"} | leavers',
  '{t | some t in input.session.teams} - {"A"} == set()',
  'count({t | some t in input.session.teams} & {"A"}) == 0',
  '{t | some t in input.session.teams} & {"A"}',
  'not "A" in {t | some t in input.session.teams} - {"A"}',
  'some p in people - {input.session.login}; p == "ada"',
  'every o in people - {"ada", "eve"} { o == 1 }',
  'some s in array.slice(["ada", "eve"], 1, 2); s == input.session.login',
  'not input.session.login in array.slice(["ada", "eve"], 1, 2)',
  'not "A" in array.slice(input.session.teams, 1, 2)',
  'count(array.slice(input.session.teams, 1, 2)) == 0',
  'array.reverse(input.session.teams)[0] == "A"',
  'input.session.teams[0] == "A"',
  'sort(["eve", "ada"])[0] == "eve"',
  'array.concat(["x"], ["ada", "eve"])[1] == "ada"',
  'count(array.concat(input.session.teams, input.session.teams)) > 2',
  'not input.session.login in staff',
  'input.session.login in staff',
  'not input.session.login == chief',
  'not input.session.login in union({s | s := {"ada"}; input.session.admin})',
  'input.request.timestamp_ns - time.parse_rfc3339_ns("2026-01-01T00:00:00Z") > 86400000000000',
  'input.request.timestamp_ns - 86400000000000 < 1767225600000000000',
  'input.request.timestamp_ns > 1767300000000000000',
  'count(input.session.teams) >= 0',
  'count(input.session.teams) > -1',
  'count({t | some t in input.session.teams}) < 0',
  'count([t | some t in input.session.teams]) == 0',
  'count([t | some t in input.session.teams]) != 0',
  'object.get(input, ["session", "member"], false) == false',
  'object.get(input, "session", {}) != {}',
  'object.get(input, ["slack", "channel"], {}) == {}',
  'not is_member',
  'not stranger',
  'not is_staff',
  'not is_chief',
  'not in_a',
  'not is_any("eve")',
  'every e in {"ada"} { input.session.login == e }',
  'every f in {"ada", "eve"} { input.session.login != f }',
  'every g in {"A", "B"} { g in input.session.teams }',
  'every i in {"A", "B"} { some j in input.session.teams; j == i }',
  'every k in people - {"eve"} { input.session.login == k }',
  'l = input.session.login; l = "ada"',
  'm = input.session.login; not m = "ada"',
  'input.session.teams[n] == "A"; n = 0',
];

const REST = `
who := input.session
names contains "ada" if input.session.admin
table := {"ada": 1, "eve": 2}
is(name) if input.session.login == name
member_of(team) if { some t in input.session.teams; t == team }
people := {"ada", "eve"}
leavers := {"eve"}
staff := {"ada", "eve"} if input.session.admin
chief := "ada" if input.session.admin
is_member if input.session.member
stranger if not is_member
is_staff if input.session.login in staff
is_chief if input.session.login == chief
in_a if input.session.teams[_] == "A"
is_any(one) if input.session.login == one
is_any(one) if one in input.session.teams
known("ada")
known("eve") if input.session.member
`;

const body = fc
  .array(fc.constantFrom(...CONDITIONS), { minLength: 1, maxLength: 3 })
  .map((conditions) => [...new Set(conditions)].join('; '));

/** The clauses of one rule; those of a helper may have other values than true. */
const clauses = fc.array(
  fc.record({
    body,
    value: fc.constantFrom('', '', '', ' := false'),
    otherwise: fc.option(body, { freq: 4, nil: undefined }),
  }),
  { minLength: 1, maxLength: 2 },
);

const policies = fc
  .record({
    rules: fc.array(fc.record({ clauses, fallback: fc.constantFrom('', '', 'true', 'false') }), {
      minLength: 4,
      maxLength: 4,
    }),
    allow: clauses,
  })
  .map(({ rules, allow }) => {
    const helpers = rules.map(({ clauses: own, fallback }, index) => {
      const name = `h${String(index)}`;
      const next = index + 1 < rules.length ? `h${String(index + 1)}` : 'input.session.admin';
      return (fallback === '' ? '' : `default ${name} := ${fallback}\n`) + write(name, own, next);
    });
    return `package spacelift\n\n${write('allow', allow, 'h0')}${helpers.join('')}${REST}`;
  });

function write(
  name: string,
  own: readonly { body: string; value: string; otherwise: string | undefined }[],
  next: string,
): string {
  const text = own.map(({ body: conditions, value, otherwise }) => {
    const after = otherwise === undefined ? '' : ` else if { ${otherwise} }`;
    return `${name}${value} if { ${conditions} }${after}\n`;
  });
  return text.join('').replaceAll(/\bH\b|\bh\b/g, next);
}

interface Counts {
  always: number;
  never: number;
  excluded: number;
  slack: number;
  evaluations: number;
}

test('always is always, never is never, and what excludes each other is never met at once', async () => {
  const counts: Counts = { always: 0, never: 0, excluded: 0, slack: 0, evaluations: 0 };
  for (const text of fc.sample(policies, { seed: 11, numRuns: 90 })) await holdToOpa(text, counts);
  // Each of them has been put to the test.
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(3);
});

/** What a condition is put beside, before and after it. */
const COMPANIONS = CONDITIONS.filter((condition) =>
  /^(?:not )?(?:input\.session\.(?:login|member)|"A" in input\.session\.teams)(?: (?:==|in) .*)?$/.test(condition),
);

test('every condition, and every condition beside one that it may contradict', async () => {
  const counts: Counts = { always: 0, never: 0, excluded: 0, slack: 0, evaluations: 0 };
  for (let start = 0; start < CONDITIONS.length; start += 12) {
    const bodies = CONDITIONS.slice(start, start + 12).flatMap((condition) => [
      condition,
      ...COMPANIONS.filter((other) => other !== condition).map((other) => `${condition}; ${other}`),
    ]);
    const rules = bodies.map(
      (each, index) => `r${String(index)} if { ${each.replaceAll(/\bH\b|\bh\b/g, 'input.session.admin')} }\n`,
    );
    const { evaluations } = counts;
    await holdToOpa(`package spacelift\n\n${rules.join('')}${REST}`, counts);
    expect
      .soft({ bodies, evaluations: counts.evaluations })
      .toEqual({ bodies, evaluations: evaluations + logins.length + 1 });
  }
  expect(counts.excluded).toBeGreaterThan(100);
});

async function holdToOpa(text: string, counts: Counts): Promise<void> {
  const model = buildModel(text);
  const excluded = new Set(model.clauses.filter((clause) => hasConflict(clause, model)));
  const throughSlack = new Truths(model, THROUGH_SLACK);
  for (const input of [...logins, slack]) {
    const fired = await firedClauses(text, input, model);
    if (!fired) continue;
    counts.evaluations++;
    const truths = input === slack ? throughSlack : truthsOf(model);
    for (const [clause, isFired] of fired) {
      const truth = clause.body && clause.elses.length === 0 ? truths.ofBody(clause.body) : 'sometimes';
      if (truth !== 'sometimes')
        expect
          .soft({ text: show(clause, text), isFired, input })
          .toEqual({ text: show(clause, text), isFired: truth === 'always', input });
      if (excluded.has(clause))
        expect.soft({ text: show(clause, text), isFired }).toEqual({ text: show(clause, text), isFired: false });
      if (truth !== 'sometimes') counts[input === slack ? 'slack' : truth]++;
      if (excluded.has(clause)) counts.excluded++;
    }
  }
}

function show({ from, to }: Clause, text: string): string {
  return `${text.slice(from, to)} in ${text.length > 5000 ? 'all of them' : text}`;
}

function hasConflict(clause: Clause, model: PolicyModel): boolean {
  const demands = clause.elses.length === 0 ? new DemandReader(model).read(clause) : [];
  return demands.some((demand) => demands.some((other) => other !== demand && conflict(demand, other)));
}

/** Whether each clause of a rule without arguments fired; undefined where OPA refuses the policy or finds a clash. */
async function firedClauses(
  text: string,
  input: object,
  model: PolicyModel,
): Promise<ReadonlyMap<Clause, boolean> | undefined> {
  const policy = { text, engine: 'v1' as const };
  const asked = { op: 'evaluate', policy, input: JSON.stringify(input), explain: true, timeLimitMs: 5000 } as const;
  const { outcome, trace = [] } = await engine.ask(asked);
  if (outcome.kind === 'failed') return undefined;
  const fired = new Map<Clause, boolean>();
  for (const { location, kind, attempts } of trace) {
    const { from } = model.lines.spanOfBytes(location.offset, location.length);
    const clause = model.clauses.find((each) => each.from === from && !each.isDefault && each.defines === 'complete');
    if (clause && kind === 'clause' && attempts.length > 0)
      fired.set(
        clause,
        attempts.some((attempt) => attempt.fired),
      );
  }
  return fired;
}
