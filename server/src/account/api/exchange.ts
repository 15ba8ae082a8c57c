/** Turns a credential into a token. */
import type { DocumentNode } from 'graphql';
import * as z from 'zod';
import { AccountError } from '../../core/account/accountError.ts';
import type { Credential } from '../../protocol/credential.ts';
import { hostOf } from '../endpoint.ts';
import { ApiKeyUserDocument, OauthUserDocument } from '../generated/documents.ts';
import type { GraphqlReply } from '../http/graphqlRequest.ts';
import { readJwt } from '../jwt.ts';
import { quoteServer } from '../http/serverWords.ts';

export interface Token {
  jwt: string;
  /** Seconds since 1970, by the server's clock. Missing: it does not say. */
  endsAt?: number;
}

/** Asks without a token. */
export type AskOpenly = (document: DocumentNode, variables: object, signal: AbortSignal) => Promise<GraphqlReply>;

/** What can be sent in a header. */
const TOKEN = /^[\x21-\x7e]+$/;
const user = z.object({ jwt: z.string().regex(TOKEN), validUntil: z.number().nullish() });

/** @throws {AccountError} `signIn`: refused; and where there is no answer */
export async function signIn(ask: AskOpenly, credential: Credential, signal: AbortSignal): Promise<Token> {
  switch (credential.kind) {
    case 'token':
      if (!TOKEN.test(credential.token)) throw noToken(credential);
      return tokenOf(credential.token, undefined);
    case 'apiKey': {
      const { id, secret } = credential;
      return readUser('apiKeyUser', await ask(ApiKeyUserDocument, { id, secret }, signal), credential);
    }
    case 'github':
      return readUser('oauthUser', await ask(OauthUserDocument, { token: credential.token }, signal), credential);
  }
}

function readUser(field: string, reply: GraphqlReply, credential: Credential): Token {
  const read = user.safeParse(reply.data?.[field]);
  if (read.success) return tokenOf(read.data.jwt, read.data.validUntil ?? undefined);
  const host = hostOf(credential.endpoint);
  const said = reply.problems[0]?.message;
  if (said !== undefined || reply.status === 401 || reply.status === 403) {
    const answer = said === undefined ? `(${reply.status})` : quoteServer(said, secretsOf(credential));
    throw new AccountError(
      'signIn',
      `${host} does not sign ${WHAT[credential.kind]} in: ${answer}. ${HELP[credential.kind]}`,
    );
  }
  if (reply.data?.[field] === null) {
    throw new AccountError('signIn', `${host} does not know ${WHAT[credential.kind]}. ${HELP[credential.kind]}`);
  }
  throw new AccountError(
    'notSpacelift',
    `${host} gives no token for ${WHAT[credential.kind]}. Is it a Spacelift account?`,
  );
}

function noToken({ endpoint }: Credential): AccountError {
  return new AccountError(
    'signIn',
    `The token for ${hostOf(endpoint)} is none: it is empty, or has characters in it that no token has.`,
  );
}

const WHAT = { apiKey: 'this API key', github: 'this GitHub token', token: 'this token' };
const HELP = {
  apiKey:
    'Check its id (26 characters, as in its list of API keys) and its secret, and that it has neither expired nor been deleted. ' +
    'If they are right, a login policy of the account may be rejecting the key.',
  github:
    'Check that it is valid and that its owner may sign in to this account. If so, a login policy of the account may be rejecting them.',
  token: '',
};

/** What must not be shown of a credential. */
export function secretsOf(credential: Credential): string[] {
  return [credential.kind === 'apiKey' ? credential.secret : credential.token];
}

function tokenOf(jwt: string, validUntil: number | undefined): Token {
  const endsAt = validUntil ?? readJwt(jwt)?.expiresAt;
  return { jwt, ...(endsAt !== undefined && { endsAt }) };
}
