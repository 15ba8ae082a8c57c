import * as z from 'zod';
import type { Credential } from '../../protocol/credential.ts';
import type { SignIn } from '../../protocol/lsp.ts';

const text = z.string().min(1);

const credential = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('apiKey'), endpoint: text, id: text, secret: text }),
  z.strictObject({ kind: z.literal('github'), endpoint: text, token: text }),
  z.strictObject({ kind: z.literal('token'), endpoint: text, token: text }),
]) satisfies z.ZodType<Credential>;

const signIn = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('credential'), credential, from: text }),
  z.strictObject({ kind: z.literal('profile'), profile: z.exactOptional(text) }),
  z.strictObject({ kind: z.literal('demo') }),
]) satisfies z.ZodType<SignIn>;

/** What a client says that the user is signed in to; undefined for nothing, and for what is no such answer. */
export function readSignIn(answer: unknown): SignIn | undefined {
  return signIn.safeParse(answer).data;
}
