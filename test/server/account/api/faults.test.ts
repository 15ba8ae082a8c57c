import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { RolesDocument } from '../../../../server/src/account/generated/documents.ts';
import { askGraphql } from '../../../../server/src/account/http/graphqlRequest.ts';
import {
  data,
  errors,
  failure,
  HOUR,
  nobodyThere,
  openApi,
  START,
  startSpacelift,
  type Answering,
  type Reply,
} from './fakeSpacelift.ts';

const KEY_HELP =
  'Check its id (26 characters, as in its list of API keys) and its secret, and that it has neither expired nor been ' +
  'deleted. If they are right, a login policy of the account may be rejecting the key.';

/** Answers the question about roles, and nothing else, out of the ordinary. */
function onRoles(...replies: Reply[]): Answering {
  return ({ operation }, nth) => (operation === 'Roles' ? replies[Math.min(nth, replies.length) - 1] : undefined);
}

interface Fault {
  name: string;
  answer: Answering;
  /** `HOST` stands for the server. */
  shown: string;
  /** What the server was asked. */
  operations: string[];
  pauses?: number[];
}

const unauthorized = errors('unauthorized');
const ROLES_ONCE = ['ApiKeyUser', 'Roles'];
const ROLES_THRICE = ['ApiKeyUser', 'Roles', 'Roles', 'Roles'];

