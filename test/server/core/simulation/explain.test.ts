import { afterAll, describe, expect, it } from 'vitest';
import { explainTrace } from '../../../../server/src/core/simulation/explain.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import type { RegoVersion } from '../../../../server/src/protocol/engine.ts';
import type { ClauseExplanation } from '../../../../server/src/protocol/simulation.ts';
import { startEngine } from '../../../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const INPUT = `{
  "request": {"remote_ip": "203.0.113.1", "timestamp_ns": 1795489200123456789},
  "session": {"login": "alice", "teams": ["Ops", "Dev"], "member": true},
  "spaces": [{"id": "p-1", "name": "p"}, {"id": "q-1", "name": "q"}]
}`;

async function explain(text: string, version: RegoVersion, input = INPUT): Promise<ClauseExplanation[]> {
  const policy = { text, engine: version };
  const { outcome, trace } = await engine.ask({ op: 'evaluate', policy, input, explain: true, timeLimitMs: 5000 });
  if (trace === undefined) throw new Error(`no trace: ${JSON.stringify(outcome)}`);
  return explainTrace(trace, buildModel(text), input);
}

/** `+ allow 3 {name: value}`: fired, stopped (`-`) or not reached (`.`), the line from one, what it gave other than `true`, where it stopped and what it saw. */
function outline(clauses: readonly ClauseExplanation[], depth = 0): string[] {
  return clauses.flatMap(({ rule, kind, range, outcome, values, stoppedAt, seen, through }) => {
    const parts = [
      `${{ fired: '+', stopped: '-', notReached: '.', notFollowed: '?' }[outcome]} ${rule}${kind === 'clause' ? '' : ` (${kind})`} ${range.start.line + 1}`,
      ...(values && JSON.stringify(values) !== '[true]' ? [`= ${JSON.stringify(values)}`] : []),
      ...(stoppedAt ? [`at ${stoppedAt.range.start.line + 1}: ${stoppedAt.text}`] : []),
      ...seen.map(({ name, value }) => `[${name} ${value === undefined ? 'undefined' : JSON.stringify(value)}]`),
    ];
    return [`${'  '.repeat(depth)}${parts.join(' ')}`, ...outline(through ?? [], depth + 1)];
  });
}

describe('explainTrace', () => {
  it.each<[string, RegoVersion, string, string[]]>([
    [
      'what fired, and what did not, in the order of the text',
      'v1',
      `deny if input.session.login == "bob"
allow if input.session.member
allow if { input.session.member; input.session.login == "bob" }`,
      [
        '- deny 3 at 3: input.session.login == "bob" [input.session.login "alice"]',
        '+ allow 4 [input.session.member true]',
        '- allow 5 at 5: input.session.login == "bob" [input.session.login "alice"]',
      ],
    ],
    [
      'the same in v0',
      'v0',
      `deny { input.session.login == "bob" }
allow { input.session.member }
roles["p-1"]["a"] { input.session.teams[_] == "Dev" }`,
      [
        '- deny 3 at 3: input.session.login == "bob" [input.session.login "alice"]',
        '+ allow 4 [input.session.member true]',
        '+ roles 5 = [{"p-1":{"a":true}}] [input.session.teams ["Ops","Dev"]]',
      ],
    ],
    [
      'a field that is not there, and a number that a double can not hold',
      'v1',
      `allow if input.session.email == "x"
deny if input.request.timestamp_ns > 1795489200123456789`,
      [
        '- allow 3 at 3: input.session.email == "x" [input.session.email undefined]',
        '- deny 4 at 4: input.request.timestamp_ns > 1795489200123456789 [input.request.timestamp_ns "1795489200123456789"]',
      ],
    ],
    [
      'locals by their names, and what a set gave',
      'v1',
      `roles[s.id] contains slug if {
  some s in input.spaces
  some slug in {"a", "b"}
  s.name == "p"
}`,
      ['+ roles 3 = [{"p-1":["a"]},{"p-1":["b"]}] [s {"id":"p-1","name":"p"}] [slug "a"]'],
    ],
    [
      'helper rules, by who asks them',
      'v1',
      `allow if in_net("10.0.0.0/8")
allow if in_net("203.0.113.0/24")
in_net(cidr) if net.cidr_contains(cidr, input.request.remote_ip)`,
      [
        '- allow 3 at 3: in_net("10.0.0.0/8")',
        '  - in_net 5 at 5: net.cidr_contains(cidr, input.request.remote_ip) [cidr "10.0.0.0/8"] [input.request.remote_ip "203.0.113.1"]',
        '+ allow 4',
        '  + in_net 5 [cidr "203.0.113.0/24"] [input.request.remote_ip "203.0.113.1"]',
      ],
    ],
    [
      'a helper rule that OPA remembers, for everybody who asks it',
      'v1',
      `allow if is_ops
