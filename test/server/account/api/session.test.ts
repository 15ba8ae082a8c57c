import { describe, expect, test } from 'vitest';
import type { Credential } from '../../../../server/src/protocol/credential.ts';
import { RolesDocument, SpacesDocument } from '../../../../server/src/account/generated/documents.ts';
import {
  data,
  errors,
  failure,
  HOUR,
  KEY_ID,
  makeJwt,
  openApi,
  SECRET,
  START,
  startSpacelift,
  type Answering,
  type FakeSpacelift,
} from './fakeSpacelift.ts';

/** Tokens in the order in which they were used for questions about roles. */
function tokensOf(server: FakeSpacelift): (string | undefined)[] {
  return server.asked.filter(({ operation }) => operation === 'Roles').map(({ token }) => token);
}

function countOf(server: FakeSpacelift, operation: string): number {
  return server.operations().filter((one) => one === operation).length;
}

/** A server that takes these tokens for dead, in one way or the other. */
const dead =
  (tokens: string[], how: '401' | 'unauthorized'): Answering =>
  ({ operation, token }) => {
    if (token === undefined || !tokens.includes(token)) return undefined;
    if (how === '401') return { status: 401, text: 'token is expired' };
    return operation === 'Viewer' ? data({ viewer: null }) : errors('unauthorized');
  };

describe('signing in', () => {
  const JWT = makeJwt({ exp: START / 1000 + 3600 });
  test.each<{ credential: (endpoint: string) => Credential; operation: string[]; sent: object; token: string }>([
    {
      credential: (endpoint) => ({ kind: 'apiKey', endpoint, id: KEY_ID, secret: SECRET }),
      operation: ['ApiKeyUser'],
      sent: { id: KEY_ID, secret: SECRET },
      token: 'token-1',
    },
    {
      credential: (endpoint) => ({ kind: 'github', endpoint, token: 'ghp_token' }),
      operation: ['OauthUser'],
      sent: { token: 'ghp_token' },
      token: 'token-1',
    },
    {
      credential: (endpoint) => ({ kind: 'token', endpoint, token: JWT }),
      operation: [],
      sent: {},
      token: JWT,
    },
  ])('$operation', async ({ credential, operation, sent, token }) => {
    const server = await startSpacelift();
    const { api } = openApi({ endpoint: server.endpoint, credential: credential(`${server.endpoint}/`) });
    expect(api.endpoint).toBe(server.endpoint);
    await api.request(RolesDocument, {});
    expect(server.operations()).toEqual([...operation, 'Roles']);
    expect(server.asked[0]?.variables).toEqual(sent);
    expect(server.asked.at(-1)?.token).toBe(token);
    if (operation.length > 0) expect(server.asked[0]?.token).toBeUndefined();
  });

  test('few connections are made, and kept for the next questions', async () => {
    const ports = new Set<number | undefined>();
    const server = await startSpacelift({
      answer: () => (response) => {
        ports.add(response.socket?.remotePort);
        response.end(JSON.stringify({ data: { apiKeyUser: { jwt: 'token' }, roles: [] } }));
      },
    });
    const { api } = openApi({ endpoint: server.endpoint });
    const askMany = () => Promise.all(Array.from({ length: 20 }, () => api.request(RolesDocument, {})));
    await askMany();
    await askMany();
    expect(server.asked).toHaveLength(41);
    expect(ports.size).toBeLessThanOrEqual(4);
  });
});