const FAULTS: Fault[] = [
  {
    name: 'an API key that is not known: null',
    answer: () => data({ apiKeyUser: null }),
    shown: `signIn: HOST does not know this API key. ${KEY_HELP}`,
    operations: ['ApiKeyUser'],
  },
  {
    name: 'a sign-in that is refused in words',
    answer: () => errors('access denied by\nlogin policy'),
    shown: `signIn: HOST does not sign this API key in: “access denied by login policy”. ${KEY_HELP}`,
    operations: ['ApiKeyUser'],
  },
  {
    name: 'a sign-in that is refused by status',
    answer: () => ({ status: 401, text: 'no' }),
    shown: `signIn: HOST does not sign this API key in: (401). ${KEY_HELP}`,
    operations: ['ApiKeyUser'],
  },
  {
    name: 'a sign-in without a token',
    answer: () => data({ apiKeyUser: { jwt: '' } }),
    shown: 'notSpacelift: HOST gives no token for this API key. Is it a Spacelift account?',
    operations: ['ApiKeyUser'],
  },
  {
    name: 'a sign-in with a token that can not be sent on',
    answer: () => data({ apiKeyUser: { jwt: 'tok\nen' } }),
    shown: 'notSpacelift: HOST gives no token for this API key. Is it a Spacelift account?',
    operations: ['ApiKeyUser'],
  },
  {
    name: '401 for ever',
    answer: ({ operation }) => (operation === 'ApiKeyUser' ? undefined : { status: 401, text: '' }),
    shown: 'expired: HOST signs in, and then does not accept the token that it gave.',
    operations: ['ApiKeyUser', 'Roles', 'Viewer', 'ApiKeyUser', 'Roles', 'Viewer'],
  },
  {
    name: 'unauthorized, and nobody is the viewer, for ever',
    answer: ({ operation }) =>
      operation === 'ApiKeyUser' ? undefined : operation === 'Viewer' ? data({ viewer: null }) : unauthorized,
    shown: 'expired: HOST signs in, and then does not accept the token that it gave.',
    operations: ['ApiKeyUser', 'Roles', 'Viewer', 'ApiKeyUser', 'Roles', 'Viewer'],
  },
  {
    name: 'unauthorized, and somebody is the viewer',
    answer: onRoles(unauthorized),
    shown: 'forbidden: HOST does not permit this credential to see it.',
    operations: ['ApiKeyUser', 'Roles', 'Viewer'],
  },
  {
    name: '403',
    answer: onRoles({ status: 403, text: 'Forbidden' }),
    shown: 'forbidden: HOST does not permit this credential to see it.',
    operations: ROLES_ONCE,
  },
  {
    name: 'the page of somebody on the way, with 403',
    answer: onRoles({ status: 403, text: '<html>Blocked</html>' }),
    shown:
      'notSpacelift: HOST answered with a web page (403) instead of data. Is it the address of a Spacelift account? ' +
      'The sign-in page of a proxy or a VPN may be in between.',
    operations: ROLES_ONCE,
  },
  {
    name: 'not found',
    answer: onRoles(errors('policy not found')),
    shown: 'notFound: HOST does not have it.',
    operations: ROLES_ONCE,
  },
  {
    name: 'another error of GraphQL, with the status that some servers give it',
    answer: onRoles({ status: 422, json: { errors: [{ message: 'Expected a name,\n  found "}".' }] } }),
    shown: 'query: HOST does not answer the question: “Expected a name, found "}".”',
    operations: ROLES_ONCE,
  },
  {
    name: 'a web page',
    answer: onRoles({ headers: { 'content-type': 'text/html' }, text: '<!doctype html><title>Sign in</title>' }),
    shown:
      'notSpacelift: HOST answered with a web page instead of data. Is it the address of a Spacelift account? ' +
      'The sign-in page of a proxy or a VPN may be in between.',
    operations: ROLES_ONCE,
  },
  {
    name: 'a web page with 404',
    answer: () => ({ status: 404, text: '\n<h1>Not found</h1>' }),
    shown:
      'notSpacelift: HOST answered with a web page (404) instead of data. Is it the address of a Spacelift account? ' +
      'The sign-in page of a proxy or a VPN may be in between.',
    operations: ['ApiKeyUser'],
  },
  {
    name: 'an empty answer',
    answer: onRoles({ text: '' }),
    shown: 'notSpacelift: HOST gave an empty answer.',
    operations: ROLES_ONCE,
  },
  {
    name: 'plain words',
    answer: onRoles({ headers: { 'content-type': 'text/plain' }, text: 'hello' }),
    shown: 'notSpacelift: HOST gave something that is not JSON.',
    operations: ROLES_ONCE,
  },
  {
    name: 'JSON that breaks off',
    answer: onRoles({ text: '{"data":{"roles":[{"sl' }),
    shown: 'notSpacelift: HOST gave an answer that breaks off or is damaged.',
    operations: ROLES_ONCE,
  },
  {
    name: 'other JSON',
    answer: onRoles({ json: [{ hello: 'world' }] }),
    shown: 'notSpacelift: HOST answers, but not as Spacelift does. Is it the address of a Spacelift account?',
    operations: ROLES_ONCE,
  },
  {
    name: 'a body that is cut short, each time',
    answer: onRoles((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"data":{"roles"', () => response.destroy());
    }),
    shown:
      'notSpacelift: HOST cut its answer short. If this goes on, something on the way (a proxy, a VPN) ends connections.',
    operations: ROLES_THRICE,
    pauses: [500, 1000],
  },
  {
    name: 'a connection that ends before the answer, each time',
    answer: onRoles((response) => response.destroy()),
    shown: 'unreachable: HOST ended the connection before it answered.',
    operations: ROLES_THRICE,
    pauses: [500, 1000],
  },
  {
    name: '503 to the end',
    answer: onRoles({ status: 503, text: 'down' }),
    shown: 'server: HOST failed (503). Try again later.',
    operations: ROLES_THRICE,
    pauses: [500, 1000],
  },
  {
    name: '500 for the sign-in: it is not hammered',
    answer: () => ({ status: 500, text: '' }),
    shown: 'server: HOST failed (500). Try again later.',
    operations: ['ApiKeyUser', 'ApiKeyUser'],
    pauses: [500],
  },
  {
    name: '429 to the end',
    answer: onRoles({ status: 429, headers: { 'retry-after': '7' }, text: '' }),
    shown: 'limited: HOST was asked too often (429). Try again in 7 seconds.',
    operations: ROLES_THRICE,
    pauses: [7000, 7000],
  },
  {
    name: '429 that asks for more patience than there is',
    answer: onRoles({ status: 429, headers: { 'retry-after': new Date(START + HOUR).toUTCString() }, text: '' }),
    shown: 'limited: HOST was asked too often (429). Try again in 1 hour.',
    operations: ROLES_ONCE,
  },
  {
    name: 'a redirect to another host',
    answer: onRoles({ status: 307, headers: { location: 'https://elsewhere.test/graphql?token=1' }, text: '' }),
    shown:
      'endpoint: HOST redirects to another host, elsewhere.test. ' +
      'Secrets are not sent on: give the address of the account itself.',
    operations: ROLES_ONCE,
  },
  {
    name: 'a redirect within the host',
    answer: () => ({ status: 302, headers: { location: '/login' }, text: '' }),
    shown: 'endpoint: HOST redirects. Secrets are not sent on: give the address of the account itself.',
    operations: ['ApiKeyUser'],
  },
];

describe('what is shown for a fault', () => {
  test.each(FAULTS)('$name', async ({ answer, shown, operations, pauses }) => {
    const server = await startSpacelift({ answer });
    const { api, time } = openApi({ endpoint: server.endpoint });
    expect(await failure(api.request(RolesDocument, {}))).toBe(shown.replaceAll('HOST', server.host));
    expect(server.operations()).toEqual(operations);
    expect(time.pauses).toEqual(pauses ?? []);
  });
});

describe('what is usable all the same', () => {
  const ok = { data: { roles: [{ slug: 'reader' }] }, missing: [], failed: [] };
  test.each([
    { name: '500, then fine', answer: onRoles({ status: 500, text: '' }, data(ok.data)), pauses: [500] },
    {
      name: '429 with Retry-After in seconds, then fine',
      answer: onRoles({ status: 429, headers: { 'retry-after': '12' }, text: '' }, data(ok.data)),
      pauses: [12_000],
    },
    {
      name: '429 with Retry-After as a date, then fine',
      answer: onRoles(
        { status: 429, headers: { 'retry-after': new Date(START + 20_000).toUTCString() }, text: '' },
        data(ok.data),
      ),
      pauses: [20_000],
    },
    {
      name: 'a connection that ends, then fine',
      answer: onRoles((response) => response.destroy(), data(ok.data)),
      pauses: [500],
    },
    {
      name: 'another content type',
      answer: onRoles({ headers: { 'content-type': 'text/plain' }, json: { data: ok.data } }),
      pauses: [],
    },
  ])('$name', async ({ answer, pauses }) => {
    const server = await startSpacelift({ answer });
    const { api, time } = openApi({ endpoint: server.endpoint });
    expect(await api.request(RolesDocument, {})).toEqual(ok);
    expect(time.pauses).toEqual(pauses);
  });

  test('errors beside data: what failed is named', async () => {
    const json = {
      data: { roles: [{ slug: 'reader', actions: null }] },
      errors: [
        { message: 'unauthorized', path: ['roles', 0, 'actions'] },
        { message: 'boom', path: ['roles', 0, 'name'] },
      ],
    };
    const server = await startSpacelift({ answer: onRoles({ json }) });
    const { api } = openApi({ endpoint: server.endpoint });
    expect(await api.request(RolesDocument, {})).toEqual({
      data: json.data,
      missing: [],
      failed: [
        {
          path: 'roles.0.actions',
          kind: 'forbidden',
          message: `${server.host} does not permit this credential to see it.`,
        },
        { path: 'roles.0.name', kind: 'query', message: `${server.host} does not answer the question: “boom”` },
      ],
    });
  });
});

test('a connection that is refused', async () => {
  const endpoint = await nobodyThere();
  const { api, time } = openApi({ endpoint });
  expect(await failure(api.request(RolesDocument, {}))).toBe(
    `unreachable: ${new URL(endpoint).host} refuses connections. Is the address right, and is the server running?`,
  );
  expect(time.pauses).toEqual([500]);
});

test('a ready token that can not be sent is refused, and nothing is asked', async () => {
  const server = await startSpacelift();
  for (const token of ['e30.e30.→', 'e30.e30.a\nb', '']) {
    const { api } = openApi({
      endpoint: server.endpoint,
      credential: { kind: 'token', endpoint: server.endpoint, token },
    });
    expect(await failure(api.request(RolesDocument, {}))).toBe(
      `signIn: The token for ${server.host} is none: it is empty, or has characters in it that no token has.`,
    );
  }
  expect(server.asked).toEqual([]);
});

test('a question that can not be sent is not taken for an answer that can not be read', async () => {
  const post = (): never => {
    throw new TypeError('secret words');
  };
  const operation = { document: RolesDocument, variables: {}, signal: AbortSignal.timeout(60_000), tries: 1 };
  expect(await failure(askGraphql({ post }, 'https://acme.test/graphql', operation))).toBe(
    "query: Nothing was asked of acme.test: the question can't be sent.",
  );
});

test('an answer without end is not read to its end', async () => {
  const server = await startSpacelift({
    answer: onRoles((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(100_000), more);
      };
      more();
    }),
  });
  const { api } = openApi({ endpoint: server.endpoint, limits: { bodyBytes: 1024 * 1024 } });
  expect(await failure(api.request(RolesDocument, {}))).toBe(
    `notSpacelift: The answer of ${server.host} is larger than 1 MiB, and was not read to its end.`,
  );
});

