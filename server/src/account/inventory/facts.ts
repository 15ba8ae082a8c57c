/** What is one value for the whole account. */
import { snapshotSchema } from '../../core/account/snapshotSchema.ts';
import type { AccountSnapshot } from '../../protocol/account.ts';
import { AccountError } from '../../core/account/accountError.ts';
import type { Answer } from '../api/api.ts';
import { RuntimeDocument, SchemeDocument } from '../generated/documents.ts';
import type { Ask } from './ask.ts';
import { fieldOf, isRecord } from './readList.ts';

/** Undefined where it is none that is known. @throws {AccountError} where there is no answer */
export async function fetchScheme(ask: Ask): Promise<AccountSnapshot['authorizationScheme']> {
  const scheme = valueOf(await ask(SchemeDocument, {}), 'authorizationScheme');
  return snapshotSchema.shape.authorizationScheme.safeParse(scheme).data;
}

/** Undefined where it is no release that can be imitated. @throws {AccountError} where there is no answer */
export async function fetchOpaVersion(ask: Ask): Promise<AccountSnapshot['opaVersion']> {
  const runtime = valueOf(await ask(RuntimeDocument, {}), 'policyRuntime');
  const version = isRecord(runtime) ? runtime['openPolicyAgentVersion'] : undefined;
  return snapshotSchema.shape.opaVersion.safeParse(version).data;
}

function valueOf(answer: Answer, field: string): unknown {
  const value = fieldOf(answer, field);
  if (value === undefined || value === null) throw new AccountError('query', `the answer has no ${field}`);
  return value;
}
