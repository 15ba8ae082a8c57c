import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandLine, type CommandParts } from '../../../client/src/panel/commandLine.ts';

const PARTS: CommandParts = { file: '/work/login.rego', session: {}, account: undefined, isWindows: false };

it.each<[string, Partial<CommandParts>, string]>([
  ['nothing but a file', {}, 'login-policy simulate /work/login.rego'],
  [
    'everything',
    {
      session: {
        key: '01A',
        loginAs: 'name',
        name: 'CI runner',
        teams: ['DevOps', 'On Call'],
        member: false,
        admin: true,
        machine: false,
        creatorIp: '::1',
        accountName: 'acme',
        stackId: 'networking',
        idpSubject: 'auth0|7',
        ip: '10.0.0.1',
        at: '2026-03-03T02:00:00Z',
      },
      account: 'demo',
    },
    "login-policy simulate /work/login.rego --key 01A --login-as name --name 'CI runner' --team DevOps --team 'On Call' --member false --admin true --machine false --creator-ip ::1 --account-name acme --stack-id networking --idp-subject 'auth0|7' --ip 10.0.0.1 --at 2026-03-03T02:00:00Z --account demo",
  ],
  [
    'a document',
    { session: { input: '{"a": 1}' } },
    `printf '%s' '{"a": 1}' | login-policy simulate /work/login.rego --input -`,
  ],
  ['what looks like a flag', { session: { login: '-x' } }, 'login-policy simulate /work/login.rego --login=-x'],
])('%s', (_name, parts, expected) => {
  expect(commandLine({ ...PARTS, ...parts }, 'posix')).toBe(expected);
});

describe('a shell takes each word as it is', () => {
  const HOSTILE = ["it's", '$(touch /tmp/x)', '`id`', 'a "b" c', '; rm -rf ~', '*', '\\', '!x', 'a\nb', '~', '', '#'];

  it.each(HOSTILE.map((word) => [JSON.stringify(word), word]))('sh: %s', (_name, login) => {
    const command = commandLine({ ...PARTS, session: { login } }, 'posix');
    const script = `login_policy() { printf '%s\\0' "$@"; }; ${command.replace(/^login-policy/, 'login_policy')}`;
    const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
    expect(words).toEqual(['simulate', '/work/login.rego', '--login', login]);
  });
});

it.each<[string, string, string]>([
  ['a blank', 'C:\\My Policies\\login.rego', "'C:\\My Policies\\login.rego'"],
  ['quotes', "it's", "'it''s'"],
  ['typographic quotes', 'it’s', "'it’’s'"],
  ['what would be expanded', '$env:X', "'$env:X'"],
  ['a splat', '@x', "'@x'"],
  ['nothing to take apart', 'login.rego', 'login.rego'],
])('PowerShell: %s', (_name, file, expected) => {
  expect(commandLine({ ...PARTS, file }, 'powershell')).toBe(`login-policy simulate ${expected}`);
});

it.each<[string, string, string]>([
  ['what cmd takes apart', 'R&D', `'"R&D"'`],
  ['between the quotes that PowerShell sets', 'R & D', "'R & D'"],
  ['a path', 'C:\\a^b\\login.rego', `'"C:\\a^b\\login.rego"'`],
  ['nothing to take apart', 'login.rego', 'login.rego'],
])('PowerShell on Windows: %s', (_name, file, expected) => {
  expect(commandLine({ ...PARTS, file, isWindows: true }, 'powershell')).toBe(`login-policy simulate ${expected}`);
});

it('a document is no word of cmd', () => {
  const parts = { ...PARTS, session: { input: '"R&D"' }, isWindows: true };
  expect(commandLine(parts, 'powershell')).toBe(`'"R&D"' | login-policy simulate /work/login.rego --input -`);
});
