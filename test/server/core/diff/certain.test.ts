/**
 * What is said for certain of a change holds for logins that nobody has planned: where `diff` says that all that matters
 * was tried, no login, of random people from random addresses at random instants, gains or loses what it does not tell.
 * A part of it; `LONG_TESTS=1` tries hundreds, `SEED=…` others.
 */
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { compareOutcomes, judge } from '../../../../server/src/core/diff/compareOutcomes.ts';
import { evaluate, type Evaluation, type ReadPolicy } from '../../../../server/src/core/matrix/evaluate.ts';
import { makeSessions, type Sessions } from '../../../../server/src/core/matrix/sessions.ts';
import type { Verdict } from '../../../../server/src/protocol/matrix.ts';
import type { SessionRequest } from '../../../../server/src/protocol/simulation.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { NOW, policyOf } from '../matrix/askMatrix.ts';
import { differenceOf } from './askDifference.ts';

const isLong = process.env['LONG_TESTS'] !== undefined;
const seed = Number(process.env['SEED'] ?? 1);

const engine = startEngine();
afterAll(() => engine.dispose());

const TEAMS = ['Platform', 'DevOps', 'Contractors', 'ops-eu', 'ext-1'];
const LOGINS = ['ann', 'bob', 'ann@x.com', 'bob@y.org', 'eve', 'zoe', 'zoe@x.com', 'annie', 'EVE', 'Zoe@X.com'];
const ADDRESSES = ['10.20.30.40', '10.20.30.41', '10.1.2.3', '9.255.255.255', '192.168.1.7', '2001:db8::5', '2a00::1'];

/** Each with variables of its own, so that any may stand beside each other. */
const CONDITIONS = [
  'input.session.member',
  'not input.session.member',
  '"Platform" in input.session.teams',
  '"DevOps" in input.session.teams',
  'not "Contractors" in input.session.teams',
  'some a in input.session.teams; a in {"Platform", "DevOps"}',
  'some b in input.session.teams; startswith(b, "ops-")',
  'some c in input.session.teams; startswith(c, "ext-")',
  'input.session.login == "eve"',
  'input.session.login != "ann"',
  'input.session.login in {"ann", "bob"}',
  'endswith(input.session.login, "@x.com")',
  'split(input.session.login, "@")[1] == "y.org"',
  'net.cidr_contains("10.0.0.0/8", input.request.remote_ip)',
  'not net.cidr_contains("10.20.0.0/16", input.request.remote_ip)',
  'net.cidr_contains("2001:db8::/32", input.request.remote_ip)',
  '[d, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"]); d >= 8; d < 17',
  '[e, _, _] := time.clock([input.request.timestamp_ns, "America/New_York"]); e < 2',
  '[f, g, _] := time.clock([input.request.timestamp_ns, "Asia/Kolkata"]); f * 60 + g >= 1020',
  'time.weekday([input.request.timestamp_ns, "Europe/Berlin"]) in {"Saturday", "Sunday"}',
  '[_, h, i] := time.date([input.request.timestamp_ns, "UTC"]); h == 12; i >= 24',
  'input.request.timestamp_ns >= time.parse_rfc3339_ns("2026-06-01T00:00:00Z")',
  'is_operator',
  'not is_operator',
  'lower(input.session.login) == "eve"',
  'endswith(lower(input.session.login), "@x.com")',
  'object.get({"ann": "yes", "bob": "no"}, input.session.login, "") == "yes"',
  'some j, k in {"a": ["ann"], "b": ["bob", "eve"]}; input.session.login in k; j == "b"',
  'some l in [{"team": "Platform", "to": 1}, {"team": "DevOps", "to": 2}]; l.team in input.session.teams; l.to == 2',
];
const HELPERS = 'is_operator if "Platform" in input.session.teams\nis_operator if "DevOps" in input.session.teams';
const HEADS = [
  'allow',
  'admin',
  'deny',
  'deny_admin',
  'roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer"',
];

interface Change {
  before: string[];
  after: string[];
}

