import { afterAll, expect, it } from 'vitest';
import { describePreludeGuesses } from '../../../../server/src/core/simulation/preludeGuesses.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import type { RegoVersion } from '../../../../server/src/protocol/engine.ts';
import { startEngine } from '../../../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const V0_SETS = 'import future.keywords.contains\nimport future.keywords.if\nimport future.keywords.in\n';

it.each<[string, RegoVersion, string, string[]]>([
  ['the usual way', 'v1', 'roles["s"] contains "r" if input.session.member\nallow if input.session.member', []],
  ['the usual way in v0', 'v0', 'roles["s"]["r"] { input.session.member }\nallow { input.session.member }', []],
  ['no roles', 'v1', 'allow if input.session.member', []],
  ['a set for each space', 'v1', 'roles[s.id] := {"r"} if some s in input.spaces', ['Line 2: `roles` is written in']],
  [
    'nested keys in v1',
    'v1',
    'roles[s.id]["r"] := true if some s in input.spaces',
    ['Line 2: `roles` is written in another way than `roles[space] contains slug`'],
  ],
  ['nested keys in v1 for one space', 'v1', 'roles["s"]["r"] := true if input.session.member', []],
  ['a set for one space', 'v1', 'roles["s"] := {"r"} if input.session.member', []],
  [
    'sets in v0',
    'v0',
    `${V0_SETS}roles[s] contains "r" if s := "x"`,
    ['Line 5: `roles` is written in another way than `roles[space][slug]`'],
  ],
  ['sets in v0 for one space', 'v0', `${V0_SETS}roles["s"] contains "r" if input.session.member`, []],
  ['a default', 'v1', 'default allow := false\ndefault level := 1', ['Line 2: `default allow` takes the place']],
  [
    'two defaults',
    'v0',
    'default deny = false\n\ndefault sample = true',
    ['Line 2: `default deny`', 'Line 4: `default sample`'],
  ],
])('%s, which OPA accepts here', async (_name, version, body, expected) => {
  const text = `package spacelift\n${body}\n`;
  const { errors } = await engine.ask({ op: 'check', policy: { text, engine: version } });
  expect(errors).toEqual([]);
  const notices = describePreludeGuesses(buildModel(text), version);
  expect(notices.map(({ code, severity }) => `${code} ${severity}`)).toEqual(
    expected.map(() => 'undocumented warning'),
  );
  expect(notices.map(({ message }) => message)).toEqual(
    expected.map((words) => expect.stringContaining(words) as string),
  );
});
