import { expect, test } from 'vitest';
import { RolesDocument } from '../../../../server/src/account/generated/documents.ts';
import { failure, openApi, startSpacelift, type FakeSpacelift } from './fakeSpacelift.ts';

const CANCELLED = 'cancelled: Cancelled.';

/** Something that happens once. */
class Happening {
  happen = (): void => undefined;
  readonly happened = new Promise<void>((resolve) => {
    this.happen = resolve;
  });
}

/** A server that holds back its answer to one operation. */
async function startHolding(operation: string): Promise<{
  server: FakeSpacelift;
  reached: Happening;
  release: Happening;
  /** The client has gone. */
  left: Happening;
}> {
  const [reached, release, left] = [new Happening(), new Happening(), new Happening()];
  const server = await startSpacelift({
    answer: (asked) => {
      if (asked.operation !== operation) return undefined;
      return (response) => {
        response.on('close', left.happen);
        reached.happen();
        void release.happened.then(() => {
          response.end(JSON.stringify({ data: { apiKeyUser: { jwt: 'token' }, roles: [] } }));
        });
      };
    },
  });
  return { server, reached, release, left };
}

test('a question that is cancelled ends early, and its connection with it', async () => {
  const { server, reached, left } = await startHolding('Roles');
  const { api } = openApi({ endpoint: server.endpoint });
  const stop = new AbortController();
  const asked = failure(api.request(RolesDocument, {}, stop.signal));
  await reached.happened;
  stop.abort();
  expect(await asked).toBe(CANCELLED);
  await left.happened;
});

test('a question that is cancelled beforehand is not asked', async () => {
  const server = await startSpacelift();
  const { api } = openApi({ endpoint: server.endpoint });
  expect(await failure(api.request(RolesDocument, {}, AbortSignal.abort()))).toBe(CANCELLED);
  expect(server.asked).toEqual([]);
});

test('one who waits for a token gives up, the others get it', async () => {
  const { server, reached, release } = await startHolding('ApiKeyUser');
  const { api } = openApi({ endpoint: server.endpoint });
  const stop = new AbortController();
  const first = failure(api.request(RolesDocument, {}, stop.signal));
  const others = [api.request(RolesDocument, {}), api.request(RolesDocument, {})];
  await reached.happened;
  stop.abort();
  expect(await first).toBe(CANCELLED);
  release.happen();
  await Promise.all(others);
  expect(server.operations()).toEqual(['ApiKeyUser', 'Roles', 'Roles']);
});

test('when all have given up the sign-in ends, and the next one begins anew', async () => {
  const { server, reached, release, left } = await startHolding('ApiKeyUser');
  const { api } = openApi({ endpoint: server.endpoint });
  const stop = new AbortController();
  const waiting = [1, 2].map(() => failure(api.request(RolesDocument, {}, stop.signal)));
  await reached.happened;
  stop.abort();
  expect(await Promise.all(waiting)).toEqual([CANCELLED, CANCELLED]);
  await left.happened;
  release.happen();
  await api.request(RolesDocument, {});
  expect(server.operations()).toEqual(['ApiKeyUser', 'ApiKeyUser', 'Roles']);
});

test('a pause before the next attempt is given up', async () => {
  const server = await startSpacelift({ answer: () => ({ status: 503, text: '' }) });
  const stop = new AbortController();
  const { api, time } = openApi({ endpoint: server.endpoint });
  time.onPause = () => {
    stop.abort();
  };
  expect(await failure(api.request(RolesDocument, {}, stop.signal))).toBe(CANCELLED);
  expect(server.operations()).toEqual(['ApiKeyUser']);
});

test('closing ends what is under way, and nothing is asked after it', async () => {
  const { server, reached, left } = await startHolding('Roles');
  const { api } = openApi({ endpoint: server.endpoint });
  const asked = failure(api.request(RolesDocument, {}));
  await reached.happened;
  await api.close();
  expect(await asked).toBe(CANCELLED);
  await left.happened;
  expect(await failure(api.request(RolesDocument, {}))).toBe(CANCELLED);
});
