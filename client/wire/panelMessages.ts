/** The messages between the simulation panel's two ends, as both check them (`protocol/panel.ts` says what they mean). */
import * as z from 'zod/mini';
import type { ToHost, ToPage } from '../../server/src/protocol/panel.ts';
import type { ClauseExplanation, Decision, Notice, SessionRequest } from '../../server/src/protocol/simulation.ts';

// The page may not make functions out of text, by which zod would be quicker.
z.config({ jitless: true });

const maybe = z.exactOptional;
const text = z.string();
const texts = z.array(text);
const yesOrNo = z.boolean();
const line = z.int().check(z.nonnegative());
const form = z.enum(['id', 'name']);
const engine = z.enum(['v0', 'v1']);

const position = z.strictObject({ line, character: line });
const range = z.strictObject({ start: position, end: position });

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

const question = z.strictObject({ action: text, space: text });

const toHost: z.ZodMiniType<ToHost> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('session'), request: line, session: sessionRequest }),
  z.strictObject({ type: z.literal('noSession') }),
  z.strictObject({ type: z.literal('reveal'), range }),
  z.strictObject({ type: z.literal('question'), question: z.nullable(question) }),
  z.strictObject({ type: z.literal('verify') }),
  z.strictObject({ type: z.literal('input') }),
  z.strictObject({ type: z.literal('copy'), what: z.enum(['input', 'posix', 'powershell']) }),
]);

const names = z.object({
  name: text,
  source: text,
  keyState: z.enum(['complete', 'partial', 'forbidden', 'failed']),
  keys: z.array(
    z.object({ id: text, name: text, teams: texts, state: maybe(z.enum(['deleted', 'expired', 'admin'])) }),
  ),
  roles: z.array(z.object({ slug: text, name: text })),
  spaces: z.array(z.object({ id: text, name: text, parent: maybe(text) })),
  teams: texts,
  loginPolicies: z.array(z.object({ id: text, name: text })),
  keyLogin: maybe(form),
});

const suggestions = z.object({
  addresses: z.array(z.object({ network: text, line, inside: text, lastInside: maybe(text), outside: maybe(text) })),
  instants: z.array(
    z.object({
      side: z.enum(['firstInside', 'lastInside', 'firstOutside', 'from', 'before']),
      at: text,
      zone: text,
      line,
    }),
  ),
  zones: texts,
  logins: texts,
  teams: texts,
  actions: texts,
});

const decision: z.ZodMiniType<Decision> = z.object({
  access_level: z.enum(['deny', 'allow', 'admin']),
  teams: texts,
  roles: z.record(text, texts),
  space_admin: texts,
  space_write: texts,
  space_read: texts,
  flag: texts,
  sample: yesOrNo,
});

const assumption = z.object({
  field: text,
  value: z.unknown(),
  why: text,
  effect: z.enum(['decides', 'none', 'unread', 'notAsked', 'notAllTried', 'notWeighed']),
  tried: maybe(z.object({ what: text, count: line, values: z.array(z.unknown()) })),
  otherForm: maybe(text),
  untried: maybe(text),
  otherwise: maybe(z.array(z.object({ value: z.unknown(), decision, changes: texts }))),
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

const notice = z.object({
  code: z.enum(Object.keys(NOTICE_CODES) as Notice['code'][]),
  severity: z.enum(['error', 'warning', 'information']),
  message: text,
});

const clause: z.ZodMiniType<ClauseExplanation> = z.object({
  rule: text,
  kind: z.enum(['clause', 'else', 'default']),
  range,
  outcome: z.enum(['fired', 'stopped', 'notReached', 'notFollowed']),
  values: maybe(z.array(z.unknown())),
  stoppedAt: maybe(z.object({ range, text })),
  failure: maybe(text),
  seen: z.array(z.object({ name: text, value: maybe(z.unknown()) })),
  through: maybe(z.lazy(() => z.array(clause))),
});

const report = z.object({
  engine,
  evaluator: z.enum(['interpreter', 'compiled']),
  input: text,
  assumed: z.array(assumption),
  decision,
  access: z.record(text, z.object({ roles: z.array(z.object({ slug: text, from: text })), readFrom: maybe(text) })),
  notices: z.array(notice),
  explanation: maybe(z.array(clause)),
});

const finding = z.object({
  rule: text,
  severity: z.enum(['error', 'warning', 'information', 'hint']),
  message: text,
  range,
});

const result = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('report'), report, isWhole: yesOrNo }),
  z.strictObject({ kind: z.literal('policy'), findings: z.array(finding) }),
  z.strictObject({ kind: z.literal('refused'), message: text }),
]);

const refusal = z.strictObject({ kind: z.literal('refused'), message: text });

const answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), answer: z.enum(['yes', 'no', 'unknown']), reasons: texts }),
  refusal,
]);

const verification = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('verified'),
    host: text,
    verdict: z.enum(['same', 'partly', 'different', 'unreadable']),
    differences: z.array(z.object({ field: text, here: z.unknown(), there: z.unknown() })),
    unanswered: texts,
    notes: texts,
  }),
  refusal,
]);

const toPage: z.ZodMiniType<ToPage> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('policy'),
    policy: z.nullable(z.strictObject({ uri: text, name: text, engine })),
  }),
  z.strictObject({ type: z.literal('names'), names: z.nullable(names) }),
  z.strictObject({ type: z.literal('suggestions'), suggestions }),
  z.strictObject({ type: z.literal('start'), key: text }),
  z.strictObject({ type: z.literal('server'), state: z.enum(['running', 'starting', 'stopped']) }),
  z.strictObject({ type: z.literal('input'), request: line, input: text }),
  z.strictObject({ type: z.literal('answer'), request: line, question, result: answer }),
  z.strictObject({ type: z.literal('verifier'), host: z.nullable(text) }),
  z.strictObject({ type: z.literal('verified'), request: line, result: verification }),
  z.strictObject({ type: z.literal('outcome'), outcome: z.strictObject({ request: line, text, result }) }),
]);

/** What the page has said; undefined for what it never says. */
export function readToHost(message: unknown): ToHost | undefined {
  const parsed = toHost.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}

/** What the host has said; undefined for what it never says. */
export function readToPage(message: unknown): ToPage | undefined {
  const parsed = toPage.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}
