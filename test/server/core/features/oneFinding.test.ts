/** One mistake is one finding, of the most exact rule. */
import { afterAll, expect, test } from 'vitest';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import { checkPolicy } from '../../../../server/src/core/features/check.ts';
import { DEFAULT_SETTINGS } from '../../../../server/src/core/settings/settings.ts';
import type { RegoVersion } from '../../../../server/src/protocol/engine.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoAccount, keyId } from '../account/demoAccount.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

interface Mistake {
  name: string;
  text: string;
  engine?: RegoVersion;
  rule: string;
}

const KEY = keyId('terraform-automation');

const allow = 'allow if input.session.member\n';

const mistakes: Mistake[] = [
  {
    name: 'a list compared in a function',
    text: 'in_team(name) if input.session.teams == name\nallow if in_team("DevOps")',
    rule: 'SL013',
  },
  {
    name: 'a list given to a function',
    text: 'is(name) if name == "DevOps"\nallow if is(input.session.teams)',
    rule: 'SL013',
  },
  { name: 'a list given to a built-in', text: 'allow if startswith(input.session.teams, "Dev")', rule: 'SL013' },
  { name: 'a function of the list', text: 'allow if input.session.teams.includes("DevOps")', rule: 'SL013' },
  {
    name: 'another word for contains',
    text: `${allow}roles["root"] includes "deployer" if input.session.member`,
    rule: 'rego_parse_error',
  },
  { name: 'if before the name', text: 'if allow { input.session.member }', rule: 'rego_parse_error' },
  { name: 'if behind an equals sign', text: 'allow = if input.session.member', rule: 'rego_parse_error' },
  { name: 'a list among names', text: 'allow if input.session.teams in {"DevOps", "Security"}', rule: 'SL013' },
  { name: 'a set named result', text: `${allow}result contains "x" if input.session.member`, rule: 'SL011' },
  { name: 'a rule below result', text: 'result.allow if input.session.member', rule: 'SL011' },
  { name: 'a default for everybody', text: 'default allow := true', rule: 'SL011' },
  { name: 'the set of v0', text: `${allow}deny["x"]`, rule: 'SL010' },
  { name: 'a number that always holds', text: 'allow := 1', rule: 'SL010' },
  { name: 'an object that always holds', text: 'allow := {"a": 1}', rule: 'SL010' },
  { name: 'a login that always holds', text: 'allow := input.session.login', rule: 'SL010' },
  { name: 'a role without its space', text: `${allow}roles["deployer"] if input.session.member`, rule: 'SL010' },
  {
    name: 'a deprecated rule of another type',
    text: 'allow { input.session.member }\nspace_admin { input.session.admin }',
    engine: 'v0',
    rule: 'SL010',
  },
  {
    name: 'not of a helper that is allow',
    text: `${allow}ok if allow\nadmin if input.session.admin\ndeny if not ok`,
    rule: 'SL014',
  },
  { name: 'not of an unknown field', text: `${allow}deny if not input.session.username`, rule: 'SL020' },
];

test.each(mistakes)('$name', async ({ text, engine: version = 'v1', rule }) => {
  const findings = await checkPolicy({ text: `package spacelift\n\n${text}\n`, engine: version }, engine);
  expect(findings.map((finding) => finding.rule)).toEqual([rule]);
});

test('a rule that is off tells nothing better', async () => {
  const text = `package spacelift\n\n${allow}deny if not input.session.username\n`;
  const settings = { rules: { SL020: 'off' } } as const;
  const findings = await checkPolicy({ text, engine: 'v1' }, engine, {
    settings: { ...DEFAULT_SETTINGS, ...settings },
  });
  expect(findings.map((finding) => finding.rule)).toEqual(['SL021']);
});

test.each([
  ['a part of names of keys', 'contains(input.session.login, "terraform")', ['SL005']],
  ['the id of a key in small letters', `input.session.login == "api::${KEY.toLowerCase()}"`, ['SL005']],
  ['a key as it is shown', `input.session.login == "api::${KEY}::terraform-automation"`, ['SL005']],
  ['a key that is half-typed', 'input.session.login == "api::"', []],
])('%s, with an account', async (_, condition, rules) => {
  const text = `package spacelift\n\nallow if ${condition}\n`;
  const findings = await checkPolicy({ text, engine: 'v1' }, engine, { account: buildInventory(demoAccount) });
  expect(findings.map((finding) => finding.rule)).toEqual(rules);
});
