import { parse, isLosslessNumber } from 'lossless-json';
import type pc from 'picocolors';
import { formatInstant, LAST_INSTANT } from '../../../core/simulation/instant.ts';
import { administersRoot, listGrants } from '../../../core/simulation/grants.ts';
import { KEY_PREFIX } from '../../../core/account/keyLogin.ts';
import { LOGIN_BY_UNKNOWN_ID } from '../../../core/simulation/unidentifiedKey.ts';
import type { Decision } from '../../../protocol/simulation.ts';
import { printable } from './printable.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** The outcome in a word, with a mark, so that colour alone never carries it. */
export function describeDecision(decision: Decision, colours: Colours): string {
  const { bold, green, red, yellow } = colours;
  if (isRootAdmin(decision)) return yellow(bold('★ ALLOWED, admin of the root space'));
  const painted = {
    admin: yellow(bold('★ ADMIN')),
    allow: green(bold('✓ ALLOWED, not admin')),
    deny: red(bold('✗ DENIED')),
  };
  return painted[decision.access_level];
}

/** `allowed`, and what is held where. */
export function decisionInWords(decision: Decision): string {
  const roles = Object.entries(decision.roles).map(([space, slugs]) => `${slugs.join(', ')} in ${space}`);
  const level = { admin: 'admin', allow: 'allowed', deny: 'denied' }[decision.access_level];
  const admin = isRootAdmin(decision) ? `${level} as admin of the root space` : level;
  return printable(`${admin}, ${roles.length > 0 ? roles.join('; ') : 'no roles'}`);
}

function isRootAdmin(decision: Decision): boolean {
  return decision.access_level === 'allow' && administersRoot(listGrants(decision));
}

/** Who, from where and when, read from the exact input document. */
export function describeSession(input: string): string {
  const document = parse(input);
  const address = at(document, 'request', 'remote_ip');
  const instant = at(document, 'request', 'timestamp_ns');
  const where = typeof address === 'string' ? [`from ${address}`] : [];
  const when = isLosslessNumber(instant) && /^\d+$/.test(instant.value) ? describeInstant(BigInt(instant.value)) : [];
  return printable([describeWho(document), ...where, ...when].join(' '));
}

/** `terraform-prod (api::01H…)`: the name says more than an id, and the login is what the policy sees. */
function describeWho(document: unknown): string {
  const login = at(document, 'session', 'login');
  const name = at(document, 'session', 'name');
  if (typeof login !== 'string') return 'the given input';
  const shown = login === LOGIN_BY_UNKNOWN_ID ? `${KEY_PREFIX}<id>` : login;
  return typeof name === 'string' && name !== '' && name !== login ? `${name} (${shown})` : shown;
}

/** `on Tuesday 2026-03-03T08:30:00Z`: many policies ask for the weekday. Nothing for a number that no login has. */
function describeInstant(nanoseconds: bigint): string[] {
  if (nanoseconds > LAST_INSTANT) return [];
  const weekday = new Date(Number(nanoseconds / 1_000_000n)).toLocaleDateString('en', {
    weekday: 'long',
    timeZone: 'UTC',
  });
  return [`on ${weekday} ${formatInstant(nanoseconds)}`];
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && key in inner ? inner[key as keyof typeof inner] : undefined,
    value,
  );
}
