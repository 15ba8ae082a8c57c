/** The demo account: a real GraphQL server over HTTP, on this machine only. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Clock, Engine } from '../server/src/core/ports.ts';
import type { AccountSnapshot, ApiKey } from '../server/src/protocol/account.ts';
import { GITHUB_TOKEN, secretOf } from './data/identity.ts';
import type { Scale } from './data/largeAccount.ts';
import type { Fault } from './faults/fault.ts';
import type { Wait } from './http/answer.ts';
import { handle } from './http/handler.ts';
import { ServedAccount } from './servedAccount.ts';

const HOST = '127.0.0.1';

export interface DemoOptions {
  account: AccountSnapshot;
  /** The text of `server/src/account/schema.graphql`. */
  schema: string;
  /** Asked when a login that is no admin's is judged, and for simulations. Whoever gives it disposes of it. */
  engine: Engine;
  clock: Clock;
  /** A free one unless given. */
  port?: number;
  /** The account grown to so many keys, spaces and roles. */
  scale?: Scale;
  /** How slow faults wait; in real time unless given. */
  wait?: Wait;
  faults?: readonly Fault[];
}

export interface DemoAccount {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** An administrative key: it may see everything. */
  readonly keyId: string;
  readonly keySecret: string;
  /** Of the demo's GitHub user, an admin. */
  readonly githubToken: string;
  /** What any of the account's keys is exchanged with. */
  secretOf(keyId: string): string;
  /** These, and no others, from the next request on. */
  setFaults(faults: readonly Fault[]): void;
  /** Every token that has been given out is dead from now on. */
  expireTokens(): void;
  /** Cuts what is still open. */
  close(): Promise<void>;
}

/**
 * @throws {Error} with the `code` of the system where it can't listen: `EADDRINUSE`, `EACCES`; for an account without an
 * administrative key, and faults in fields that are not there
 */
export async function startServer(options: DemoOptions): Promise<DemoAccount> {
  const server = createServer();
  server.listen(options.port ?? 0, HOST);
  await once(server, 'listening');
  const endpoint = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  try {
    return serve(server, endpoint, options);
  } catch (error) {
    server.close();
    throw error;
  }
}

function serve(server: Server, endpoint: string, options: DemoOptions): DemoAccount {
  const account = new ServedAccount(options, endpoint);
  const key = findAdministrator(account.records.account);
  const closing = new AbortController();
  const shared = { wait: options.wait ?? wait, closing: closing.signal };
  let handling = account.handleWith(options.faults ?? []);
  server.on('request', (request, response) => {
    // Whoever asked has gone: there is nobody to tell.
    handle(request, response, { ...handling, ...shared }).catch(() => response.destroy());
  });
  return {
    endpoint,
    keyId: key.id,
    keySecret: secretOf(key),
    githubToken: GITHUB_TOKEN,
    secretOf: (id) => secretOf({ id }),
    setFaults: (faults) => {
      handling = account.handleWith(faults);
    },
    expireTokens: () => {
      account.sessions.expireAll();
    },
    close: async () => {
      closing.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function findAdministrator({ apiKeys }: AccountSnapshot): ApiKey {
  const key = apiKeys.items.find(({ admin, deleted }) => admin && !deleted);
  if (key === undefined) throw new Error('The account has no administrative key to sign in with');
  return key;
}

const wait: Wait = async (ms, signal) => {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
};