describe('renewal', () => {
  test('before the token ends, by two minutes', async () => {
    const server = await startSpacelift();
    const { api, clock } = openApi({ endpoint: server.endpoint });
    for (const after of [0, 57 * 60_000, 58 * 60_000]) {
      clock.ms = START + after;
      server.time = clock.ms;
      await api.request(RolesDocument, {});
    }
    expect(tokensOf(server)).toEqual(['token-1', 'token-1', 'token-2']);
  });

  test('after the computer has slept', async () => {
    const server = await startSpacelift();
    const { api, clock } = openApi({ endpoint: server.endpoint });
    await api.request(RolesDocument, {});
    clock.ms = START + 9 * HOUR;
    server.time = clock.ms;
    await api.request(RolesDocument, {});
    expect(server.operations()).toEqual(['ApiKeyUser', 'Roles', 'ApiKeyUser', 'Roles']);
    expect(tokensOf(server)).toEqual(['token-1', 'token-2']);
  });

  test('by what the JWT says, where the exchange does not say when it ends', async () => {
    const jwt = makeJwt({ exp: START / 1000 + 600 });
    const answer: Answering = ({ operation }) =>
      operation === 'ApiKeyUser' ? data({ apiKeyUser: { jwt, validUntil: null } }) : undefined;
    const server = await startSpacelift({ answer });
    const { api, clock } = openApi({ endpoint: server.endpoint });
    for (const after of [0, 8, 9.5]) {
      clock.ms = START + after * 60_000;
      server.time = clock.ms;
      await api.request(RolesDocument, {});
    }
    expect(countOf(server, 'ApiKeyUser')).toBe(2);
  });

  test.each(['401', 'unauthorized'] as const)(
    'of a token that is dead (%s): once, and the question again',
    async (how) => {
      const server = await startSpacelift({ answer: dead(['token-1'], how) });
      const { api } = openApi({ endpoint: server.endpoint });
      expect(await api.request(RolesDocument, {})).toEqual({
        data: { roles: [{ slug: 'reader' }] },
        missing: [],
        failed: [],
      });
      expect(server.operations()).toEqual(['ApiKeyUser', 'Roles', 'Viewer', 'ApiKeyUser', 'Roles']);
    },
  );

  test('one at a time, however many wait', async () => {
    const server = await startSpacelift({ answer: dead(['token-1'], '401') });
    const { api } = openApi({ endpoint: server.endpoint });
    await Promise.all(Array.from({ length: 12 }, () => api.request(RolesDocument, {})));
    expect(countOf(server, 'ApiKeyUser')).toBe(2);
    expect(tokensOf(server).filter((token) => token === 'token-2')).toHaveLength(12);
  });

  test('is not tried again at once after it was refused', async () => {
    const server = await startSpacelift({ answer: () => data({ apiKeyUser: null }) });
    const { api, clock } = openApi({ endpoint: server.endpoint });
    const first = await failure(api.request(RolesDocument, {}));
    expect(await failure(api.request(RolesDocument, {}))).toBe(first);
    expect(countOf(server, 'ApiKeyUser')).toBe(1);
    clock.ms += 10_000;
    expect(await failure(api.request(RolesDocument, {}))).toBe(first);
    expect(countOf(server, 'ApiKeyUser')).toBe(2);
  });

  test('is not tried again at once where new tokens are not accepted either', async () => {
    const refuseAll: Answering = ({ token }) => (token === undefined ? undefined : { status: 401, text: '' });
    const server = await startSpacelift({ answer: refuseAll });
    const { api } = openApi({ endpoint: server.endpoint });
    const first = await failure(api.request(RolesDocument, {}));
    const asked = server.asked.length;
    expect(await failure(api.request(SpacesDocument, {}))).toBe(first);
    expect(server.asked).toHaveLength(asked);
  });
});

test('a secret that was put right is used for the next sign-in', async () => {
  const server = await startSpacelift({
    answer: ({ operation, variables }) =>
      operation === 'ApiKeyUser' && variables['secret'] !== SECRET ? data({ apiKeyUser: null }) : undefined,
  });
  const { endpoint } = server;
  const key = { kind: 'apiKey', endpoint, id: KEY_ID } as const;
  const { api, clock } = openApi({
    endpoint,
    credential: { ...key, secret: 'mistyped' },
    freshCredential: () => Promise.resolve({ ...key, secret: SECRET }),
  });
  expect(await failure(api.request(RolesDocument, {}))).toMatch(/^signIn: /);
  clock.ms += 10_000;
  await api.request(RolesDocument, {});
  expect(tokensOf(server)).toEqual(['token-2']);
});

