/** The demo account's server in this process, on a free port. */
import fs from 'node:fs';
import path from 'node:path';
import { startServer, type DemoAccount, type DemoOptions } from '../../demo/server.ts';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import { NOW } from './cli.ts';
import { fakeEngine } from './fakeEngine.ts';

const root = path.resolve(import.meta.dirname, '../..');

export const demoSnapshot = JSON.parse(
  fs.readFileSync(path.join(root, 'demo/account.json'), 'utf8'),
) as AccountSnapshot;
export const demoSchema = fs.readFileSync(path.join(root, 'server/src/account/schema.graphql'), 'utf8');

/** Without an engine, unless one is given: only an admin can sign in, and nothing is simulated. Close it in the end. */
export function startDemo(options: Partial<DemoOptions> = {}): Promise<DemoAccount> {
  return startServer({
    account: demoSnapshot,
    schema: demoSchema,
    engine: fakeEngine({}),
    clock: { now: () => NOW },
    ...options,
  });
}

export interface GraphQLAnswer {
  status: number;
  data: Record<string, unknown> | null | undefined;
  errors: string[];
}

/** Asks over HTTP. */
export async function ask(
  { endpoint }: Pick<DemoAccount, 'endpoint'>,
  query: string,
  { variables, token }: { variables?: object; token?: string | undefined } = {},
): Promise<GraphQLAnswer> {
  const response = await fetch(`${endpoint}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Record<string, unknown> | null;
    errors?: { message: string }[];
  };
  return { status: response.status, data, errors: (errors ?? []).map(({ message }) => message) };
}

export const SIGN_IN =
  'mutation ($id: ID!, $secret: String!) { apiKeyUser(id: $id, secret: $secret) { jwt validUntil } }';

/** Exchanges a key, the administrative one unless another is named, for a token. */
export async function signIn(demo: DemoAccount, id = demo.keyId): Promise<string> {
  const { data, errors } = await ask(demo, SIGN_IN, { variables: { id, secret: demo.secretOf(id) } });
  const user = data?.['apiKeyUser'] as { jwt: string } | null | undefined;
  if (!user) throw new Error(`${id} can't sign in: ${errors.join(', ')}`);
  return user.jwt;
}
