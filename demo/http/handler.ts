/** One request: a page, a fault, or GraphQL. */
import { text } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../server/src/core/ports.ts';
import type { Faults } from '../faults/fault.ts';
import { deliver, plainText, type Answer, type Wait } from './answer.ts';
import { showPage } from './pages.ts';

/** What a request is handled with; faults and what answers change together. */
export interface Handling {
  faults: Faults;
  clock: Clock;
  wait: Wait;
  /** The account's base address. */
  endpoint: string;
  /** Answers what is sent to `/graphql`. */
  ask: (request: Request, ip: string) => Promise<Response>;
  /** The server is closing. */
  closing: AbortSignal;
}

const PAGE = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><p>Sign in to go on.</p></body></html>\n';

export async function handle(request: IncomingMessage, response: ServerResponse, handling: Handling): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  const signal = AbortSignal.any([gone.signal, handling.closing]);
  const { faults, clock, wait } = handling;
  const hasToken = request.headers.authorization !== undefined;
  response.setHeader('date', new Date(Number(clock.now() / 1_000_000n)).toUTCString());
  const address = `${handling.endpoint}${request.url ?? '/'}`;
  const path = URL.canParse(address) ? new URL(address).pathname : '';
  if (path !== '/graphql') {
    const page = showPage(request.method ?? '', path);
    response.writeHead(page.status, page.headers).end(page.body);
    return;
  }
  const body = await text(request);
  const answer = refuse(faults, hasToken) ?? (await answerQuery(address, request, body, handling).catch(tellError));
  await deliver(response, answer, { faults, hasToken, wait, signal });
}

function refuse(faults: Faults, hasToken: boolean): Answer | undefined {
  const status = faults.strike('status', hasToken);
  if (status) {
    const { headers, ...rest } = plainText(status.status, status.status === 401 ? 'unauthorized' : 'not now');
    return { ...rest, headers: { ...headers, ...(status.retryAfter && { 'retry-after': status.retryAfter }) } };
  }
  const redirect = faults.strike('redirect', hasToken);
  if (redirect) {
    const { headers, ...rest } = plainText(307, 'elsewhere');
    return { ...rest, headers: { ...headers, location: redirect.to } };
  }
  if (!faults.strike('html', hasToken)) return undefined;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: PAGE };
}

async function answerQuery(
  address: string,
  request: IncomingMessage,
  body: string,
  handling: Handling,
): Promise<Answer> {
  const { authorization, 'content-type': type = 'application/json' } = request.headers;
  // Spacelift answers 200 with `errors` in plain JSON, whatever else a client would accept.
  const headers = { accept: 'application/json', 'content-type': type, ...(authorization && { authorization }) };
  const method = request.method ?? 'GET';
  const asked = new Request(address, {
    method,
    headers,
    ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
  });
  const answered = await handling.ask(asked, request.socket.remoteAddress ?? '');
  const contentType = answered.headers.get('content-type');
  return {
    status: answered.status,
    headers: contentType === null ? {} : { 'content-type': contentType },
    body: await answered.text(),
  };
}

/** A mistake of the demo itself. */
function tellError(error: unknown): Answer {
  return plainText(500, error instanceof Error ? (error.stack ?? error.message) : String(error));
}