describe('a ready token', () => {
  const ended = makeJwt({ exp: START / 1000 - 3600, aud: ['https://other.test'] });

  test('that the server refuses can not be renewed', async () => {
    const server = await startSpacelift({ answer: dead([ended], '401') });
    const credential: Credential = { kind: 'token', endpoint: server.endpoint, token: ended };
    const { api } = openApi({ endpoint: server.endpoint, credential });
    const shown =
      `expired: ${server.host} does not accept this token. It ended 1 hour ago. It is for other.test. ` +
      'Get a new one (spacectl profile login), or use an API key.';
    expect(await failure(api.request(RolesDocument, {}))).toBe(shown);
    expect(await failure(api.request(RolesDocument, {}))).toBe(shown);
    expect(server.operations()).toEqual(['Roles', 'Viewer']);
  });

  test('is renewed from where it came, when it is about to end and when it is dead', async () => {
    const [first, second, third] = [10, 20, 40].map((minutes) => makeJwt({ exp: START / 1000 + minutes * 60 }));
    if (first === undefined || second === undefined || third === undefined) throw new Error('three tokens');
    const server = await startSpacelift({ answer: dead([second], 'unauthorized') });
    const fresh = [second, third];
    const { endpoint } = server;
    const { api, clock } = openApi({
      endpoint,
      credential: { kind: 'token', endpoint, token: first },
      freshCredential: () =>
        Promise.resolve({ kind: 'token', endpoint: `${endpoint}/`, token: fresh.shift() ?? third }),
    });
    await api.request(RolesDocument, {});
    clock.ms = START + 9.5 * 60_000;
    server.time = clock.ms;
    await api.request(RolesDocument, {});
    expect(tokensOf(server)).toEqual([first, second, third]);
  });

  test('for which there is no newer one yet is used to its end', async () => {
    const token = makeJwt({ exp: START / 1000 + 600 });
    const server = await startSpacelift();
    const { endpoint } = server;
    const credential: Credential = { kind: 'token', endpoint, token };
    const { api, clock } = openApi({ endpoint, credential, freshCredential: () => Promise.resolve(credential) });
    await api.request(RolesDocument, {});
    clock.ms = START + 9.5 * 60_000;
    await api.request(RolesDocument, {});
    expect(tokensOf(server)).toEqual([token, token]);
  });

  test('is not replaced by one for another account', async () => {
    const server = await startSpacelift({ answer: dead(['ready'], '401') });
    const { endpoint } = server;
    const { api } = openApi({
      endpoint,
      credential: { kind: 'token', endpoint, token: 'ready' },
      freshCredential: () => Promise.resolve({ kind: 'token', endpoint: 'https://other.test', token: 'foreign' }),
    });
    expect(await failure(api.request(RolesDocument, {}))).toBe(
      `endpoint: The new credential is for other.test, not for ${server.host}: it is not used.`,
    );
    expect(server.asked.map(({ token }) => token)).not.toContain('foreign');
  });
});

describe('a clock that is off', () => {
  test.each([
    { off: 0, notice: undefined },
    { off: 60_000, notice: undefined },
    { off: 3 * HOUR, notice: "This computer's clock seems to be off: it is 3 hours ahead of the clock of HOST." },
    { off: -5 * HOUR, notice: "This computer's clock seems to be off: it is 5 hours behind the clock of HOST." },
    { off: -72 * HOUR, notice: "This computer's clock seems to be off: it is 3 days behind the clock of HOST." },
  ])('by $off ms: tokens are renewed by their lifetime all the same', async ({ off, notice }) => {
    const server = await startSpacelift();
    const { api, clock } = openApi({ endpoint: server.endpoint });
    expect(api.notice()).toBeUndefined();
    for (const after of [0, 50, 59]) {
      server.time = START + after * 60_000;
      clock.ms = server.time + off;
      await api.request(RolesDocument, {});
    }
    expect(tokensOf(server)).toEqual(['token-1', 'token-1', 'token-2']);
    expect(api.notice()).toBe(notice?.replace('HOST', server.host));
  });

  test('where the server does not tell its time, a token that has ended at once shows it', async () => {
    const server = await startSpacelift();
    server.time = undefined;
    const { api, clock } = openApi({ endpoint: server.endpoint });
    clock.ms = START + 5 * HOUR;
    for (let nth = 0; nth < 3; nth++) await api.request(RolesDocument, {});
    expect(countOf(server, 'ApiKeyUser')).toBe(1);
    expect(api.notice()).toBe(
      "This computer's clock seems to be off by 4 hours or more: " +
        `a token that ${server.host} has just given would have ended by then.`,
    );
  });

  test('is told with a token that is not accepted', async () => {
    const refuseAll: Answering = ({ token }) => (token === undefined ? undefined : { status: 401, text: '' });
    const server = await startSpacelift({ answer: refuseAll });
    const { api, clock } = openApi({ endpoint: server.endpoint });
    clock.ms = START - 2 * HOUR;
    expect(await failure(api.request(RolesDocument, {}))).toBe(
      `expired: ${server.host} signs in, and then does not accept the token that it gave. ` +
        `This computer's clock seems to be off: it is 2 hours behind the clock of ${server.host}.`,
    );
  });
});
