/** Who logs in, from where and when: the options of `simulate` that say it. */
import { InvalidArgumentError, Option } from 'commander';
import { BadInput } from '../core/badInput.ts';
import type { SessionRequest } from '../protocol/simulation.ts';
import type { CliContext } from './context.ts';
import { atOption, ipOption, loginAsOption, teamOption } from './loginOptions.ts';
import { readSource } from './readFile.ts';

/** As commander reads them. */
export interface SessionOptions extends Omit<SessionRequest, 'teams'> {
  team?: string[];
  /** The file of an input document, or `-`. */
  input?: string;
}

export function sessionOptions(): Option[] {
  return [
    new Option('--key <name-or-id>', 'log in with this API key').conflicts(['login', 'input']),
    loginAsOption(),
    new Option('--login <login>', 'input.session.login, word for word').conflicts(['key', 'input']),
    new Option('--name <name>', 'input.session.name'),
    teamOption(),
    flag('--member', 'input.session.member'),
    flag('--admin', 'input.session.admin'),
    flag('--machine', 'input.session.machine'),
    new Option('--creator-ip <address>', 'input.session.creator_ip, IPv4 or IPv6'),
    new Option('--account-name <name>', "input.session.account_name, of a machine's session"),
    new Option('--stack-id <id>', "input.session.stack_id, of a machine's session"),
    new Option('--idp-subject <subject>', 'input.session.idp_subject'),
    ipOption(),
    atOption(),
    new Option(
      '--input <file>',
      'a whole input document as JSON, or - for standard input; excludes every other session option',
    ),
  ];
}

/**
 * `file`: of the policy.
 * @throws {BadInput} for options that contradict each other, and an input document that can't be read
 */
export async function readSession(
  files: readonly string[],
  options: SessionOptions,
  { streams }: CliContext,
): Promise<SessionRequest> {
  const { input } = options;
  const own = ownOf(options);
  if (input === undefined) {
    if (own.loginAs !== undefined && own.key === undefined) {
      throw new BadInput('--login-as says how a key logs in: name the key with --key');
    }
    const { team, ...rest } = own;
    return { ...rest, ...(team && { teams: team }) };
  }
  const others = Object.keys(own);
  if (others.length > 0) throw new BadInput(`--input is the whole session: leave out ${others.map(flagOf).join(', ')}`);
  if (input === '-' && files.includes('-')) {
    throw new BadInput('standard input can be the policy or the input document, not both');
  }
  return { input: (await readSource(input, streams)).text };
}

const NAMES = [
  ...['key', 'loginAs', 'login', 'name', 'team', 'member', 'admin', 'machine'],
  ...['creatorIp', 'accountName', 'stackId', 'idpSubject', 'ip', 'at'],
];

/** Those that are about the session, and were given. */
function ownOf(options: SessionOptions): Omit<SessionOptions, 'input'> {
  const given = Object.entries(options).filter(([name, value]) => NAMES.includes(name) && value !== undefined);
  return Object.fromEntries(given);
}

/** `loginAs` as `--login-as`. */
function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function flag(name: string, description: string): Option {
  return new Option(`${name} <boolean>`, description).argParser((text) => {
    if (text === 'true') return true;
    if (text === 'false') return false;
    throw new InvalidArgumentError('Say true or false.');
  });
}
