import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLine, type CommandLine, type CommandParts } from '../../../client/src/panel/commandLine.ts';

const PARTS: CommandParts = { file: '/work/login.rego', session: {}, account: undefined, isWindows: false };

const command = (text: string): CommandLine => ({ kind: 'command', text });

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
    `printf '%s' '{"a":1}' | login-policy simulate /work/login.rego --input -`,
  ],
  ['what looks like a flag', { session: { login: '-x' } }, 'login-policy simulate /work/login.rego --login=-x'],
  ['what zsh looks up', { session: { login: '=ls' } }, "login-policy simulate /work/login.rego --login '=ls'"],
  ['nothing', { session: { login: '' } }, 'login-policy simulate /work/login.rego --login='],
])('%s', (_name, parts, expected) => {
  expect(commandLine({ ...PARTS, ...parts }, 'posix')).toEqual(command(expected));
});

describe('a shell takes each word as it is', () => {
  const HOSTILE = ["it's", '$(touch /tmp/x)', '`id`', 'a "b" c', '; rm -rf ~', '*', '\\', '!x', '%PATH%', '~', '', '#'];
  /** What the program is given by a real shell, command by command. */
  const wordsOf = (texts: readonly string[]): string[][] => {
    const program = `login_policy() { printf '%s\\0' "$@"; printf '\\n\\0'; }`;
    const script = [program, ...texts.map((text) => text.replace(/^login-policy/, 'login_policy'))].join('\n');
    const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
    return words.split('\n\0').map((one) => one.split('\0').slice(0, -1));
  };
  const given = (value: string): string[] =>
    value === '' || value.startsWith('-') ? [`--login=${value}`] : ['--login', value];

  const tryAll = (logins: readonly string[]): void => {
    const copied = logins.map((login) => ({ login, line: commandLine({ ...PARTS, session: { login } }, 'posix') }));
    const refused = copied.filter(({ line }) => line.kind === 'refused').map(({ login }) => login);
    expect(refused.filter((login) => !NOT_FOR_TERMINALS.test(login))).toEqual([]);
    const commands = copied.flatMap(({ login, line }) => (line.kind === 'command' ? [{ login, text: line.text }] : []));
    expect(wordsOf(commands.map(({ text }) => text)).slice(0, -1)).toEqual(
      commands.map(({ login }) => ['simulate', '/work/login.rego', ...given(login)]),
    );
    expect(commands.length).toBeGreaterThanOrEqual(logins.length / 4);
  };

  it('sh', () => {
    tryAll(HOSTILE);
  });

  it('sh: any that is copied', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), HOSTILE_TEXT), { minLength: 50 }), tryAll), {
      numRuns: 5,
      seed: 7,
    });
  });
});

const NOT_FOR_TERMINALS = /[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029]/u;
/** Of what means something to one shell or another. */
const HOSTILE_TEXT = fc
  .array(fc.constantFrom(...Array.from(`ab '"\`$%!&|<>^()[]{};,=@#~*?\\/-’‘‚“\u00A0\uFEFF\u3000é😀\u001B\n`)), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

it.each<[string, string, string]>([
  ['a blank', 'C:\\My Policies\\login.rego', "'C:\\My Policies\\login.rego'"],
  ['single quotes', "it's", "'it''s'"],
  ['typographic quotes', 'it’s', "'it’’s'"],
  ['what would be expanded', '$env:X', "'$env:X'"],
  ['a splat', '@x', "'@x'"],
  ['nothing to take apart', 'login.rego', 'login.rego'],
])('PowerShell: %s', (_name, file, expected) => {
  for (const isWindows of [false, true]) {
    const copied = commandLine({ ...PARTS, file, isWindows }, 'powershell');
    expect(copied).toEqual(command(`login-policy simulate ${expected}`));
  }
});

describe('PowerShell on Windows', () => {
  const copy = (session: CommandParts['session']): CommandLine =>
    commandLine({ ...PARTS, session, isWindows: true }, 'powershell');

  it('has what cmd takes apart between the quotes that PowerShell sets', () => {
    expect(copy({ login: 'R & D' })).toEqual(command("login-policy simulate /work/login.rego --login 'R & D'"));
  });

  it.each<[string, string]>([
    ['a" & calc & "b', 'the character "'],
    ['R&D', 'the character &'],
    ['a\uFEFF&calc', 'the character &'],
    ['%PATH%', 'the character %'],
    ['!PATH!', 'the character !'],
    ['x\u001B[201~calc', 'the character U+001B'],
    ['gpj\u202Eexe', 'the character U+202E'],
    ['My Teams\\', 'the character \\'],
  ])('copies nothing for %j', (word, named) => {
    const end = `has ${named}, which this shell could take for a command: use “Copy input JSON”.`;
    expect(copy({ login: word })).toEqual({ kind: 'refused', reason: `Nothing was copied. --login ${end}` });
    expect(copy({ teams: ['Ops', word] })).toEqual({ kind: 'refused', reason: `Nothing was copied. --team ${end}` });
  });

  it('any word that is copied is one word for PowerShell, and nothing of it a command for cmd', () => {
    fc.assert(
      fc.property(HOSTILE_TEXT, (login) => {
        const copied = copy({ login });
        if (copied.kind === 'refused') return;
        const [, written = ''] =
          /^login-policy simulate \/work\/login\.rego (?:--login )?(.*)$/.exec(copied.text) ?? [];
        expect(written).toMatch(/^(?:[\w./:+=@%-]+|'(?:[^'‘’‚‛]|''|‘‘|’’|‚‚|‛‛)*')$/);
        const word = written.replace(/^'(.*)'$/, '$1').replaceAll(/(['‘’‚‛])\1/g, '$1');
        expect(word.replace(/^--login=/, '')).toBe(login);
        expect(word).not.toMatch(/["%!\p{Cc}]/u);
        if (!word.includes(' ')) expect(word).not.toMatch(/[&|<>^]/);
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it('takes a document as it is: that is no word of cmd', () => {
    expect(copy({ input: '{"a": "R&D %PATH%"}' })).toEqual(
      command(`'{"a":"R&D %PATH%"}' | login-policy simulate /work/login.rego --input -`),
    );
  });
});

it.each(['posix', 'powershell'] as const)('a document is one line without control characters: %s', (shell) => {
  const input = '{\n\t"a": "\u007F\u202E\\u001b", "n": 1.0000000000000000001\n}';
  const copied = commandLine({ ...PARTS, session: { input } }, shell);
  expect(copied).toMatchObject({
    text: expect.stringContaining(`'{"a":"\\u007f\\u202e\\u001b","n":1.0000000000000000001}'`) as string,
  });
});

it('says that what is no JSON is not copied', () => {
  expect(commandLine({ ...PARTS, session: { input: '{' } }, 'posix')).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('not JSON') as string,
  });
});
