import { afterAll, expect, test } from 'vitest';
import { upgradePolicy } from '../../../../server/src/core/features/upgrade.ts';
import { judgeNamedPolicy } from '../../../../server/src/core/policy/verdict.ts';
import { startEngine } from '../../../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const P = 'package spacelift\n\n';

test.each<[string, string, string]>([
  [
    'bodies and sets',
    `${P}roles["root"]["deployer"] { input.session.member }\n`,
    `${P}roles.root contains "deployer" if input.session.member\n`,
  ],
  [
    'what the text says itself',
    `# spacelift: type=login engine=v0\n${P}allow { true }\n`,
    `# spacelift: type=login engine=v1\n${P}allow := true\n`,
  ],
  [
    'the long way of saying it',
    `# spacelift: engine=REGO_V0\n${P}allow { true }\n`,
    `# spacelift: engine=v1\n${P}allow := true\n`,
  ],
  [
    'a text that both can read: it says so',
    `${P}allow = input.session.member\n`,
    `# spacelift: engine=v1\n${P}allow := input.session.member\n`,
  ],
  [
    'line ends',
    `${P}allow { input.session.member }\n`.replaceAll('\n', '\r\n'),
    `${P}allow if input.session.member\n`.replaceAll('\n', '\r\n'),
  ],
])('%s', async (_, text, upgraded) => {
  expect(await upgradePolicy({ text }, engine)).toEqual({ text: upgraded });
  expect(await judgeNamedPolicy({ path: '', text: upgraded }, engine)).toMatchObject({ engine: 'v1' });
});

test.each<[string, string, string]>([
  ['a built-in that v1 has no more', `${P}allow { any([true]) }\n`, 'line 3: Rego v1 has no `any` any more'],
  ['what is no Rego', `${P}allow {\n`, 'line 3: `{` is never closed.'],
  [
    'what is refused as v1',
    `${P}allow { input.session.teams == "DevOps" }\n`,
    'as Rego v1, line 3: `input.session.teams` is a list and never equals a string',
  ],
  [
    'a name that is a keyword in v1',
    `${P}contains { true }\n\nallow { contains }\n`,
    'line 3: `contains` is a keyword in Rego v1',
  ],
])('not possible: %s', async (_, text, reason) => {
  const { reason: told } = (await upgradePolicy({ text }, engine)) as { reason: string };
  expect(told.slice(0, reason.length)).toBe(reason);
});
