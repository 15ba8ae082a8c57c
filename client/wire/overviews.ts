/** What the tabs about many sessions are sent, and what they ask. */
import * as z from 'zod/mini';
import type { PolicyBeside } from '../../server/src/protocol/lsp.ts';
import type {
  AccessPart,
  ChosenSessions,
  DifferenceCause,
  MatrixOutcome,
  ShownDifference,
  ShownMatrix,
} from '../../server/src/protocol/matrix.ts';
import type { BesideChoice, PanelOverview } from '../../server/src/protocol/panel.ts';
import type { WeekReport, WeekRequest } from '../../server/src/protocol/week.ts';
import {
  count,
  counts,
  finding,
  maybe,
  notice,
  range,
  refusal,
  sessionRequest,
  text,
  texts,
  yesOrNo,
} from './basics.ts';

export const chosenSessions: z.ZodMiniType<ChosenSessions> = z.strictObject({
  keys: maybe(texts),
  logins: maybe(texts),
  teams: maybe(texts),
  sessions: maybe(z.array(sessionRequest)),
  addresses: maybe(texts),
  instants: maybe(texts),
  only: maybe(yesOrNo),
});

export const policyBeside: z.ZodMiniType<PolicyBeside> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), uri: text }),
  z.strictObject({ kind: z.literal('deployed'), policy: text }),
]);

export const besideChoice: z.ZodMiniType<BesideChoice> = z.strictObject({ policy: policyBeside, label: text });

export const weekRequest: z.ZodMiniType<WeekRequest> = z.strictObject({
  session: sessionRequest,
  zone: text,
  date: text,
});

const isTrue = z.literal(true);
const slugs = z.record(text, texts);

const outcome: z.ZodMiniType<MatrixOutcome> = z.object({
  level: z.enum(['deny', 'allow', 'admin', 'failed', 'undecided']),
  isAdmin: yesOrNo,
  isBypass: maybe(isTrue),
  isWithoutEntry: maybe(isTrue),
  roles: slugs,
  idle: maybe(slugs),
  access: slugs,
  teams: maybe(texts),
  by: maybe(texts),
  rolesBy: maybe(texts),
  error: maybe(text),
});

const outcomeWords = z.object({ level: text, holdings: texts, by: maybe(text) });
const whereWords = z.object({ from: text, when: text });
const where = z.array(z.object({ addresses: counts, instants: counts }));

/** What matrix and difference have in common. */
const axes = {
  subjects: z.array(
    z.object({
      kind: z.enum(['key', 'team', 'person', 'member', 'outsider']),
      name: text,
      origin: z.enum(['account', 'policy', 'chosen', 'scenario']),
      session: sessionRequest,
      logins: texts,
      state: maybe(z.enum(['admin', 'deleted', 'expired', 'unknown'])),
    }),
  ),
  addresses: z.array(z.object({ ip: maybe(text), isChosen: maybe(isTrue) })),
  instants: z.array(z.object({ at: maybe(text), isChosen: maybe(isTrue) })),
  zones: texts,
  areInstantsCut: yesOrNo,
  networks: z.array(z.object({ network: text, addresses: counts })),
  leftOut: texts,
  isWhole: yesOrNo,
  outcomes: z.array(outcome),
  assumed: z.array(
    z.object({
      field: text,
      why: text,
      of: z.enum(['keys', 'people', 'everybody']),
      value: maybe(z.unknown()),
      isRead: yesOrNo,
    }),
  ),
  notices: z.array(notice),
  sessions: count,
};

const matrix: z.ZodMiniType<ShownMatrix> = z.object({
  ...axes,
  rows: z.array(z.object({ outcome: count, subjects: counts, where })),
  words: z.object({
    subjects: texts,
    outcomes: z.array(outcomeWords),
    rows: z.array(z.array(whereWords)),
    assumed: texts,
  }),
});

const part: z.ZodMiniType<AccessPart> = z.object({
  login: maybe(isTrue),
  admin: maybe(isTrue),
  roles: z.array(z.object({ space: text, role: text })),
});

const cause: z.ZodMiniType<DifferenceCause> = z.object({
  fires: z.enum(['before', 'after']),
  policy: text,
  rule: text,
  range,
  text,
  stopsAt: maybe(z.object({ range, text })),
  gives: maybe(z.array(z.unknown())),
  through: maybe(z.lazy(() => z.array(cause))),
  subjects: maybe(counts),
});

const difference: z.ZodMiniType<ShownDifference> = z.object({
  ...axes,
  verdict: z.enum(['same', 'wider', 'narrower', 'both']),
  isSameText: maybe(isTrue),
  lockedOut: maybe(z.object({ could: counts, unknown: counts })),
  bypassing: texts,
  rows: z.array(
    z.object({
      before: count,
      after: count,
      gained: part,
      lost: part,
      teams: maybe(z.object({ gained: texts, lost: texts })),
      subjects: counts,
      where,
      causes: maybe(z.array(cause)),
      hasOtherCauses: maybe(isTrue),
    }),
  ),
  undecided: count,
  words: z.object({
    before: text,
    after: text,
    verdict: text,
    lockOutTitle: text,
    lockOut: texts,
    subjects: texts,
    rows: z.array(z.object({ changes: texts, where: z.array(whereWords), whom: texts })),
    assumed: texts,
  }),
});

const hourPart = z.object({ from: text, at: text, outcome: count, reason: count });

const week: z.ZodMiniType<WeekReport> = z.object({
  zone: text,
  monday: text,
  clockChanges: texts,
  isTimeless: yesOrNo,
  outcomes: z.array(z.object({ outcome, words: outcomeWords, letter: text })),
  reasons: z.array(z.object({ text, clauses: z.array(z.object({ rule: text, range, policy: maybe(text) })) })),
  days: z.array(
    z.object({ date: text, hours: z.array(z.object({ at: text, hour: count, parts: z.array(hourPart) })) }),
  ),
  summary: texts,
  assumed: texts,
});

function overviewOf<Shown>(shown: z.ZodMiniType<Shown>): z.ZodMiniType<PanelOverview<Shown>> {
  return z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('shown'), shown }),
    z.strictObject({ kind: z.literal('policy'), findings: z.array(finding), name: maybe(text) }),
    refusal,
  ]);
}

export const matrixOverview = overviewOf(matrix);
export const differenceOverview = overviewOf(difference);
export const weekOverview = overviewOf(week);
