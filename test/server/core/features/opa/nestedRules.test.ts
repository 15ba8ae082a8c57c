import { afterAll, describe, expect, test } from 'vitest';
import { checkPolicy } from '../../../../../server/src/core/features/check.ts';
import { fixPolicy } from '../../../../../server/src/core/features/fix.ts';
import type { PolicySource, RegoVersion } from '../../../../../server/src/protocol/engine.ts';
import { startEngine } from '../../../../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const NESTED = "A rule can't stand in the body of another rule: ";

interface Split {
  name: string;
  engine: RegoVersion;
  text: string;
  split: string;
}

const splits: Split[] = [
  {
    name: 'with tabs',
    engine: 'v1',
    text: `
allow if {
\tinput.session.member
\troles["a"] contains "deployer" if {
\t\tinput.session.admin
\t}
}
`,
    split: `
allow if {
\tinput.session.member
}

roles["a"] contains "deployer" if {
\tinput.session.member
\tinput.session.admin
}
`,
  },
  {
    name: 'conditions before and behind it, v1',
    engine: 'v1',
    text: `
allow if {
  input.session.member
  roles["a"] contains "deployer" if input.session.admin
  not input.session.machine # nobody else
}
`,
    split: `
allow if {
  input.session.member
  not input.session.machine # nobody else
}

roles["a"] contains "deployer" if {
  input.session.member
  not input.session.machine
  input.session.admin
}
`,
  },
  {
    name: 'several, with variables of both bodies, v0',
    engine: 'v0',
    text: `
allow {
  some i
  input.session.teams[i] == "DevOps"
  roles[space]["deployer"] {
    # everywhere
    space := input.spaces[_].id

    startswith(space, "dev")
  }
  team[input.session.teams[i]] { true }
}

deny { input.session.machine }
`,
    split: `
allow {
  some i
  input.session.teams[i] == "DevOps"
}

roles[space]["deployer"] {
  some i
  input.session.teams[i] == "DevOps"
  # everywhere
  space := input.spaces[_].id

  startswith(space, "dev")
}

team[input.session.teams[i]] {
  some i
  input.session.teams[i] == "DevOps"
  true
}

deny { input.session.machine }
`,
  },
  {
    name: 'on one line',
    engine: 'v0',
    text: '\nallow { input.session.member; roles["a"]["deployer"] { input.session.admin } }\n',
    split: `
allow { input.session.member }

roles["a"]["deployer"] {
  input.session.member
  input.session.admin
}
`,
  },
  {
    name: 'without a body of its own, before the condition',
    engine: 'v1',
    text: '\nallow if {\n  team contains "a"\n  input.session.member\n}\n',
    split: '\nallow if {\n  input.session.member\n}\n\nteam contains "a" if {\n  input.session.member\n}\n',
  },
];

test.each(splits)('split: $name', async ({ engine: version, text, split }) => {
  const policy = { text: `package spacelift\n${text}`, engine: version };
  expect((await fixPolicy(policy, engine)).text).toBe(`package spacelift\n${split}`);
});

test('the condition guards both rules', async () => {
  const text = `package spacelift

allow if {
  input.session.member
  roles["a"] contains "deployer" if input.session.admin
}
`;
  const fixed = await fixPolicy({ text, engine: 'v1' }, engine);
  const decided = await Promise.all(
    [true, false].flatMap((member) =>
      [true, false].map((admin) => decide({ ...fixed, engine: 'v1' }, { member, admin })),
    ),
  );
  expect(decided).toEqual([
    { allow: true, roles: { a: ['deployer'] } },
    { allow: true, roles: {} },
    { allow: false, roles: {} },
    { allow: false, roles: {} },
  ]);
});

async function decide({ text, engine: version }: PolicySource, session: object): Promise<object> {
  const inputs = [JSON.stringify({ session })];
  const request = { op: 'decide', policy: { text, engine: version }, inputs, evaluator: 'interpreter' } as const;
  const answer = await engine.ask({ ...request, timeLimitMs: 5000 });
  const [outcome] = 'outcomes' in answer ? answer.outcomes : [];
  if (outcome?.kind !== 'decided') throw new Error('not decided');
  return { allow: outcome.result.allow, roles: outcome.result.roles };
}

describe('told, and not split for the author', () => {
  test.each<[string, RegoVersion, string]>([
    [
      'nothing else in the body: the outer rule would always hold',
      'v0',
      'allow { roles["a"]["b"] { input.session.admin } }',
    ],
    [
      'a name that both give a value',
      'v1',
      'allow if {\n  x := input.session.name\n  team contains x if {\n    x := "a"\n  }\n}',
    ],
    ["a function's arguments", 'v1', 'is_fine(x) if {\n  x == 1\n  allow if x == 2\n}'],
    ['a nested function', 'v1', 'allow if {\n  input.session.member\n  is_fine(x) if x == 1\n}'],
    [
      'under every',
      'v1',
      'allow if {\n  input.session.member\n  every x in [1] {\n    x == 1\n    deny if x == 2\n  }\n}',
    ],
    [
      'something else that can not be read',
      'v1',
      'allow if {\n  input.session. == "a"\n  deny if input.session.admin\n}',
    ],
  ])('%s', async (_, version, rules) => {
    const text = `package spacelift\n\n${rules}\n`;
    const findings = await checkPolicy({ text, engine: version }, engine);
    expect(findings.flatMap(({ fixes = [] }) => fixes)).toEqual([]);
    expect(findings.map(({ rule }) => rule)).toContain('rego_parse_error');
  });

  test('a brace that is missing', async () => {
    const text = 'package spacelift\n\nallow if {\n  input.session.member\n  deny if input.session.machine\n';
    const findings = await checkPolicy({ text, engine: 'v1' }, engine);
    expect(findings).toMatchObject([{ message: `${NESTED}is a \`}\` missing before it?` }]);
  });
});

test.each(splits)('every prefix is fixed without an exception: $name', async ({ engine: version, text }) => {
  for (let end = 0; end <= text.length; end += 5) {
    const policy = { text: `package spacelift\n${text.slice(0, end)}`, engine: version };
    const { before, left } = await fixPolicy(policy, engine);
    expect(left.length).toBeLessThanOrEqual(before.length);
  }
});
