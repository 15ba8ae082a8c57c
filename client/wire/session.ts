/** What the Session tab is sent: names and suggestions, reports, answers. */
import * as z from 'zod/mini';
import type { PanelAnswer, PanelOutcome, PanelVerification } from '../../server/src/protocol/panel.ts';
import type { ClauseExplanation, Decision, SimulationReport } from '../../server/src/protocol/simulation.ts';
import type { AccountNames, Suggestions } from '../../server/src/protocol/suggestions.ts';
import { count, engine, finding, form, maybe, notice, range, refusal, text, texts, yesOrNo } from './basics.ts';

export const names: z.ZodMiniType<AccountNames> = z.object({
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

export const suggestions: z.ZodMiniType<Suggestions> = z.object({
  addresses: z.array(
    z.object({ network: text, line: count, inside: text, lastInside: maybe(text), outside: maybe(text) }),
  ),
  instants: z.array(
    z.object({
      side: z.enum(['firstInside', 'lastInside', 'firstOutside', 'from', 'before']),
      at: text,
      zone: text,
      line: count,
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
  tried: maybe(z.object({ what: text, count, values: z.array(z.unknown()) })),
  otherForm: maybe(text),
  untried: maybe(text),
  otherwise: maybe(z.array(z.object({ value: z.unknown(), decision, changes: texts }))),
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

const report: z.ZodMiniType<SimulationReport> = z.object({
  engine,
  evaluator: z.enum(['interpreter', 'compiled']),
  input: text,
  assumed: z.array(assumption),
  decision,
  access: z.record(text, z.object({ roles: z.array(z.object({ slug: text, from: text })), readFrom: maybe(text) })),
  notices: z.array(notice),
  explanation: maybe(z.array(clause)),
});

const result = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('report'), report, isWhole: yesOrNo }),
  z.strictObject({ kind: z.literal('policy'), findings: z.array(finding) }),
  refusal,
]);

export const outcome: z.ZodMiniType<PanelOutcome> = z.strictObject({ request: count, text, result });

export const answer: z.ZodMiniType<PanelAnswer> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), answer: z.enum(['yes', 'no', 'unknown']), reasons: texts }),
  refusal,
]);

export const verification: z.ZodMiniType<PanelVerification> = z.discriminatedUnion('kind', [
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
