/** The messages between the simulation panel's two ends, as both check them (`protocol/panel.ts` says what they mean). */
import * as z from 'zod/mini';
import type { ToHost, ToPage } from '../../server/src/protocol/panel.ts';
import { count, engine, range, sessionRequest, tab, text, texts } from './basics.ts';
import {
  besideChoice,
  chosenSessions,
  differenceOverview,
  matrixOverview,
  policyBeside,
  weekOverview,
  weekRequest,
} from './overviews.ts';
import { answer, names, outcome, suggestions, verification } from './session.ts';

const beside = z.array(policyBeside);
const question = z.strictObject({ action: text, space: text });

const toHost: z.ZodMiniType<ToHost> = z.union([
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('ready') }),
    z.strictObject({ type: z.literal('tab'), tab }),
    z.strictObject({ type: z.literal('session'), request: count, session: sessionRequest }),
    z.strictObject({ type: z.literal('noSession') }),
    z.strictObject({ type: z.literal('changeVerdict') }),
    z.strictObject({ type: z.literal('reveal'), range }),
    z.strictObject({ type: z.literal('question'), question: z.nullable(question) }),
    z.strictObject({ type: z.literal('verify') }),
    z.strictObject({ type: z.literal('input') }),
    z.strictObject({ type: z.literal('copy'), what: z.enum(['input', 'posix', 'powershell']) }),
    z.strictObject({ type: z.literal('matrix'), request: count, chosen: chosenSessions, beside }),
    z.strictObject({ type: z.literal('week'), request: count, week: weekRequest, beside }),
    z.strictObject({ type: z.literal('changes'), request: count, baseline: text, chosen: chosenSessions, beside }),
    z.strictObject({ type: z.literal('listPolicies') }),
    z.strictObject({ type: z.literal('chooseBaseline') }),
    z.strictObject({ type: z.literal('revealBefore'), range }),
    z.strictObject({ type: z.literal('cancel'), request: count }),
    z.strictObject({ type: z.literal('pin'), session: sessionRequest }),
  ]),
  z.strictObject({
    type: z.literal('export'),
    tab: z.literal('matrix'),
    format: z.enum(['csv', 'json', 'markdown']),
  }),
  z.strictObject({ type: z.literal('export'), tab: z.literal('changes'), format: z.enum(['json', 'markdown']) }),
]);

const policy = z.strictObject({ uri: text, name: text, engine });

const toPage: z.ZodMiniType<ToPage> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('policy'), policy: z.nullable(policy) }),
  z.strictObject({
    type: z.literal('otherFile'),
    file: z.nullable(z.strictObject({ name: text, reason: text })),
  }),
  z.strictObject({ type: z.literal('names'), names: z.nullable(names) }),
  z.strictObject({ type: z.literal('suggestions'), suggestions }),
  z.strictObject({ type: z.literal('start'), key: text }),
  z.strictObject({ type: z.literal('server'), state: z.enum(['running', 'starting', 'stopped']) }),
  z.strictObject({ type: z.literal('input'), request: count, input: text }),
  z.strictObject({ type: z.literal('answer'), request: count, question, result: answer }),
  z.strictObject({ type: z.literal('verifier'), host: z.nullable(text) }),
  z.strictObject({ type: z.literal('verified'), request: count, result: verification }),
  z.strictObject({ type: z.literal('outcome'), outcome }),
  z.strictObject({ type: z.literal('open'), tab }),
  z.strictObject({ type: z.literal('matrixResult'), request: count, result: matrixOverview }),
  z.strictObject({ type: z.literal('weekResult'), request: count, result: weekOverview }),
  z.strictObject({ type: z.literal('changesResult'), request: count, result: differenceOverview }),
  z.strictObject({ type: z.literal('progress'), request: count, done: count, all: count }),
  z.strictObject({
    type: z.literal('baselines'),
    baselines: z.array(z.strictObject({ id: text, label: text })),
    missing: texts,
  }),
  z.strictObject({ type: z.literal('policies'), choices: z.array(besideChoice) }),
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
