/** The session as a command line for `login-policy`. */
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';

export type Shell = 'posix' | 'powershell';

export interface CommandParts {
  /** The policy's file. */
  file: string;
  session: SessionRequest;
  /** `demo`, `auto` or a snapshot's file; undefined: none. */
  account: string | undefined;
  /** Whether the shell runs on Windows. There `login-policy` is a batch file, whose words `cmd` takes apart once more. */
  isWindows: boolean;
}

/** One line, to be pasted into a shell: every word is quoted where the shell would take it apart. */
export function commandLine({ file, session, account, isWindows }: CommandParts, shell: Shell): string {
  const { input, key, loginAs, login, name, teams, ip, at } = session;
  const flags: [string, string | undefined][] = [
    ['--key', key],
    ['--login-as', loginAs],
    ['--login', login],
    ['--name', name],
    ...(teams ?? []).map((team): [string, string] => ['--team', team]),
    ...further(session),
    ['--ip', ip],
    ['--at', at],
    ['--account', account],
  ];
  const quote = shell === 'posix' ? quotePosix : isWindows ? quoteForBatch : quotePowerShell;
  const words = flags.flatMap(([flag, value]) => (value === undefined ? [] : [attach(flag, value, quote)]));
  const command = ['login-policy simulate', quote(file), ...words].join(' ');
  if (input === undefined) return command;
  const piped = shell === 'posix' ? `printf '%s' ${quotePosix(input)}` : quotePowerShell(input);
  return `${piped} | ${command} --input -`;
}

function further(session: SessionRequest): [string, string | undefined][] {
  const { member, admin, machine, creatorIp, accountName, stackId, idpSubject } = session;
  const yesOrNo = (value: boolean | undefined): string | undefined => value?.toString();
  return [
    ['--member', yesOrNo(member)],
    ['--admin', yesOrNo(admin)],
    ['--machine', yesOrNo(machine)],
    ['--creator-ip', creatorIp],
    ['--account-name', accountName],
    ['--stack-id', stackId],
    ['--idp-subject', idpSubject],
  ];
}

/** What begins with a dash would be taken for a flag. */
function attach(flag: string, value: string, quote: (word: string) => string): string {
  return value.startsWith('-') ? quote(`${flag}=${value}`) : `${flag} ${quote(value)}`;
}

const PLAIN = /^[\w./:@%+=-]+$/;

function quotePosix(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** `@` and `%` have a meaning at the beginning of a word there; typographic quotes end a text as plain ones do. */
function quotePowerShell(word: string): string {
  return PLAIN.test(word) && !/^[@%-]/.test(word) ? word : `'${word.replace(/['\u2018-\u201B]/g, '$&$&')}'`;
}

/** PowerShell puts what has a blank between double quotes; without one, `cmd` would end the command at an `&`. */
function quoteForBatch(word: string): string {
  return quotePowerShell(/[&|<>^]/.test(word) && !/[\s"]/.test(word) ? `"${word}"` : word);
}
