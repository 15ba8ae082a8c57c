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
 * Nothing where there is nothing to learn from, or no permission to see it (only administrators have it).
 * @throws {AccountError} `cancelled`
 */
export async function learnFromSamples(
  ask: Ask,
  policies: readonly LoginPolicy[],
  keys: readonly ApiKey[],
): Promise<LearntKeySession> {
  // Login policies are never asked about an administrative key.
  if (keys.every(({ admin }) => admin)) return {};
  const most = Math.min(MOST_SAMPLES, Math.ceil(MOST_IN_ALL / policies.length));
  const inputs = await Promise.all(policies.map(({ id }) => fetchInputs(ask, id, most)));
  return learnKeySession(inputs.flat(), keys);
}

/** JSON texts. */
async function fetchInputs(ask: Ask, policy: string, most: number): Promise<string[]> {
  const keys = (await fetchNewestKeys(ask, policy)).slice(0, most);
  const inputs = await Promise.all(keys.map((key) => fetchInput(ask, policy, key)));
  return inputs.filter((input) => input !== undefined);
}

async function fetchNewestKeys(ask: Ask, policy: string): Promise<string[]> {
  const read = records.safeParse(await policyOrNothing(ask(SampleKeysDocument, { policy })));
  const known = (read.data?.evaluationRecords ?? []).flatMap((entry) => record.safeParse(entry).data ?? []);
  return known.sort((a, b) => b.timestamp - a.timestamp).map(({ key }) => key);
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
