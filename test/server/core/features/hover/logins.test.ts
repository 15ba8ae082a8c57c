import { describe, expect, it } from 'vitest';
import type { KeySession } from '../../../../../server/src/protocol/account.ts';
import { changed, check, hover, KEY, NO_ACCOUNT, P } from './told.ts';

describe('an API key', () => {
  const login = 'input.session.login';
  it.each<[string, string, string, string[]]>([
    [
      'by its login',
      `allow if ${login} == "api::${KEY}$0"`,
      `"api::${KEY}"`,
      [
        `**ci-cd-production** · API key \`${KEY}\``,
        `Logs in as \`api::${KEY}\` (assumed`,
        'Teams: DevOps',
        'Does not expire',
        'Last used: 2026-10-30 16:12 UTC, 5 days ago',
      ],
    ],
    [
      'as Spacelift shows it',
      `allow if ${login} == "api::${KEY}::ci-cd-production$0"`,
      `"api::${KEY}::ci-cd-production"`,
      [`**ci-cd-production** · API key \`${KEY}\``, '**Not what the key logs in as**'],
    ],
    [
      'as Spacelift shows it, by a part of its id',
      `allow if ${login} == "api::${KEY.slice(-6)}::ci-cd-production$0"`,
      `"api::${KEY.slice(-6)}::ci-cd-production"`,
      [`**ci-cd-production** · API key \`${KEY}\``, '**Not what the key logs in as**'],
    ],
    [
      'by its name',
      `allow if ${login} == "ci-cd-production$0"`,
      '"ci-cd-production"',
      ['**Not what the key logs in as**'],
    ],
    [
      'by a name that two have',
      `allow if ${login} == "staging-deploy$0"`,
      '"staging-deploy"',
      ['the name of 2 API keys', '`01KGES92M05CQDSJZRECX1R1M6`'],
    ],
    [
      'in a set behind a local',
      `k := {"api::${KEY}$0"}\nallow if {\n\tx := k\n\t${login} in x\n}`,
      `"api::${KEY}"`,
      ['**ci-cd-production**'],
    ],
    [
      'in small letters',
      `allow if lower(${login}) == "api::${KEY.toLowerCase()}$0"`,
      `"api::${KEY.toLowerCase()}"`,
      ['**ci-cd-production**'],
    ],
    ['cut out', `allow if trim_prefix(${login}, "api::") == "${KEY}$0"`, `"${KEY}"`, ['**ci-cd-production**']],
    [
      'that is expired',
      `allow if ${login} == "api::01J1K72000GTWNSTSE263CVGCC$0"`,
      '"api::01J1K72000GTWNSTSE263CVGCC"',
      ['**Expired**'],
    ],
    [
      'that is deleted',
      `allow if ${login} == "api::01JPAJPNC08Y8MPX9RNTJ8KHBY$0"`,
      '"api::01JPAJPNC08Y8MPX9RNTJ8KHBY"',
      ['**Deleted**'],
    ],
    [
      'that no policy is asked about',
      `allow if ${login} == "api::01JHMXBCG04D2N7NZHZ0YGZ97D$0"`,
      '"api::01JHMXBCG04D2N7NZHZ0YGZ97D"',
      ['**Administrative key of the root space**', 'Login policies do not apply'],
    ],
    [
      'that is unknown',
      `allow if ${login} == "api::${KEY.slice(0, -1)}X$0"`,
      `"api::${KEY.slice(0, -1)}X"`,
      ['has no API key with the id or name', `Nearest: \`api::${KEY}\` (ci-cd-production).`],
    ],
    [
      'of nearly this name',
      `allow if ${login} == "ci-cd-produtcion$0"`,
      '"ci-cd-produtcion"',
      ['**Login** of a person', '(ci-cd-production)'],
    ],
    [
      'by a prefix of names',
      `allow if startswith(${login}, "terraform-$0")`,
      '"terraform-"',
      [
        '**Fits the login of no API key**',
        'Fits the names of 4 API keys, and not what they log in as: terraform-automation',
      ],
    ],
    [
      'by a prefix of logins',
      `allow if startswith(${login}, "api::01K94$0")`,
      '"api::01K94"',
      ['Fits the logins of 3 API keys: github-actions-deploy'],
    ],
    [
      'by its name as a session shows it',
      'allow if input.session.name == "backup-service$0"',
      '"backup-service"',
      ['Assumed: that'],
    ],
    ['not used yet', `later := "api::${KEY}$0"`, `"api::${KEY}"`, ['**ci-cd-production**']],
  ])('%s', (_, line, range, parts) => {
    check(P + line, range, parts);
  });

  it.each<[NonNullable<KeySession['name']>, string, string]>([
    ['keyName', 'backup-service', "For an API key, as recorded logins of this account have shown: the key's name."],
    ['keyId', 'backup-service', "**Not the name in the key's session**"],
    ['keyId', KEY, "have shown: the key's id."],
    ['empty', 'backup-service', "**Not the name in the key's session**"],
  ])("as a session's name, which logins have shown to be %s: %s", (name, text, told) => {
    const opening = changed((account) => (account.keySession = { name }));
    check(`${P}allow if input.session.name == "${text}$0"`, `"${text}"`, [told], opening);
  });

  it('whose session logins have shown', () => {
    const opening = changed((account) => {
      account.keyLogin = 'id';
      account.keySession = { member: false, machine: true, name: 'empty' };
    });
    const fields = { login: '`api::` and its id', name: 'empty', member: 'false', machine: 'true' };
    for (const [field, value] of Object.entries(fields)) {
      const told = hover(`${P}allow if input.session.${field}$0 == x`, opening)?.text;
      expect(told).toContain(`as recorded logins of this account have shown: ${value}`);
      expect(told).not.toContain('Assumed');
    }
    expect(hover(`${P}allow if input.session.member$0`)?.text).toContain('Assumed: For an API key: true.');
    expect(hover(`${P}allow if { x := input.session.member; x$0 }`, opening)?.text).toContain('have shown: false');
  });

  it('that logs in by its name, where the account has shown it', () => {
    const opening = { ...changed((account) => (account.keyLogin = 'name')), keyLogin: 'name' as const };
    const source = `${P}allow if ${login} == "ci-cd-production$0"`;
    check(
      source,
      '"ci-cd-production"',
      ['Logs in as `ci-cd-production`, as a login of this account has shown'],
      opening,
    );
    expect(hover(source, opening)?.text).not.toContain('Not what the key logs in as');
  });

  it.each([
    [`api::${KEY}`, '**Login of an API key** with the id'],
    [`api::${KEY}::ci`, `as a login it is \`api::${KEY}\` (assumed`],
    [KEY, `logs in as \`api::${KEY}\` (assumed`],
    ['ada@example.com', 'by e-mail address'],
    ['octocat', 'a GitHub user name'],
  ])('without an account: %s', (text, words) => {
    check(`${P}allow if ${login} == "${text}$0"`, `"${text}"`, [words], NO_ACCOUNT);
  });

  it('whatever its name holds', () => {
    const opening = changed(({ apiKeys }) => {
      for (const key of apiKeys.items) if (key.id === KEY) key.name = '# <b>*a*</b> [x](https://evil)\n`c`';
    });
    const title = String.raw`**\# \<b\>\*a\*\</b\> \[x\](https\://evil) \`c\`** · API key`;
    check(`${P}allow if ${login} == "api::${KEY}$0"`, `"api::${KEY}"`, [title], opening);
  });
});

describe('a team', () => {
  it.each<[string, string, string, string[]]>([
    [
      'that logins have brought',
      'allow if "DevOps$0" in input.session.teams',
      '"DevOps"',
      ['**DevOps** · team', 'Reported by the identity provider', 'Group of ci-cd-production'],
    ],
    ['in v0', 'allow { input.session.teams[_] == "DevOps$0" }', '"DevOps"', ['**DevOps** · team']],
    [
      'that is unknown',
      'allow if "DevOsp$0" in input.session.teams',
      '"DevOsp"',
      ['No login or API key brought the team `DevOsp` so far', 'Nearest: `DevOps`'],
    ],
    ['that is given', 'team contains "new$0"', '"new"', ['team that the session is given']],
  ])('%s', (_, line, range, parts) => {
    check(P + line, range, parts);
  });
});
