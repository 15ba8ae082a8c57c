/** One operation of GraphQL over the transport. */
import { print, type DocumentNode } from 'graphql';
import { ClientError, GraphQLClient } from 'graphql-request';
import * as z from 'zod';
import { AccountError } from '../../core/account/accountError.ts';
import type { Transport } from './transport.ts';

export interface Operation {
  document: DocumentNode;
  variables: object;
  /** A JWT; none for token exchanges. */
  token?: string | undefined;
  signal: AbortSignal;
  /** How often it may be sent altogether. */
  tries: number;
}

export interface GraphqlReply {
  /** Of HTTP: 401 and 403 come without data or errors at times. */
  status: number;
  /** Undefined: none at all, as where the question is not valid. */
  data: Readonly<Record<string, unknown>> | undefined;
  problems: GraphqlProblem[];
}

export interface GraphqlProblem {
  message: string;
  path: (string | number)[];
  /** In the text that was sent, both from 1. */
  locations: { line: number; column: number }[];
}

const problem = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).catch([]),
  locations: z.array(z.object({ line: z.number(), column: z.number() })).catch([]),
});
const reply = z.object({
  data: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  errors: z.array(problem).nullish().catch([]),
});

/** @throws {AccountError} where there is no answer of GraphQL */
export async function askGraphql(
  transport: Pick<Transport, 'post'>,
  url: string,
  operation: Operation,
): Promise<GraphqlReply> {
  const { document, variables, token, signal, tries } = operation;
  const progress = { isAnswered: false };
  const client = new GraphQLClient(url, {
    errorPolicy: 'all',
    headers: {
      accept: 'application/json',
      'user-agent': 'spacelift-login-policies',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    fetch: async (_, init) => {
      const body = typeof init?.body === 'string' ? init.body : '';
      const response = await transport.post({ body, headers: new Headers(init?.headers), signal, tries });
      progress.isAnswered = true;
      return response;
    },
  });
  try {
    return readReply(await client.rawRequest(print(document), variables));
  } catch (thrown) {
    if (thrown instanceof AccountError) throw thrown;
    // Its message, its request and its response have the variables, secrets among them: none of it goes on.
    if (thrown instanceof ClientError) return readReply(thrown.response);
    const { host } = new URL(url);
    if (!progress.isAnswered)
      throw new AccountError('query', `Nothing was asked of ${host}: the question can't be sent.`);
    throw new AccountError('notSpacelift', `${host} gave an answer that can't be read.`);
  }
}

function readReply(response: { status: number; data?: unknown; errors?: unknown }): GraphqlReply {
  const { data, errors } = reply.parse(response);
  return { status: response.status, data: data ?? undefined, problems: errors ?? [] };
}