test('nor is one that unpacks to more than there is room for', async () => {
  const server = await startSpacelift({
    answer: onRoles((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify({ data: { roles: ' '.repeat(3 * 1024 * 1024) } })));
    }),
  });
  const shown = `notSpacelift: The answer of ${server.host} is larger than 2 MiB, and was not read to its end.`;
  const limited = openApi({ endpoint: server.endpoint, limits: { bodyBytes: 2 * 1024 * 1024 } }).api;
  expect(await failure(limited.request(RolesDocument, {}))).toBe(shown);
  const roomy = openApi({ endpoint: server.endpoint }).api;
  expect((await roomy.request(RolesDocument, {})).failed).toEqual([]);
});

describe('time limits', () => {
  test('no answer', async () => {
    const server = await startSpacelift({
      answer: onRoles(() => {
        time.runOut();
      }),
    });
    const { api, time } = openApi({ endpoint: server.endpoint });
    expect(await failure(api.request(RolesDocument, {}))).toBe(
      `timeout: ${server.host} did not answer within 1 minute.`,
    );
    expect(server.operations()).toEqual(ROLES_ONCE);
  });

  test('an answer that comes drop by drop', async () => {
    const server = await startSpacelift({
      answer: onRoles((response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{');
        // The limit is up once the api has seen that an answer has begun: the clock is asked for its Date.
        clock.now = () => {
          setImmediate(() => {
            time.runOut();
          });
          return BigInt(clock.ms) * 1_000_000n;
        };
      }),
    });
    const { api, clock, time } = openApi({ endpoint: server.endpoint });
    expect(await failure(api.request(RolesDocument, {}))).toBe(
      `timeout: ${server.host} did not finish its answer within 1 minute.`,
    );
  });
});
