/** A server before the demo account's, which answers some questions itself. */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface OwnAnswer {
  status: number;
  body: string;
  /** As the account's clock has it. */
  date?: string | null;
}

/** @param answer of a request's body; undefined: the account answers */
export async function startBetween(
  account: string,
  answer: (asked: string) => OwnAnswer | undefined,
): Promise<{ endpoint: string; close: () => void }> {
  const server = http.createServer((request, response) => {
    void pass(request, account, answer).then(({ status, body, date }) => {
      response.sendDate = false;
      response.writeHead(status, { 'content-type': 'application/json', ...(date && { date }) }).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { endpoint: `http://127.0.0.1:${port}`, close };
}

async function pass(
  request: http.IncomingMessage,
  account: string,
  answer: (asked: string) => OwnAnswer | undefined,
): Promise<OwnAnswer> {
  const asked = await text(request);
  const own = answer(asked);
  if (own !== undefined) return own;
  const { authorization } = request.headers;
  const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
  const reply = await fetch(`${account}${request.url ?? ''}`, { method: 'POST', body: asked, headers });
  return { status: reply.status, body: await reply.text(), date: reply.headers.get('date') };
}
