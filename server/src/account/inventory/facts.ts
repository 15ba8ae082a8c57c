/** What is one value for the whole account. */
import { snapshotSchema } from '../../core/account/snapshotSchema.ts';
import type { AccountSnapshot } from '../../protocol/account.ts';
import { RuntimeDocument, SchemeDocument } from '../generated/documents.ts';
import type { Ask } from './ask.ts';
import { fieldOf, isRecord } from './readList.ts';

/** Undefined where it is none that is known. */
export async function fetchScheme(ask: Ask): Promise<AccountSnapshot['authorizationScheme']> {
  const scheme = fieldOf(await ask(SchemeDocument, {}), 'authorizationScheme');
  return snapshotSchema.shape.authorizationScheme.safeParse(scheme).data;
}

/** Undefined where it is no release that can be imitated. */
export async function fetchOpaVersion(ask: Ask): Promise<AccountSnapshot['opaVersion']> {
  const runtime = fieldOf(await ask(RuntimeDocument, {}), 'policyRuntime');
  const version = isRecord(runtime) ? runtime['openPolicyAgentVersion'] : undefined;
  return snapshotSchema.shape.opaVersion.safeParse(version).data;
}
