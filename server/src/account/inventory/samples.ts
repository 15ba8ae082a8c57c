/** Learns from recorded logins of API keys how they look. What was recorded is read, and kept nowhere. */
import * as z from 'zod';
import { type LearntKeySession, learnKeySession } from '../../core/account/learnKeySession.ts';
import type { ApiKey, LoginPolicy } from '../../protocol/account.ts';
import { AccountError } from '../../core/account/accountError.ts';
import { SampleDocument, SampleKeysDocument } from '../generated/documents.ts';
import type { Ask } from './ask.ts';
import { fieldOf, nonEmpty } from './readList.ts';

/** The newest of each policy; and of an account with many, of all together. Each is asked for on its own. */
const MOST_SAMPLES = 20;
const MOST_IN_ALL = 60;

const records = z.object({ evaluationRecords: z.array(z.unknown()) });
const record = z.object({ key: nonEmpty, timestamp: z.number() });
const sample = z.object({ evaluationSample: z.object({ input: z.string() }) });

/**
 * Undefined where no record can be read: no policy has any, or there is no permission to see them (only administrators
 * have it).
 * @param keys those that are known; others log in as well
 * @throws {AccountError} `cancelled`
 */
export async function learnFromSamples(
  ask: Ask,
  policies: readonly LoginPolicy[],
  keys: readonly ApiKey[],
): Promise<LearntKeySession | undefined> {
  const most = Math.min(MOST_SAMPLES, Math.ceil(MOST_IN_ALL / policies.length));
  const inputs = await Promise.all(policies.map(({ id }) => fetchInputs(ask, id, most)));
  const read = inputs.filter((some) => some !== undefined);
  return read.length === 0 ? undefined : learnKeySession(read.flat(), keys);
}

/** What is known now: what the records show, or what they showed before where they show nothing that says otherwise. */
export function mergeLearnt(now: LearntKeySession | undefined, before: LearntKeySession | undefined): LearntKeySession {
  const hasShown = before?.keyLogin !== undefined;
  const kept = now === undefined || (now.keyRecords === 'none' && hasShown) ? before : now;
  const { keyLogin, keySession, keyRecords } = kept ?? {};
  return { ...(keyLogin && { keyLogin }), ...(keySession && { keySession }), ...(keyRecords && { keyRecords }) };
}

/** JSON texts; undefined where none can be read. */
async function fetchInputs(ask: Ask, policy: string, most: number): Promise<string[] | undefined> {
  const keys = (await fetchNewestKeys(ask, policy))?.slice(0, most);
  if (keys === undefined) return undefined;
  const inputs = await Promise.all(keys.map((key) => fetchInput(ask, policy, key)));
  const read = inputs.filter((input) => input !== undefined);
  return read.length === 0 && keys.length > 0 ? undefined : read;
}

async function fetchNewestKeys(ask: Ask, policy: string): Promise<string[] | undefined> {
  const read = records.safeParse(await policyOrNothing(ask(SampleKeysDocument, { policy })));
  const known = read.data?.evaluationRecords.flatMap((entry) => record.safeParse(entry).data ?? []);
  return known?.sort((a, b) => b.timestamp - a.timestamp).map(({ key }) => key);
}

async function fetchInput(ask: Ask, policy: string, key: string): Promise<string | undefined> {
  const read = sample.safeParse(await policyOrNothing(ask(SampleDocument, { policy, key })));
  return read.data?.evaluationSample.input;
}

async function policyOrNothing(answer: ReturnType<Ask>): Promise<unknown> {
  try {
    return fieldOf(await answer, 'policy');
  } catch (error) {
    if (error instanceof AccountError && error.kind !== 'cancelled') return undefined;
    throw error;
  }
}
