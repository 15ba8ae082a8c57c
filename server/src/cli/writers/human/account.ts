import pc from 'picocolors';
import type { AccountSnapshot, Part } from '../../../protocol/account.ts';
import { savedAt } from '../../signedIn.ts';
import type { Streams } from '../../streams.ts';
import { printable } from './printable.ts';
import { counted } from '../../../core/counted.ts';

/** Where the account was seen from. */
export interface AccountSource {
  endpoint: string;
  /** Of the credential, in words. */
  from: string;
}

/** An account's inventory in numbers, and what of it could not be had and why. */
export function writeAccount(
  snapshot: AccountSnapshot,
  { endpoint, from }: AccountSource,
  { colour }: Streams,
): string {
  const colours = pc.createColors(colour);
  const { roles, spaces, apiKeys, teams, teamBindings, loginPolicies } = snapshot;
  const parts: [string, Part<unknown>][] = [
    ['roles', roles],
    ['spaces', spaces],
    ['API keys', apiKeys],
    ['teams', teams],
    ...(teamBindings ? [['team bindings', teamBindings] satisfies [string, Part<unknown>]] : []),
    ['login policies', loginPolicies],
  ];
  const width = Math.max(...parts.map(([name]) => name.length));
  const rows = parts.map(([name, part]) => `  ${name.padEnd(width)}  ${describePart(part, colours)}`);
  const at = savedAt(snapshot);
  const facts = [describeScheme(snapshot), ...describeRuntime(snapshot), describeKeyLogins(snapshot)];
  return [
    `${colours.bold(printable(new URL(endpoint).host))}  ${colours.dim(`signed in with ${printable(from)}`)}`,
    ...facts.map((fact) => `  ${fact}`),
    ...rows,
    ...(at === undefined ? [] : [colours.dim(`As of ${at}`)]),
    '',
  ].join('\n');
}

function describePart({ state, items, reason }: Part<unknown>, colours: ReturnType<typeof pc.createColors>): string {
  const count = String(items.length).padStart(5);
  if (state === 'complete') return count;
  const words = { partial: 'not all', forbidden: 'not permitted', failed: 'not known' }[state];
  return `${count}  ${colours.yellow(words)}${reason === undefined ? '' : `: ${printable(reason)}`}`;
}

function describeScheme({ authorizationScheme }: AccountSnapshot): string {
  if (authorizationScheme === 'LOGIN_POLICIES') return 'login policies decide';
  if (authorizationScheme === 'MANAGED_USERS') return 'user management decides: login policies have no effect';
  return 'whether login policies decide is not known';
}

function describeRuntime({ opaVersion }: AccountSnapshot): string[] {
  return opaVersion === undefined ? [] : [`OPA ${opaVersion}`];
}

function describeKeyLogins({ keyLogin, keySession, keyRecords }: AccountSnapshot): string {
  if (keyLogin === undefined) return `how API keys log in is assumed: ${WHY_ASSUMED[keyRecords ?? 'unread']}`;
  const facts = Object.entries(keySession ?? {}).map(([field, value]) => `${field} ${value}`);
  return `recorded logins of API keys: ${[keyLogin === 'id' ? 'by id (api::…)' : 'by name', ...facts].join(', ')}`;
}

const WHY_ASSUMED = {
  none: 'no login of one is recorded',
  different: 'their recorded logins differ',
  unread: 'recorded logins could not be read',
};

/** What `account export` says when it is done. */
export function describeExport(file: string, { roles, spaces, apiKeys }: AccountSnapshot): string {
  const counts = [
    counted(roles.items.length, 'role'),
    counted(spaces.items.length, 'space'),
    counted(apiKeys.items.length, 'API key'),
  ];
  return `${printable(file)}: ${counts.join(', ')}; use it with --account ${printable(file)}\n`;
}
