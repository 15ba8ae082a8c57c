/** What is asked about a session beside what it comes to. */
import { parse } from 'lossless-json';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  ACCOUNT,
  CAN,
  SIMULATE,
  VERIFY,
  type AccountResult,
  type CanParams,
  type CanResult,
  type SimulateParams,
  type SimulateResult,
  type VerifyResult,
} from '../../../server/src/protocol/lsp.ts';
import type { PanelAnswer, PanelVerification, Question } from '../../../server/src/protocol/panel.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import type { PolicyText } from './liveSimulation.ts';

type Server = Pick<LanguageClient, 'sendRequest'>;

/** Undefined: the policy has been edited since. */
export async function askCan(
  server: Server,
  { uri, version }: PolicyText,
  session: SessionRequest,
  question: Question,
): Promise<PanelAnswer | undefined> {
  const params: CanParams = { textDocument: { uri, version }, request: { session, ...question } };
  const result = await server.sendRequest<CanResult>(CAN, params);
  if (result.kind === 'stale') return undefined;
  if (result.kind === 'refused') return { kind: 'refused', message: result.message };
  const { answer, reasons } = result.answer;
  return { kind: 'answer', answer, reasons };
}

/** Undefined: the policy has been edited since. */
export async function askSpacelift(
  server: Server,
  { uri, version }: PolicyText,
  session: SessionRequest,
): Promise<PanelVerification | undefined> {
  const request = { session, evaluator: 'auto' as const, explain: false, weigh: false };
  const params: SimulateParams = { textDocument: { uri, version }, request };
  const result = await server.sendRequest<VerifyResult>(VERIFY, params);
  if (result.kind === 'stale') return undefined;
  if (result.kind === 'refused') return { kind: 'refused', message: result.message };
  const { verdict, differences, unanswered, notes } = result.verification;
  return { kind: 'verified', host: result.host, verdict, differences, unanswered, notes };
}

/**
 * The whole input document, as JSON text, of which a report had `request` and `session`: at the same instant, where that
 * was taken to be now. Undefined: the policy has been edited since, or can't be evaluated any more.
 */
export async function askInput(
  server: Server,
  { uri, version }: PolicyText,
  session: SessionRequest,
  briefInput: string,
): Promise<string | undefined> {
  if (session.input !== undefined) return session.input;
  const { request: told } = parse(briefInput) as { request?: { timestamp_ns?: unknown } };
  const at = session.at ?? String(told?.timestamp_ns);
  const request = { session: { ...session, at }, evaluator: 'auto' as const, explain: false, weigh: false };
  const params: SimulateParams = { textDocument: { uri, version }, request };
  const result = await server.sendRequest<SimulateResult>(SIMULATE, params);
  return result.kind === 'report' ? result.report.input : undefined;
}

/** The host of the account that somebody is signed in to. */
export async function findVerifier(server: Server): Promise<string | null> {
  const account = await server.sendRequest<AccountResult>(ACCOUNT);
  const endpoint = account.state === 'loaded' ? account.signedIn?.endpoint : undefined;
  return endpoint === undefined ? null : endpoint.replace(/^https?:\/\//, '');
}
