/** The demo account: a real GraphQL server over HTTP, on this machine only. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createYoga } from 'graphql-yoga';
import type { Clock, Engine } from '../server/src/core/ports.ts';
import type { AccountSnapshot } from '../server/src/protocol/account.ts';
import { GITHUB_TOKEN, secretOf } from './data/identity.ts';
import { growAccount, type Scale } from './data/largeAccount.ts';
import { keepRecords, type AccountRecords } from './data/records.ts';
import { Faults, type Fault } from './faults/fault.ts';
import type { Wait } from './http/answer.ts';
import { handle, type Handling } from './http/handler.ts';
import type { Context } from './resolvers/permissions.ts';
import { resolveRoots } from './resolvers/resolvers.ts';
import { buildAccountSchema } from './schema.ts';
import { Sessions } from './sessions.ts';

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

/** @throws {Error} with the `code` of the system where it can't listen: `EADDRINUSE`, `EACCES` */
export async function startServer(options: DemoOptions): Promise<DemoAccount> {
  const account = options.scale ? growAccount(options.account, options.scale) : options.account;
  const records = keepRecords(account);
  const key = account.apiKeys.items.find(({ admin, deleted }) => admin && !deleted);
  if (key === undefined) throw new Error('The account has no administrative key to sign in with');

  const server = createServer();
  const closing = new AbortController();
  await listen(server, options.port ?? 0);
  const endpoint = `http://${HOST}:${(server.address() as AddressInfo).port}`;

  let hours = 0;
  const clock: Clock = { now: () => options.clock.now() + BigInt(Math.round(hours * 3600)) * 1_000_000_000n };
  const sessions = new Sessions(clock);
  const world: World = { ...options, clock, records, sessions, endpoint };
  const prepare = (given: readonly Fault[]): Handling => {
    const faults = new Faults(given);
    hours = faults.find('clock')?.hours ?? 0;
    return {
      faults,
      clock,
      endpoint,
      wait: options.wait ?? wait,
      ask: answerWith(world, faults),
      closing: closing.signal,
    };
  };
  let handling = prepare(options.faults ?? []);
  server.on('request', (request, response) => {
    // Whoever asked has gone: there is nobody to tell.
    handle(request, response, handling).catch(() => response.destroy());
  });
  return {
    endpoint,
    keyId: key.id,
    keySecret: secretOf(key),
    githubToken: GITHUB_TOKEN,
    secretOf: (id) => secretOf({ id }),
    setFaults: (faults) => {
      handling = prepare(faults);
    },
    expireTokens: () => {
      sessions.expireAll();
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

interface World extends DemoOptions {
  records: AccountRecords;
  sessions: Sessions;
  endpoint: string;
}

function answerWith(world: World, faults: Faults): Handling['ask'] {
  const { records, schema, sessions } = world;
  const pretence = {
    hidesRoles: faults.find('emptyRoles') !== undefined,
    forgetsKeys: faults.find('noSuchKey') !== undefined,
  };
  const roots = resolveRoots(records, { ...world, inventory: records.inventory }, pretence);
  const yoga = createYoga<Context>({
    schema: buildAccountSchema(schema, roots, faults),
    cors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
    // An error of the demo itself should be seen.
    maskedErrors: false,
  });
  return async (request, ip) => {
    const identity = sessions.find(request.headers.get('authorization') ?? undefined);
    return yoga.fetch(request, { identity, ip });
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, HOST);
  await once(server, 'listening');
}

const wait: Wait = async (ms, signal) => {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
};
