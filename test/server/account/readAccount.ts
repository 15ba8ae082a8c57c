/** The inventory, read from a table of answers. */
import { expect } from 'vitest';
import { AccountError } from '../../../server/src/core/account/accountError.ts';
import type { Answer } from '../../../server/src/account/api/api.ts';
import { askInTurn } from '../../../server/src/account/inventory/ask.ts';
import { fetchInventory } from '../../../server/src/account/inventory/fetchInventory.ts';
import type { TimeLimit } from '../../../server/src/account/inventory/timeLimit.ts';
import { mergeSnapshot } from '../../../server/src/account/inventory/mergeSnapshot.ts';
import type { Viewer } from '../../../server/src/account/saved/viewer.ts';
import { parseSnapshot } from '../../../server/src/core/account/snapshotSchema.ts';
import { parseInstant } from '../../../server/src/core/simulation/instant.ts';
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import { demoAccount } from '../core/account/demoAccount.ts';
import { demoAnswers } from './demoAnswers.ts';
import { type Answers, fakeApi } from './fakeApi.ts';

/** When it is read. */
export const AT = '2026-11-21T18:00:00Z';
export const clock = { now: () => parseInstant(AT) };

/** The first of the demo account's keys. */
export const viewer = { kind: 'apiKey', id: demoAccount.apiKeys.items[0]?.id ?? '' } as const;

interface Asking {
  answers?: Answers;
  viewer?: Viewer;
  before?: AccountSnapshot;
  endpoint?: string;
  limit?: TimeLimit;
}

/** What the account is, with other answers than the demo account's. It always passes the schema. */
export async function readAccount(asking: Asking = {}): Promise<AccountSnapshot> {
  const api = fakeApi({ ...demoAnswers, ...asking.answers }, asking.endpoint);
  const ask = askInTurn(api, new AbortController().signal, asking.limit);
  const fetched = await fetchInventory({
    host: 'acme',
    ask,
    viewer: asking.viewer ?? viewer,
    clock,
    onDone: () => undefined,
  });
  const snapshot = mergeSnapshot(api.endpoint, fetched, asking.before);
  expect(parseSnapshot(JSON.stringify(snapshot))).toEqual(snapshot);
  return snapshot;
}

export const data =
  (value: unknown): (() => Partial<Answer>) =>
  () => ({ data: value });
/** Why there is no answer. */
export const fails = (kind: AccountError['kind']) => () => new AccountError(kind, `${kind}, in words`);
