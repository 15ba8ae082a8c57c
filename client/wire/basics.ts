/** What messages of the panel are made of. */
import * as z from 'zod/mini';
import type { Finding, Range } from '../../server/src/protocol/findings.ts';
import type { Notice, SessionRequest } from '../../server/src/protocol/simulation.ts';

// The page may not make functions out of text, by which zod would be quicker.
z.config({ jitless: true });

export const maybe = z.exactOptional;
export const text = z.string();
export const texts = z.array(text);
export const yesOrNo = z.boolean();
/** A line, a column, a count, a place in a list. */
export const count = z.int().check(z.nonnegative());
export const counts = z.array(count);
export const form = z.enum(['id', 'name']);
export const engine = z.enum(['v0', 'v1']);
export const tab = z.enum(['session', 'matrix', 'week', 'changes']);

const position = z.strictObject({ line: count, character: count });
export const range: z.ZodMiniType<Range> = z.strictObject({ start: position, end: position });

export const sessionRequest: z.ZodMiniType<SessionRequest> = z.strictObject({
  key: maybe(text),
  loginAs: maybe(form),
  login: maybe(text),
  name: maybe(text),
  teams: maybe(texts),
  member: maybe(yesOrNo),
  admin: maybe(yesOrNo),
  machine: maybe(yesOrNo),
  creatorIp: maybe(text),
  accountName: maybe(text),
  stackId: maybe(text),
  idpSubject: maybe(text),
  ip: maybe(text),
  at: maybe(text),
  input: maybe(text),
});

/** All of them: a message with another would be refused whole. */
const NOTICE_CODES = {
  unknownKey: 0,
  bypass: 0,
  expiredKey: 0,
  deletedKey: 0,
  rootAdmin: 0,
  unknownRole: 0,
  unknownSpace: 0,
  inert: 0,
  wrongType: 0,
  undocumented: 0,
  frozen: 0,
  rolesWithoutEntry: 0,
  inputMismatch: 0,
  notExplained: 0,
} satisfies Record<Notice['code'], 0>;

export const notice: z.ZodMiniType<Notice> = z.object({
  code: z.enum(Object.keys(NOTICE_CODES) as Notice['code'][]),
  severity: z.enum(['error', 'warning', 'information']),
  message: text,
});

export const finding: z.ZodMiniType<Finding> = z.object({
  rule: text,
  severity: z.enum(['error', 'warning', 'information', 'hint']),
  message: text,
  range,
});

export const refusal = z.strictObject({ kind: z.literal('refused'), message: text });
