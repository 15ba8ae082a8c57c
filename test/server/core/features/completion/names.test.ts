import { describe, expect, it } from 'vitest';
import { CompletionItemTag } from 'vscode-languageserver-types';
import { complete, labels, take, type Asking } from './check.ts';
import { buildInventory } from '../../../../../server/src/core/account/inventory.ts';
import { demoAccount } from '../../account/demoAccount.ts';

const KEY = 'api::01K44Q1800G06J1SMARHACGFEH';
const EU = 'eu-01JK5GWKK0KTGNKQ339ZMJKFEB';

/** One entry of each kind, and what it writes. */
const OFFERED = {
  role: ['deployer', 'deployer'],
  space: ['eu', EU],
  key: ['terraform-automation', KEY],
  team: ['Data Engineering', 'Data Engineering'],
  weekday: ['Tuesday', 'Tuesday'],
  zone: ['Europe/Berlin', 'Europe/Berlin'],
  spaceName: ['eu', 'eu'],
  label: ['env:production', 'env:production'],
} as const;

function check(fixture: string, kind: keyof typeof OFFERED, asking?: Asking): void {
  const [label, text] = OFFERED[kind];
  const typed = fixture.slice(fixture.lastIndexOf('\n', fixture.indexOf('$0')) + 1);
  const asked = kind === 'zone' ? fixture.replace('$0', 'Europe/Ber$0') : fixture;
  const taken = take(asked, label, asking);
  const isOpen = /^[^"]*(?:"[^"]*"[^"]*)*"[^"]*$/.test(typed);
  expect(taken.replaceAll('\r', '')).toBe(fixture.replace('$0', isOpen ? `${text}"` : text).replaceAll('\r', ''));
}

describe('names in strings', () => {
  it.each<[string, keyof typeof OFFERED]>([
    ['roles["$0"] contains "deployer" if input.session.admin', 'space'],
    ['roles["root"] contains "$0" if input.session.admin', 'role'],
    ['roles["root"] contains "$0', 'role'],
    ['roles["$0', 'space'],
    ['roles["root"]["$0', 'role'],
    ['roles["root"]["$0"] { input.session.admin }', 'role'],
    ['roles[s]["$0"] { s := "root" }', 'role'],
    ['roles[s] contains "deployer" if {\n\tsome s in ["root", "$0"]\n}', 'space'],
    ['roles["root"] contains r if {\n\tsome r in {"plan-only", "$0"}\n}', 'role'],
    ['roles := {"$0": {"deployer"}}', 'space'],
    ['roles := {"root": {"$0"}}', 'role'],
    ['roles["root"] contains slug if some slug in slugs\n\nslugs := {"$0"}', 'role'],
    ['space_admin contains "$0"', 'space'],
    ['space_read["$0"] { true }', 'space'],
    ['allow if input.spaces[_].id == "$0"', 'space'],
    ['allow if input.spaces[_].name == "$0"', 'spaceName'],
    ['allow if {\n\tsome space in input.spaces\n\t"$0" in space.labels\n}', 'label'],
    ['allow if input.session.login == "$0"', 'key'],
    ['allow if "$0" == input.session.login', 'key'],
    ['allow if input.session.login == "$0', 'key'],
    ['allow { input.session.login == "$0" }', 'key'],
    ['allow if input.session.login in {"$0"}', 'key'],
    ['allow if input.session.login in ["api::x", "$0', 'key'],
    ['allow if {\n\tinput.session.login in {"$0\n}\n\ndeny if false', 'key'],
    ['allow if {\n\tlogin := input.session.login\n\tlogin == "$0"\n}', 'key'],
    ['import input.session\n\nallow if session.login == "$0"', 'key'],
    ['keys := {"$0"}\n\nallow if keys[input.session.login]', 'key'],
    ['keys := {"$0": "x"}\n\nallow if keys[input.session.login]', 'key'],
    ['allow if is_key(input.session.login)\n\nis_key(login) if login in {"$0"}', 'key'],
    ['allow if is_one_of({"$0"})\n\nis_one_of(logins) if input.session.login in logins', 'key'],
    ['keys contains "$0" if true\n\nallow if {\n\tsome key in keys\n\tkey == input.session.login\n}', 'key'],
    ['allow if "$0" in input.session.teams', 'team'],
    ['allow { input.session.teams[_] == "$0" }', 'team'],
    ['allow if {\n\tsome team in input.session.teams\n\tteam in {"DevOps", "$0"}\n}', 'team'],
    ['allow if count({"DevOps", "$0"} & {t | some t in input.session.teams}) > 0', 'team'],
    ['team contains "$0" if input.session.admin', 'team'],
    ['allow if time.weekday(input.request.timestamp_ns) == "$0"', 'weekday'],
    ['allow if time.weekday(input.request.timestamp_ns) in {"Monday", "$0"}', 'weekday'],
    ['allow {\n\t{"Monday", "$0"}[time.weekday(input.request.timestamp_ns)]\n}', 'weekday'],
    ['allow if time.clock([input.request.timestamp_ns, "$0"])[0] > 8', 'zone'],
    ['allow if {\n\tnow := [input.request.timestamp_ns, "$0"]\n\ttime.weekday(now) == "Monday"\n}', 'zone'],
  ])('%s', (fixture, kind) => {
    check(fixture, kind);
    check(`\uFEFFpackage spacelift\n\n# 🚀\n${fixture}\n\nhelper if true\n`, kind);
    check(`package spacelift\r\n\r\n${fixture.replaceAll('\n', '\r\n')}\r\n`, kind);
  });

  it('stand between brackets that nothing closes, and before quotes that pair wrongly', () => {
    const rest = ' contains "deployer" if {\n\tinput.session.admin\n}';
    expect(take(`roles["$0]${rest}`, 'eu')).toBe(`roles["${EU}"]${rest}`);
    expect(take('roles["root"] contains "$0 if {\n\tinput.session.admin\n}', 'deployer')).toBe(
      'roles["root"] contains "deployer" if {\n\tinput.session.admin\n}',
    );
    expect(take('allow if {\n\tis_key("$0, input.session.login)\n}\n\nis_key(k, l) if k == l', OFFERED.key[0])).toBe(
      `allow if {\n\tis_key("${KEY}", input.session.login)\n}\n\nis_key(k, l) if k == l`,
    );
  });

  it('replace all that the string has', () => {
    expect(take('allow if input.session.login == "api::ol$0d-one"', 'terraform-automation')).toBe(
      `allow if input.session.login == "${KEY}"`,
    );
    expect(take('allow if input.session.login == `$0old`', 'terraform-automation')).toBe(
      `allow if input.session.login == \`${KEY}\``,
    );
  });

  it('come in quotes where there are none', () => {
    expect(take('allow if input.session.login == $0', 'terraform-automation')).toBe(
      `allow if input.session.login == "${KEY}"`,
    );
    expect(take('allow if input.session.login == terr$0', 'terraform-automation')).toBe(
      `allow if input.session.login == "${KEY}"`,
    );
    expect(take('roles[$0] contains "x" if true', 'eu')).toBe(`roles["${EU}"] contains "x" if true`);
    expect(take('roles[$0', 'eu', { trigger: '[' })).toBe(`roles["${EU}"`);
    expect(take('allow if input.session.login in {"a", $0}', 'terraform-automation')).toBe(
      `allow if input.session.login in {"a", "${KEY}"}`,
    );
  });

  it('are keys by name, where the account logs them in so', () => {
    const asking = { keyLogin: 'name' } as const;
    expect(take('allow if input.session.login == "$0"', 'terraform-automation', asking)).toBe(
      'allow if input.session.login == "terraform-automation"',
    );
    const twice = labels('allow if input.session.login == "$0"', asking).filter((name) => name === 'staging-deploy');
    expect(twice).toHaveLength(1);
    expect(labels('allow if startswith(input.session.login, "$0")', asking)).toContain('terraform-automation');
  });

  it('are written as they are compared', () => {
    expect(take('allow if lower(input.session.login) == "$0"', 'terraform-automation')).toBe(
      `allow if lower(input.session.login) == "${KEY.toLowerCase()}"`,
    );
    expect(take('allow if trim_prefix(input.session.login, "api::") == "$0"', 'terraform-automation')).toBe(
      `allow if trim_prefix(input.session.login, "api::") == "${KEY.slice(5)}"`,
    );
  });

  it('tell keys that log in no more: last, and marked', () => {
    const keys = complete('allow if input.session.login == "$0"');
    expect(keys.slice(-2).map(({ label, detail, tags }) => [label, detail, tags])).toEqual([
      ['legacy-ci', 'expired API key', [CompletionItemTag.Deprecated]],
      ['retired-runner', 'deleted API key', [CompletionItemTag.Deprecated]],
    ]);
    expect(keys.slice(0, -2).filter(({ tags }) => tags)).toEqual([]);
    expect(keys.find(({ label }) => label === 'break-glass')?.detail).toContain('not asked');
  });

  it('can be found by name, slug and id', () => {
    const [role] = complete('roles["root"] contains "$0"');
    expect(role).toMatchObject({ label: 'deployer', labelDetails: { description: 'Deployer' } });
    expect(role?.filterText).toBe('deployer Deployer 01K9PFWPM00Y44QPHHEZJN5WBT');
    const space = complete('roles["$0"] contains "x"').find(({ label }) => label === 'eu');
    expect(space).toMatchObject({ labelDetails: { description: 'root / production / eu' }, filterText: `eu ${EU}` });
    const key = complete('allow if input.session.login == "$0"').find(({ label }) => label === 'terraform-automation');
    expect(key).toMatchObject({ labelDetails: { description: KEY }, filterText: `terraform-automation ${KEY}` });
  });

  it('leave out what the set has', () => {
    expect(labels('allow if time.weekday(input.request.timestamp_ns) in {"Saturday", "Sunday", "$0"}')).toEqual(
      'Monday Tuesday Wednesday Thursday Friday'.split(' '),
    );
  });

  it('begin with what the policy has already', () => {
    const [first] = labels('allow if "Platform" in input.session.teams\n\nadmin if "$0" in input.session.teams');
    expect(first).toBe('Platform');
  });

  it('are those of every account, where none is known', () => {
    const asking = { account: undefined };
    expect(labels('roles["$0"] contains "x"', asking)).toEqual(['root']);
    expect(labels('roles["root"] contains "$0"', asking)).toEqual(['space-reader', 'space-writer', 'space-admin']);
    expect(labels('allow if input.session.login == "$0"', asking)).toEqual([]);
    expect(labels('allow if "$0" in input.session.teams', asking)).toEqual([]);
  });

  it('hold any character', () => {
    const name = 'a "b" \\ ${1}\n';
    const teams = { ...demoAccount.teams, items: [name] };
    const account = buildInventory({ ...demoAccount, teams });
    const label = 'a "b" \\ ${1} ';
    const item = complete('allow if "$0" in input.session.teams', { account }).find((team) => team.label === label);
    expect(item?.textEdit?.newText).toBe(String.raw`a \"b\" \\ ${'${1}'}\n`);
    expect(item?.insertTextFormat).toBeUndefined();
  });

  it('of many, only the fitting ones are sent', () => {
    const items = Array.from({ length: 5000 }, (_, n) => ({
      ...demoAccount.apiKeys.items[0],
      name: `key-${String(n)}`,
      id: `ID${String(n)}`,
    })) as typeof demoAccount.apiKeys.items;
    const account = buildInventory({ ...demoAccount, apiKeys: { ...demoAccount.apiKeys, items } });
    expect(labels('allow if input.session.login == "$0"', { account })).toHaveLength(200);
    expect(labels('allow if input.session.login == "KEY-4999$0"', { account })[0]).toBe('key-4999');
  });

  it.each([
    ['in comments', '# roles["$0"]'],
    ['in a comment behind code', 'allow if input.session.admin # "$0'],
    ['for a network', 'allow if net.cidr_contains("$0", input.request.remote_ip)'],
    ['for an instant', 'allow if time.parse_rfc3339_ns("$0") < input.request.timestamp_ns'],
    ['for a pattern', 'allow if regex.match("$0", input.session.login)'],
    ['for the beginning of an id', 'allow if endswith(input.session.login, "$0")'],
    ['for the name of a person', 'allow if input.session.name == "$0"'],
    ['for what is not used', 'allow if x == "$0"'],
    ['for a list compared with a string', 'allow if input.session.teams == "$0"'],
    ['in a template', 'allow if input.session.login == $"$0"'],
    ['behind a string', 'allow if input.session.login == ""$0'],
    ['in a text of several lines', 'allow if input.session.login == `a\n$0\nb`'],
    ['in an import', 'import "$0"'],
  ])('none %s', (_, fixture) => {
    expect(labels(fixture, { trigger: '"' })).toEqual([]);
  });
});
