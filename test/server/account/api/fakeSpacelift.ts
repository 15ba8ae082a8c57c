/** A server on loopback that answers, or fails to, as a test tells it; and an api that asks it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { parse, type OperationDefinitionNode } from 'graphql';
import { onTestFinished } from 'vitest';
import { createApi, type ApiOptions, type SpaceliftApi } from '../../../../server/src/account/api/api.ts';
import type { Credential } from '../../../../server/src/protocol/credential.ts';

export const KEY_ID = '01JQKEYAAAAAAAAAAAAAAAAAAA';
export const SECRET = 's3cr3t-0f-th3-k3y-4242';
/** 2026-03-02T10:00:00Z, in milliseconds: where both clocks start. */
export const START = Date.UTC(2026, 2, 2, 10);
export const HOUR = 3_600_000;

export interface Asked {
  /** `Roles` */
  operation: string;
  query: string;
  variables: Record<string, unknown>;
  /** Without `Bearer `. */
  token: string | undefined;
  headers: IncomingMessage['headers'];
}

/** JSON with status 200, or anything at all. */
export type Reply =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | ((response: ServerResponse) => void);

/** @param nth of its operation, from 1 */
export type Answering = (asked: Asked, nth: number) => Reply | undefined;

export interface FakeSpacelift {
  endpoint: string;
  host: string;
  port: number;
  asked: Asked[];
  /** Operations in the order in which they came. */
  operations: () => string[];
  /** What it takes for the time, in milliseconds; undefined: it does not tell. */
  time: number | undefined;
}

export interface ServerOptions {
  tls?: { key: string; cert: string; ca?: string };
  answer?: Answering;
}

/** Signs in anyone with tokens `token-1`, `token-2` … of an hour; the viewer is somebody; there is one role. */
export async function startSpacelift(options: ServerOptions = {}): Promise<FakeSpacelift> {
  const asked: Asked[] = [];
  const counts = new Map<string, number>();
  const fake: FakeSpacelift = {
    endpoint: '',
    host: '',
    port: 0,
    asked,
    operations: () => asked.map(({ operation }) => operation),
    time: START,
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    void readAsked(request).then((one) => {
      asked.push(one);
      const nth = (counts.get(one.operation) ?? 0) + 1;
      counts.set(one.operation, nth);
      response.sendDate = false;
      if (fake.time !== undefined) response.setHeader('date', new Date(fake.time).toUTCString());
      send(response, options.answer?.(one, nth) ?? usual(one, nth, fake.time ?? START));
    });
  };
  const { tls } = options;
  const server =
    tls === undefined
      ? createServer(listener)
      : createTlsServer(
          { ...tls, requestCert: tls.ca !== undefined, rejectUnauthorized: tls.ca !== undefined },
          listener,
        );
  fake.port = await listen(server);
  fake.host = `127.0.0.1:${fake.port}`;
  fake.endpoint = `${tls === undefined ? 'http' : 'https'}://${fake.host}`;
  return fake;
}

/** On a free port, until the test is over. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );
  return (server.address() as AddressInfo).port;
}

/** An endpoint where nothing listens. */
export async function nobodyThere(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
    query: string;
    variables?: Record<string, unknown>;
  };
  const operation = parse(query).definitions[0] as OperationDefinitionNode;
  return {
    operation: operation.name?.value ?? '',
    query,
    variables: variables ?? {},
    token: request.headers.authorization?.replace('Bearer ', ''),
    headers: request.headers,
  };
}

function usual({ operation }: Asked, nth: number, time: number): Reply {
  const user = { jwt: `token-${nth}`, validUntil: Math.floor(time / 1000) + 3600 };
  switch (operation) {
    case 'ApiKeyUser':
      return data({ apiKeyUser: user });
    case 'OauthUser':
      return data({ oauthUser: user });
    case 'Viewer':
      return data({ viewer: { id: 'somebody', admin: true } });
    default:
      return data({ roles: [{ slug: 'reader' }] });
  }
}

function send(response: ServerResponse, reply: Reply): void {
  if (typeof reply === 'function') {
    reply(response);
    return;
  }
  const text = reply.text ?? JSON.stringify(reply.json);
  response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
  response.end(text);
}

export function data(value: unknown): Reply {
  return { json: { data: value } };
}

/** Errors without data. */
export function errors(...messages: string[]): Reply {
  return { json: { data: null, errors: messages.map((message) => ({ message })) } };
}

/** A clock that stands still until it is told to move. */
export class TestClock {
  ms = START;
  now = (): bigint => BigInt(this.ms) * 1_000_000n;
}

/** Time that passes at once for pauses, and for time limits when the test says so. */
export class TestTime {
  readonly pauses: number[] = [];
  onPause = (): void => undefined;
  readonly #limits = new Set<() => void>();

  /** @param limitMs a time limit, not a pause: how they are told apart */
  constructor(readonly limitMs: number) {}

  readonly wait = (ms: number, signal: AbortSignal): Promise<void> => {
    if (ms !== this.limitMs) {
      this.pauses.push(ms);
      this.onPause();
      return signal.aborted ? Promise.reject(new Error('over')) : Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      this.#limits.add(resolve);
      signal.addEventListener('abort', () => {
        this.#limits.delete(resolve);
        reject(new Error('over'));
      });
    });
  };

  /** All time limits that run are up. */
  runOut(): void {
    for (const end of this.#limits) end();
  }
}

export interface Opened {
  api: SpaceliftApi;
  clock: TestClock;
  time: TestTime;
}

export type OpenOptions = Partial<Omit<ApiOptions, 'clock' | 'wait'>> & { endpoint: string };

/** An api with an API key unless told otherwise; pauses are not waited for, and chance is always the longest pause. */
export function openApi({ endpoint, ...options }: OpenOptions): Opened {
  const clock = new TestClock();
  const time = new TestTime(60_000);
  const credential: Credential = { kind: 'apiKey', endpoint, id: KEY_ID, secret: SECRET };
  const api = createApi({ credential, env: {}, random: () => 0, ...options, clock, wait: time.wait });
  onTestFinished(() => api.close());
  return { api, clock, time };
}

/** What is thrown, as `kind: message`. */
export async function failure(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (thrown) {
    if (thrown instanceof Error && 'kind' in thrown) return `${String(thrown.kind)}: ${thrown.message}`;
    throw thrown;
  }
  return 'no failure';
}

/** A JWT that says what it is told to; nobody signed it. */
export function makeJwt(claims: object): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.${Buffer.from('signature').toString('base64url')}`;
}
