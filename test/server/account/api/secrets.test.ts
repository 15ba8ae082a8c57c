import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SpaceliftApi } from '../../../../server/src/account/api/api.ts';
import type { Credential } from '../../../../server/src/protocol/credential.ts';
import { RolesDocument } from '../../../../server/src/account/generated/documents.ts';
import { quoteServer } from '../../../../server/src/account/http/serverWords.ts';
import { data, nobodyThere, openApi, START, startSpacelift, type Answering, type Asked } from './fakeSpacelift.ts';

const KEY_SECRET = 'k3y-s3cr3t-"quoted"-0123456789';
const TOKEN = 'eyJhbGciOiJub25lIn0.dG9rZW4tb2YtdGhlLWFjY291bnQ.c2lnbmF0dXJl';

/** As a server would that repeats all that it was sent. */
const echo = (asked: Asked): string => `bad request: ${JSON.stringify(asked.variables)} ${asked.token ?? ''}`;
const onRoles =
  (reply: Answering): Answering =>
  (asked, nth) => {
    if (asked.operation === 'ApiKeyUser') return data({ apiKeyUser: { jwt: TOKEN, validUntil: START / 1000 + 60 } });
    return asked.operation === 'Roles' ? reply(asked, nth) : undefined;
  };

const FAULTS: Record<string, Answering> = {
  'signIn, in words': (asked) => ({ json: { errors: [{ message: echo(asked) }] } }),
  'signIn, by status': (asked) => ({ status: 401, text: echo(asked) }),
  'signIn, null': () => data({ apiKeyUser: null }),
  notSpacelift: (asked) => ({ text: echo(asked) }),
  'notSpacelift, other JSON': (asked) => ({ json: { said: echo(asked) } }),
  'notSpacelift, a web page': (asked) => ({ text: `<html>${echo(asked)}` }),
  server: (asked) => ({ status: 500, text: echo(asked) }),
  limited: (asked) => ({ status: 429, json: { errors: [{ message: echo(asked) }] } }),
  endpoint: () => ({ status: 308, headers: { location: `https://elsewhere.test/${KEY_SECRET}?${TOKEN}` }, text: '' }),
  unreachable: () => (response) => response.destroy(),
  expired: (asked, nth) =>
    asked.operation === 'ApiKeyUser' ? onRoles(() => undefined)(asked, nth) : { status: 401, text: echo(asked) },
  forbidden: onRoles((asked) => ({ json: { errors: [{ message: `unauthorized: ${echo(asked)}` }] } })),
  notFound: onRoles((asked) => ({ json: { errors: [{ message: `not found: ${echo(asked)}` }] } })),
  query: onRoles((asked) => ({ json: { errors: [{ message: echo(asked), extensions: { asked } }] } })),
  'query, by status': onRoles((asked) => ({ status: 400, json: { errors: [{ message: echo(asked) }] } })),
};

/** All that could come to be seen of a value. */
function everythingOf(value: unknown): string {
  const deep = inspect(value, { depth: Infinity, showHidden: true, getters: true });
  const own = value instanceof Error ? Object.getOwnPropertyNames(value) : [];
  const stack = value instanceof Error ? [value.stack, String(value), JSON.stringify(value, own)] : [];
  return [deep, JSON.stringify(value), ...stack].join('\n');
}

function expectNoSecrets(seen: string): void {
  for (const secret of [KEY_SECRET, JSON.stringify(KEY_SECRET).slice(1, -1), TOKEN]) {
    expect(seen).not.toContain(secret);
    // Nor pieces, as of text that was cut.
    expect(seen).not.toContain(secret.slice(0, 12));
  }
}

async function thrownBy(api: SpaceliftApi, signal?: AbortSignal): Promise<unknown> {
  try {
    await api.request(RolesDocument, {}, signal);
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
}

const credentialFor = (endpoint: string): Credential => ({ kind: 'apiKey', endpoint, id: 'key', secret: KEY_SECRET });

describe('no secret is in', () => {
  const written: string[] = [];
  beforeEach(() => {
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        written.push(String(chunk));
        return true;
      });
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
    expectNoSecrets(written.splice(0).join(''));
  });

  test.each(Object.entries(FAULTS))('an error of kind %s', async (kind, answer) => {
    const server = await startSpacelift({ answer });
    const { api } = openApi({ endpoint: server.endpoint, credential: credentialFor(server.endpoint) });
    const thrown = await thrownBy(api);
    expect(thrown).toMatchObject({ kind: kind.split(',')[0] });
    expect(thrown).not.toHaveProperty('cause');
    expectNoSecrets(everythingOf(thrown));
    expectNoSecrets(everythingOf(api));
    expect(JSON.stringify(server.asked)).toContain(JSON.stringify(KEY_SECRET).slice(1, -1));
  });

  test('an error of kind unreachable before anything is sent, timeout, cancelled', async () => {
    const nobody = await nobodyThere();
    expectNoSecrets(everythingOf(await thrownBy(openApi({ endpoint: nobody, credential: credentialFor(nobody) }).api)));
    const server = await startSpacelift({
      answer: () => () => {
        opened.time.runOut();
      },
    });
    const opened = openApi({ endpoint: server.endpoint, credential: credentialFor(server.endpoint) });
    const late = await thrownBy(opened.api);
    expect(late).toMatchObject({ kind: 'timeout' });
    expectNoSecrets(everythingOf(late));
    const given = await thrownBy(opened.api, AbortSignal.abort(new Error(KEY_SECRET)));
    expect(given).toMatchObject({ kind: 'cancelled' });
    expectNoSecrets(everythingOf(given));
  });

  test('what failed beside data', async () => {
    const json = (asked: Asked) => ({ data: { roles: [] }, errors: [{ message: echo(asked), path: ['roles'] }] });
    const server = await startSpacelift({ answer: onRoles((asked) => ({ json: json(asked) })) });
    const { api } = openApi({ endpoint: server.endpoint, credential: credentialFor(server.endpoint) });
    const answer = await api.request(RolesDocument, {});
    expectNoSecrets(everythingOf(answer));
    expect(answer.failed).toEqual([
      {
        path: 'roles',
        kind: 'query',
        message: `${server.host} does not answer the question: (what it says is withheld, as it repeats a secret)`,
      },
    ]);
  });
});

test.each([
  { words: 'a\n  b', secrets: ['s3cr3t'], shown: '“a b”' },
  { words: 'x'.repeat(200), secrets: [], shown: `“${'x'.repeat(160)}…”` },
  { words: 'no s3c', secrets: ['s3c'], shown: '(what it says is withheld, as it repeats a secret)' },
  { words: 'cut: 12345678…', secrets: ['0123456789'], shown: '(what it says is withheld, as it repeats a secret)' },
  { words: 'other: 1234567', secrets: ['0123456789'], shown: '“other: 1234567”' },
  { words: 'anything', secrets: [''], shown: '“anything”' },
])('$words is shown as $shown', ({ words, secrets, shown }) => {
  expect(quoteServer(words, secrets)).toBe(shown);
});