/** Of few conditions, so that clauses meet. */
const change: fc.Arbitrary<Change> = fc
  .uniqueArray(fc.constantFrom(...CONDITIONS), { minLength: 2, maxLength: 5 })
  .chain((conditions) => {
    const clause = fc
      .tuple(fc.constantFrom(...HEADS), fc.subarray(conditions, { minLength: 1, maxLength: 2 }))
      .map(([head, body]) => `${head} if { ${body.join('; ')} }`);
    return fc.record({ clauses: fc.array(clause, { minLength: 2, maxLength: 4 }), other: clause, at: fc.nat(4) });
  })
  .map(({ clauses, other, at }) => ({
    before: clauses,
    after: [...clauses.slice(0, at), other, ...clauses.slice(at + 1)],
  }));

/** Who is no member has no teams (login policy documentation). */
const person: fc.Arbitrary<SessionRequest> = fc
  .record({ login: fc.constantFrom(...LOGINS), teams: fc.subarray(TEAMS), member: fc.boolean() })
  .map(({ login, teams, member }) => ({ login, teams: member ? teams : [], member }));

it(
  'what is said for certain',
  async () => {
    const all = fc.record({
      change,
      people: fc.array(person, { minLength: 40, maxLength: 40 }),
      // Of a year.
      seconds: fc.array(fc.nat(31_536_000), { minLength: 30, maxLength: 30 }),
    });
    let certain = 0;
    await fc.assert(
      fc.asyncProperty(all, async ({ change: { before, after }, people, seconds }) => {
        const [old, young] = [before, after].map((clauses) => policyOf([HELPERS, ...clauses].join('\n'))) as [
          ReadPolicy,
          ReadPolicy,
        ];
        const { verdict, isWhole } = await differenceOf(engine, [old], [young], demoInventory, 6_000);
        if (!isWhole) return;
        certain++;
        const sessions = sessionsOf(people, seconds);
        const found = findChanges(sessions, await decide(old, sessions), await decide(young, sessions));
        for (const [direction, where] of found) {
          expect({ verdict, isTold: TELLS[verdict].has(direction), where }).toMatchObject({ isTold: true });
        }
      }),
      { seed, numRuns: isLong ? 600 : 40 },
    );
    // Else nothing was claimed, and nothing tried.
    expect(certain).toBeGreaterThan(isLong ? 100 : 5);
  },
  isLong ? 3_600_000 : 240_000,
);

const TELLS: Record<Verdict, ReadonlySet<Verdict>> = {
  same: new Set(),
  wider: new Set(['wider']),
  narrower: new Set(['narrower']),
  both: new Set(['wider', 'narrower', 'both']),
};

/** What makes no sessions. */
const EVERYTHING = {
  zones: [],
  areInstantsCut: false,
  networks: [],
  leftOut: [],
  untriedReads: [],
  isWhole: true,
};

function sessionsOf(people: readonly SessionRequest[], seconds: readonly number[]): Sessions {
  const candidates = people.map((session) => ({
    kind: 'person' as const,
    name: '',
    origin: 'chosen' as const,
    sessions: [session],
  }));
  const instants = seconds.map((second) => ({ at: String(NOW + BigInt(second) * 1_000_000_000n) }));
  const plan = { candidates, addresses: ADDRESSES.map((ip) => ({ ip })), instants };
  return makeSessions({ ...EVERYTHING, ...plan }, demoInventory, NOW);
}

async function decide(policy: ReadPolicy, sessions: Sessions): Promise<Evaluation> {
  const result = await evaluate([policy], sessions, { engine, account: demoInventory });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.evaluation;
}

/** Of each kind of change one session. */
function findChanges({ people, places }: Sessions, before: Evaluation, after: Evaluation): Map<Verdict, string> {
  const found = new Map<Verdict, string>();
  before.cells.forEach((from, cell) => {
    const [old, young] = [before.outcomes[from], after.outcomes[after.cells[cell] ?? -1]];
    const difference = old && young && compareOutcomes(old, young, [], demoInventory);
    if (!difference) return;
    const person = people[Math.floor(cell / places.length)]?.subject.session;
    const { remote_ip: ip, timestamp_ns: at } = places[cell % places.length] ?? {};
    found.set(judge([difference]), JSON.stringify({ ...person, ip, at: String(at) }));
  });
  return found;
}
