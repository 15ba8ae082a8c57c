/** The session as a command line for `login-policy`. */
import { parse, stringify } from 'lossless-json';
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

/** Text to be pasted into a shell, or why there is none, as a sentence. */
export type CommandLine =
  { readonly kind: 'command'; readonly text: string } | { readonly kind: 'refused'; readonly reason: string };

/** One line: every word is quoted where the shell would take it apart, and none is in it that can't be for certain. */
export function commandLine(parts: CommandParts, shell: Shell): CommandLine {
  const { file, session } = parts;
  const flags = flagsOf(parts);
  const words = [["The file's path", file] as const, ...flags];
  for (const [name, word] of words) {
    const found = firstUnsafe(word, shell, parts.isWindows);
    if (found !== undefined) return refuse(`${name} has ${describe(found)}, which this shell could take for a command`);
  }
  const quote = shell === 'posix' ? quotePosix : quotePowerShell;
  const command = ['login-policy simulate', quote(file), ...flags.map((flag) => attach(flag, quote))].join(' ');
  if (session.input === undefined) return { kind: 'command', text: command };
  const document = oneLine(session.input);
  if (document === undefined) return refuse('The input document is not JSON that can be read');
  const piped = shell === 'posix' ? `printf '%s' ${quotePosix(document)}` : quotePowerShell(document);
  return { kind: 'command', text: `${piped} | ${command} --input -` };
}

type Flag = readonly [name: string, value: string];

function flagsOf({ session, account }: CommandParts): Flag[] {
  const { key, loginAs, login, name, teams, ip, at } = session;
  const { member, admin, machine, creatorIp, accountName, stackId, idpSubject } = session;
  const all: [string, string | boolean | undefined][] = [
    ['--key', key],
    ['--login-as', loginAs],
    ['--login', login],
    ['--name', name],
    ...(teams ?? []).map((team): [string, string] => ['--team', team]),
    ['--member', member],
    ['--admin', admin],
    ['--machine', machine],
    ['--creator-ip', creatorIp],
    ['--account-name', accountName],
    ['--stack-id', stackId],
    ['--idp-subject', idpSubject],
    ['--ip', ip],
    ['--at', at],
    ['--account', account],
  ];
  return all.flatMap(([flag, value]) => (value === undefined ? [] : [[flag, String(value)] as const]));
}

/** What begins with a dash would be taken for a flag; an empty word is left out by PowerShell before 7.3. */
function attach([flag, value]: Flag, quote: (word: string) => string): string {
  return value === '' || value.startsWith('-') ? quote(`${flag}=${value}`) : `${flag} ${quote(value)}`;
}

/**
 * What no quotes keep from a terminal: ESC ends what is pasted, a tab completes, others turn around what is read; half a
 * character becomes another one on the clipboard.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
/** PowerShell before 7.3 hands it on as it is, and it ends the word. */
const UNSAFE_POWERSHELL = /"/;
/** `cmd` gives variables' values for these, also between quotes. */
const UNSAFE_CMD = /[%!]/;
/** An end to the command for `cmd`: but PowerShell puts what has a blank between double quotes, and nothing else. */
const UNSAFE_CMD_BARE = /[&|<>^]/;
/** Before the quote that PowerShell sets. */
const UNSAFE_CMD_END = /\\$/;

function firstUnsafe(word: string, shell: Shell, isWindows: boolean): string | undefined {
  const isBare = !word.includes(' ');
  const unsafe = [
    UNSAFE,
    ...(shell === 'powershell' ? [UNSAFE_POWERSHELL] : []),
    ...(shell === 'powershell' && isWindows ? [UNSAFE_CMD, isBare ? UNSAFE_CMD_BARE : UNSAFE_CMD_END] : []),
  ];
  return unsafe.map((pattern) => pattern.exec(word)?.[0]).find((found) => found !== undefined);
}

function describe(character: string): string {
  if (!UNSAFE.test(character)) return `the character ${character}`;
  const code = character.codePointAt(0) ?? 0;
  return `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function refuse(why: string): CommandLine {
  return { kind: 'refused', reason: `Nothing was copied. ${why}: use “Copy input JSON”.` };
}

/** What shells and terminals could take for something else is written as JSON's escapes. Undefined: no JSON. */
function oneLine(document: string): string | undefined {
  try {
    const text = stringify(parse(document));
    return text?.replaceAll(new RegExp(UNSAFE, 'gu'), (found) => {
      return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  } catch {
    return undefined;
  }
}

const PLAIN = /^[\w./:@%+=-]+$/;

/** zsh takes a `=` at the beginning for a command's path. */
function quotePosix(word: string): string {
  return PLAIN.test(word) && !word.startsWith('=') ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** `@` and `%` have a meaning at the beginning of a word there; typographic quotes end a text as plain ones do. */
function quotePowerShell(word: string): string {
  return PLAIN.test(word) && !/^[@%-]/.test(word) ? word : `'${word.replace(/['\u2018-\u201B]/g, '$&$&')}'`;
}
