/** Logins that a test lets through, and that its author hardly meant. */
import { KEY_PREFIX } from '../../account/keyLogin.ts';
import type { Test } from '../../syntax/values/conditions.ts';
import { anchorsOnlyEnds, LOOSE_DOMAIN, splitAlternatives, stripFlags } from './regex.ts';
import { shapeOf, type Shape } from './shape.ts';

export interface Looseness {
  readonly kind: 'anywhere' | 'goesOn' | 'domain' | 'topDomain' | 'begins' | 'ends' | 'alternatives' | 'dot';
  /** A login that a stranger may have; undefined where none is certain. */
  readonly example: string | undefined;
}

const STRANGER = 'attacker.net';

const STRANGER_NAME = 'mallory';

/** `example.com`, `mail.example.com`; not `.example.com`, which has its end before it. */
const DOMAIN = /^[a-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}$/i;

/** `.com`, `.co.uk`: what anybody can have a domain in. */
const TOP_DOMAIN = /^\.(?:[a-z]{2,}|(?:ac|co|com|gov|net|org)\.[a-z]{2})$/i;

/**
 * The worst that a test leaves open; undefined where it is as tight as people mean it: the beginning or end of a name,
 * cut off from the rest of it (`ci-`, `-dev`), a domain from its `@` on, the whole login, or what only tells kinds of logins apart (`api::`, `@`).
 */
export function loosenessOf(test: Test, text: string): Looseness | undefined {
  if (test !== 'regex') return ofOne(test, text);
  if (anchorsOnlyEnds(text)) return { kind: 'alternatives', example: undefined };
  for (const alternative of splitAlternatives(stripFlags(text))) {
    const loose = ofOne(test, alternative) ?? ofDots(alternative);
    if (loose) return loose;
  }
  return undefined;
}

function ofOne(test: Test, text: string): Looseness | undefined {
  const shape = shapeOf(test, text);
  const isNamed = shape && /[a-z\d]{2}/i.test(shape.body) && !shape.body.startsWith(KEY_PREFIX);
  return isNamed ? opennessOf(shape) : undefined;
}

function ofDots(pattern: string): Looseness | undefined {
  const [loose] = pattern.matchAll(LOOSE_DOMAIN);
  return loose && { kind: 'dot', example: `me${loose[0].replace('.', 'x')}` };
}

function opennessOf(shape: Shape): Looseness | undefined {
  const { body, opensBefore, opensAfter, isPattern } = shape;
  const hasAt = body.includes('@');
  if (opensBefore && opensAfter) return { kind: 'anywhere', example: isPattern ? undefined : anywhere(body) };
  if (opensAfter && hasAt) return { kind: 'goesOn', example: isPattern ? undefined : goOn(body) };
  if (isPattern || hasAt) return undefined;
  if (opensBefore && TOP_DOMAIN.test(body)) return { kind: 'topDomain', example: `me@attacker${body}` };
  if (opensBefore && DOMAIN.test(body)) return { kind: 'domain', example: `me@not-${body}` };
  if (opensAfter && /[a-z\d]$/i.test(body)) return { kind: 'begins', example: `${body}-${STRANGER_NAME}` };
  return opensBefore && /^[a-z\d]/i.test(body) ? { kind: 'ends', example: `not-${body}` } : undefined;
}

function anywhere(body: string): string {
  if (body.startsWith('@')) return goOn(`me${body}`);
  if (body.includes('@')) return goOn(body);
  return DOMAIN.test(body) ? `me@${body}.${STRANGER}` : `not-${body}`;
}

function goOn(body: string): string {
  return body.endsWith('@') ? `${body}${STRANGER}` : `${body}.${STRANGER}`;
}
