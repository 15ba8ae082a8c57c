import { parse, isLosslessNumber } from 'lossless-json';
import type pc from 'picocolors';
import { formatInstant } from '../../../core/simulation/instant.ts';
import type { AccessLevel, Decision } from '../../../protocol/simulation.ts';
import { printable } from './printable.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** The outcome in a word, with a mark, so that colour alone never carries it. */
export function describeDecision({ access_level }: Decision, colours: Colours): string {
  const painted = {
    admin: colours.yellow(colours.bold('★ ADMIN')),
    allow: colours.green(colours.bold('✓ ALLOWED, not admin')),
    deny: colours.red(colours.bold('✗ DENIED')),
  };
  return painted[access_level];
}

export function levelInWords(level: AccessLevel): string {
  return { admin: 'admin', allow: 'allowed', deny: 'denied' }[level];
}

/** Who, from where and when, read from the exact input document. */
export function describeSession(input: string): string {
  const document = parse(input);
  const login = at(document, 'session', 'login');
  const address = at(document, 'request', 'remote_ip');
  const instant = at(document, 'request', 'timestamp_ns');
  const when =
    isLosslessNumber(instant) && /^\d+$/.test(instant.value) ? ` at ${formatInstant(BigInt(instant.value))}` : '';
  const who = typeof login === 'string' ? login : 'the given input';
  return printable(`${who}${typeof address === 'string' ? ` from ${address}` : ''}${when}`);
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && key in inner ? inner[key as keyof typeof inner] : undefined,
    value,
  );
}
