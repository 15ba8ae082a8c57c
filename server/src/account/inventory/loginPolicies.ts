import * as z from 'zod';
import type { LoginPolicy } from '../../protocol/account.ts';
import { AccountError } from '../../core/account/accountError.ts';
import { PoliciesDocument, PolicyBodyDocument } from '../generated/documents.ts';
import type { Ask } from './ask.ts';
import { fieldOf, isRecord, type ItemReader, listOf, nonEmpty, type Reading, readItems } from './readList.ts';

type PolicyHead = Omit<LoginPolicy, 'body'>;

const shape = z.object({
  id: nonEmpty,
  name: z.string(),
  type: z.literal('LOGIN'),
  engineType: z.enum(['REGO_V0', 'REGO_V1']).nullish(),
});

const reader: ItemReader<z.output<typeof shape>, PolicyHead> = {
  shape,
  many: 'login policies',
  keyOf: ({ id }) => id,
  // A server without the field has v0 only, and v0 is what a policy is that was made without it (domain.md 1.5, 3.5).
  convert: ({ id, name, engineType }) => ({ id, name, engine: engineType === 'REGO_V1' ? 'v1' : 'v0' }),
};

/** The list, then each body. */
export async function fetchLoginPolicies(ask: Ask): Promise<Reading<LoginPolicy>> {
  const answer = await ask(PoliciesDocument, {});
  const list = listOf(answer, 'policies').filter((policy) => !isOfOtherType(policy));
  const { items: heads, gaps } = readItems(list, answer, reader);
  const bodies = await Promise.all(heads.map((head) => fetchBody(ask, head)));
  const failures = bodies.filter((body) => body instanceof AccountError);
  const [failure] = failures;
  if (failure && failures.length === heads.length) throw failure;
  if (failure) gaps.push(`the text of ${failures.length} of ${heads.length} could not be had: ${failure.event}`);
  const items = bodies.flatMap((body) => (body && !(body instanceof AccountError) ? [body] : []));
  return { items, gaps, ...(failure && { failure }) };
}

function isOfOtherType(policy: unknown): boolean {
  return isRecord(policy) && typeof policy['type'] === 'string' && policy['type'] !== 'LOGIN';
}

/** Undefined where the policy was deleted meanwhile. */
async function fetchBody(ask: Ask, head: PolicyHead): Promise<LoginPolicy | AccountError | undefined> {
  try {
    const policy = fieldOf(await ask(PolicyBodyDocument, { id: head.id }), 'policy');
    if (policy == null) return undefined;
    const body = isRecord(policy) ? policy['body'] : undefined;
    if (typeof body === 'string') return { ...head, body };
    return new AccountError('notSpacelift', 'the answer has no text of a policy');
  } catch (error) {
    if (error instanceof AccountError && error.kind === 'notFound') return undefined;
    if (error instanceof AccountError && error.kind !== 'cancelled') return error;
    throw error;
  }
}