admin if { is_ops; not is_bob }
is_ops if { some t in input.session.teams; t == "Ops" }
is_bob if input.session.login == "bob"`,
      [
        '+ allow 3',
        '  + is_ops 5 [t "Ops"] [input.session.teams ["Ops","Dev"]]',
        '+ admin 4',
        '  + is_ops 5 [t "Ops"] [input.session.teams ["Ops","Dev"]]',
        '  - is_bob 6 at 6: input.session.login == "bob" [input.session.login "alice"]',
      ],
    ],
    [
      'only the helpers of the expression that failed',
      'v1',
      `allow if { is_member; is_bob }
is_member if input.session.member
is_bob if input.session.login == name
name := "bob"`,
      ['- allow 3 at 3: is_bob', '  - is_bob 5 at 5: input.session.login == name [input.session.login "alice"]'],
    ],
    [
      'else branches, reached or not',
      'v1',
      `allow if grade == "b"
grade := "a" if { input.session.login == "bob" } else := "b" if { input.session.member } else := "c"`,
      [
        '+ allow 3',
        '  - grade 4 at 4: input.session.login == "bob" [input.session.login "alice"]',
        '  + grade (else) 4 = ["b"] [input.session.member true]',
        '  . grade (else) 4',
      ],
    ],
    [
      'a rule at the top is not gone into again',
      'v1',
      `allow if is_ops
sample if not allow
is_ops if "Ops" in input.session.teams`,
      ['+ allow 3', '  + is_ops 5 [input.session.teams ["Ops","Dev"]]', '- sample 4 at 4: not allow', '  + allow 3'],
    ],
    [
      'places after characters of several bytes',
      'v1',
      `# ünïcödé 💥
note := "é💥"; allow if input.session.login == "💥bob"`.replace('; ', '\n'),
      ['- allow 5 at 5: input.session.login == "💥bob" [input.session.login "alice"]'],
    ],
  ])('%s', async (_name, version, rules, expected) => {
    expect(outline(await explain(`package spacelift\n\n${rules}\n`, version))).toEqual(expected);
  });

  it('stays small where helpers share helpers', async () => {
    const chain = Array.from(
      { length: 30 },
      (_, n) => `h${n} if { input.session.member; h${n + 1} }\nh${n} if { h${n + 1} }`,
    );
    const text = `package spacelift\nallow if h0\n${chain.join('\n')}\nh30 if input.session.login == "bob"\n`;
    expect(outline(await explain(text, 'v1')).length).toBeLessThan(200);
  });

  it('has no input to show where the document is another', async () => {
    const [allow] = await explain('package spacelift\nallow if input.session.member\n', 'v1', '{"slack": {}}');
    expect(allow).toMatchObject({ outcome: 'stopped', seen: [{ name: 'input.session.member' }] });
  });

  it('passes over places in what Spacelift puts before the policy', () => {
    const text = 'package spacelift\nallow { input.session.member }\n';
    const prelude = { file: 'prelude', offset: 3, length: 5 } as const;
    const policy = { file: 'policy', offset: 18, length: 30 } as const;
    const clause = { kind: 'clause', attemptCount: 1 } as const;
    const attempt = { fired: false, stoppedAt: prelude, locals: [] };
    const trace = [
      { ...clause, rule: 'allow', location: prelude, attempts: [] },
      { ...clause, rule: 'allow', location: policy, attempts: [attempt] },
    ];
    expect(outline(explainTrace(trace, buildModel(text), INPUT))).toEqual(['- allow 2 [input.session.member true]']);
  });
});

describe('a built-in that failed', () => {
  it.each([
    ['to_number(input.session.login) > 5', 'to_number: strconv.ParseFloat: parsing "alice": invalid syntax'],
    ['time.clock([input.request.timestamp_ns, "Nowhere/None"])[0] > 5', 'unknown time zone'],
    ['input.session.login == "bob"', undefined],
  ])('is told where it stopped the clause: %s', async (condition, told) => {
    const text = `package spacelift\n\nallow if {\n  input.session.member\n  ${condition}\n}`;
    const [allow] = await explain(text, 'v1');
    expect(allow?.stoppedAt?.text).toBe(condition);
    if (told === undefined) expect(allow?.failure).toBeUndefined();
    else expect(allow?.failure).toContain(told);
  });

  it('is told of a clause that fires all the same', async () => {
    const text = 'package spacelift\n\ndeny if count([1 | to_number(input.session.login) > 5]) == 0';
    const [deny] = await explain(text, 'v1');
    expect(deny).toMatchObject({ outcome: 'fired', failure: expect.stringContaining('to_number: ') as string });
  });
});
