/**
 * What is said of times and networks, held to OPA: what is never met never is, at any hour from anywhere, what is
 * always met always is, and nothing that comes out alike everywhere is passed over.
 */
import { afterAll, expect, test } from 'vitest';
import { startEngine } from '../../../../support/engine.ts';
import { findByRules } from '../../../../support/findings.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const now = 'input.request.timestamp_ns';
const ip = 'input.request.remote_ip';

const WEEKDAYS = ['"Monday"', '"Sunday"', '"monday"', '"Mon"', '"Freitag"', '"SATURDAY"', '"Sat"', '"S"', '"day"'];
const HOURS = ['-1', '0', '5', '12.5', '22', '23', '23.5', '24', '25', '60', '830', '"9"', '"24"'];
const MONTHS = ['0', '1', '2.5', '6', '12', '13', '31'];
const ZONES = ['"UTC"', '""', '"Europe/Berlin"', '"europe/berlin"', '"Berlin"', '"PST"', '"Asia/Kolkata"', '"+01:00"'];
const INSTANTS = [
  '1767225600',
  '1790000000000',
  '1790000000000000',
  '1790000000000000000',
  '1e18',
  '1785000000000000000',
];
const TEXTS = [
  '2026-09-21T00:00:00Z',
  '2026-09-21',
  '2026-09-21T00:00:00',
  '2026-02-30T00:00:00Z',
  '2026-09-21T0:00:00+02:00',
];
const NETWORKS = [
  ...['10.0.0.0/8', '10.1.2.3/8', '10.1.2.3', '10.0.0/8', '10.0.0.0/33', '010.0.0.0/8', '10.0.0.0/8 ', '10.0.0.0/08'],
  ...['0.0.0.0/0', '::/0', '2001:db8::/32', '2001:db8::1/32', '2001:db8::1', '::ffff:10.0.0.0/104', 'office', '10/8'],
].map((network) => JSON.stringify(network));
const ADDRESSES = ['"10.1.2.3"', '"2001:db8::1"', '"10.0.0.0/8"', '"10.1.2"', '"office"'];
const ORDER = ['==', '!=', '<', '<=', '>', '>='];

const TESTS = [
  ...combine((operator, day) => `time.weekday(${now}) ${operator} ${day}`, ['==', '!='], WEEKDAYS),
  ...combine((test, day) => `${test}(time.weekday(${now}), ${day})`, ['startswith', 'endswith', 'contains'], WEEKDAYS),
  ...combine((change, day) => `${change}(time.weekday(${now})) == ${day}`, ['lower', 'upper'], WEEKDAYS),
  ...combine((operator, hour) => `time.clock(${now})[0] ${operator} ${hour}`, ORDER, HOURS),
  ...combine((operator, month) => `time.date(${now})[1] ${operator} ${month}`, ORDER, MONTHS),
  ...combine((zone) => `time.clock([${now}, ${zone}])[0] < 12`, ZONES),
  ...combine((operator, instant) => `${now} ${operator} ${instant}`, ORDER, INSTANTS),
  ...combine((text) => `${now} < time.parse_rfc3339_ns("${text}")`, TEXTS),
  ...combine((network) => `net.cidr_contains(${network}, ${ip})`, NETWORKS),
  ...combine((network) => `net.cidr_contains(${ip}, ${network})`, NETWORKS),
  ...combine((network) => `net.cidr_intersects(${network}, ${ip})`, NETWORKS),
  ...combine((operator, address) => `${ip} ${operator} ${address}`, ['==', '!='], ADDRESSES),
].filter((condition) => !condition.includes(`[0] == "`));

/** Comes out alike, and is told by nobody: a bound that keeps nothing out says so, and OPA refuses what never equals. */
const LEFT_ALONE = [
  /\[0\] (?:<|<=|!=) (?:24|-1)$/,
  /\[0\] (?:>=|>|!=) (?:-1|24)$/,
  /\[0\] (?:>= 0|<= 23(?:\.5)?|< 23\.5)$/,
  /\[1\] (?:<|<=|!=|>=|>) (?:0|13)$/,
  /\[1\] (?:>= 1|<= 12)$/,
  /(?:contains|endswith)\(time\.weekday\(input\.request\.timestamp_ns\), "day"\)$/,
  /net\.cidr_contains\("(?:::\/0|0\.0\.0\.0\/0)"/,
  /timestamp_ns (?:==|!=) 1\d{18}$/,
  /timestamp_ns (?:==|!=|<|<=|>|>=) 1e18$/,
];

function combine(write: (...parts: string[]) => string, ...lists: string[][]): string[] {
  const [first = [], second = ['']] = lists;
  return first.flatMap((a) => second.map((b) => write(a, b)));
}

/** All hours, weekdays and months, and addresses of every kind. */
const INPUTS = Array.from({ length: (24 * 7) / 2 }, (_, index) => {
  const timestamp = BigInt(Date.UTC(2026, index % 12, 1 + (index % 28), index % 24, index % 60)) * 1_000_000n;
  const addresses = ['10.1.2.3', '203.0.113.7', '2001:db8::1', 'fd00::1'];
  return `{"request": {"timestamp_ns": ${String(timestamp)}, "remote_ip": "${addresses[index % 4] ?? ''}"}, "session": {"login": "ada"}}`;
});

/** For each condition, in how many of the inputs it is met. */
async function countMet(conditions: readonly string[]): Promise<number[]> {
  const clauses = conditions.map((condition, index) => `flag contains "${String(index)}" if { ${condition} }`);
  const policy = { text: `package spacelift\n\n${clauses.join('\n')}\n`, engine: 'v1' as const };
  const answer = await engine.ask({
    op: 'decide',
    policy,
    inputs: INPUTS,
    evaluator: 'auto',
    timeLimitMs: 5000,
  });
  if ('refused' in answer) throw new Error(answer.refused);
  const counts = conditions.map(() => 0);
  for (const outcome of answer.outcomes) {
    if (outcome.kind === 'failed') throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
    for (const index of outcome.result.flag as string[]) counts[Number(index)] = (counts[Number(index)] ?? 0) + 1;
  }
  return counts;
}

function claimOf(condition: string): 'never' | 'always' | undefined {
  const findings = findByRules(`package spacelift\n\nallow if { ${condition} }\n`);
  const said = findings.filter(({ rule, severity }) => ['SL039', 'SL040'].includes(rule) && severity === 'error');
  const [, claim] = /(?:condition|`not`) is (never|always) met/.exec(said.map(({ message }) => message).join()) ?? [];
  return claim === 'never' || claim === 'always' ? claim : undefined;
}

function alike(count: number): 'never' | 'always' | undefined {
  if (count === 0) return 'never';
  return count === INPUTS.length ? 'always' : undefined;
}

test('every claim is true, and what comes out alike is claimed', async () => {
  // What `not` makes of it is asked too: of a call that fails inside of the condition it makes nothing.
  const conditions = TESTS.flatMap((condition) => [condition, `not ${condition}`]);
  const counts = await countMet(conditions);
  const found = conditions.map((condition, index) => ({
    condition,
    met: alike(counts[index] ?? 0),
    claim: claimOf(condition),
  }));
  expect(found.filter(({ claim, met }) => claim !== undefined && claim !== met)).toEqual([]);
  const untold = found.filter(({ claim, met }) => met !== undefined && claim === undefined);
  expect(untold.filter(({ condition }) => !LEFT_ALONE.some((pattern) => pattern.test(condition)))).toEqual([]);
});
