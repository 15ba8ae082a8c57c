/** Everything that can be made to go wrong, as a client gets to see it. */
import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../demo/faults/fault.ts';
import type { DemoAccount } from '../../demo/server.ts';
import { NOW } from '../support/cli.ts';
import { ask, demoSnapshot, SIGN_IN, signIn, startDemo } from '../support/demoAccount.ts';

let demo: DemoAccount;
let token: string;
/** What was waited for, in milliseconds; it takes no time. */
let waits: number[] = [];
beforeAll(async () => {
  const wait = (ms: number): Promise<void> => {
    waits.push(ms);
    return Promise.resolve();
  };
  demo = await startDemo({ wait });
  token = await signIn(demo);
});
beforeEach(() => {
  waits = [];
  demo.setFaults([]);
});
afterAll(() => demo.close());

const ROLES = '{ roles { slug } }';

/** The answer to a query with a token, or without; `cut`: the connection ended before it was whole. */
async function request(withToken = true): Promise<{ status: number; headers: Headers; body: string } | 'cut'> {
  const authorization = withToken ? { authorization: `Bearer ${token}` } : undefined;
  try {
    const response = await fetch(`${demo.endpoint}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify({ query: ROLES }),
      redirect: 'manual',
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  } catch {
    return 'cut';
  }
}

async function answered(withToken?: boolean): Promise<{ status: number; headers: Headers; body: string }> {
  const answer = await request(withToken);
  if (answer === 'cut') throw new Error('the connection was cut');
  return answer;
}

describe('on the way there', () => {
  it.each<[string, Fault, number, Record<string, string>, RegExp]>([
    ['401 for ever', { kind: 'status', status: 401 }, 401, {}, /^unauthorized\n$/],
    ['500', { kind: 'status', status: 500 }, 500, {}, /^not now\n$/],
    [
      '429 with Retry-After',
      { kind: 'status', status: 429, retryAfter: '7' },
      429,
      { 'retry-after': '7' },
      /^not now\n$/,
    ],
    ['a page for people', { kind: 'html' }, 200, { 'content-type': 'text/html; charset=utf-8' }, /^<!DOCTYPE html>/],
    [
      'elsewhere',
      { kind: 'redirect', to: 'https://example.com/graphql' },
      307,
      { location: 'https://example.com/graphql' },
      /./,
    ],
  ])('%s', async (_, fault, status, headers, body) => {
    demo.setFaults([fault]);
    for (const time of [1, 2]) {
      const answer = await answered();
      expect(answer.status, `time ${time}`).toBe(status);
      expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
      expect(answer.body).toMatch(body);
    }
  });

  it('500 three times, then fine', async () => {
    demo.setFaults([{ kind: 'status', status: 500, times: 3 }]);
    const statuses = [await answered(), await answered(), await answered(), await answered(), await answered()];
    expect(statuses.map(({ status }) => status)).toEqual([500, 500, 500, 200, 200]);
  });

  it('one after the other', async () => {
    demo.setFaults([
      { kind: 'status', status: 429, times: 1, retryAfter: '1' },
      { kind: 'status', status: 503, times: 1 },
    ]);
    const statuses = [await answered(), await answered(), await answered()];
    expect(statuses.map(({ status }) => status)).toEqual([429, 503, 200]);
  });

  it.each<[string, Fault, number, number]>([
    ['only where there is a token', { kind: 'status', status: 401, when: 'signedIn' }, 401, 200],
    ['only where there is none', { kind: 'status', status: 401, when: 'signingIn' }, 200, 401],
  ])('%s', async (_, fault, withToken, without) => {
    demo.setFaults([fault]);
    expect([(await answered(true)).status, (await answered(false)).status]).toEqual([withToken, without]);
  });
});

describe('on the way back', () => {
  it('half of it', async () => {
    const whole = await answered();
    demo.setFaults([{ kind: 'truncated' }]);
    const { status, body } = await answered();
    expect(status).toBe(200);
    expect(body).toBe(whole.body.slice(0, whole.body.length >> 1));
    expect(() => JSON.parse(body) as unknown).toThrow(SyntaxError);
  });

  it.each<Fault>([
    { kind: 'cut', after: 'nothing' },
    { kind: 'cut', after: 'half' },
  ])('cut after $after', async (fault) => {
    demo.setFaults([fault]);
    expect(await request()).toBe('cut');
    demo.setFaults([]);
    expect((await answered()).status).toBe(200);
  });

  it('late', async () => {
    demo.setFaults([{ kind: 'slow', ms: 90_000 }]);
    expect((await answered()).status).toBe(200);
    expect(waits).toEqual([90_000]);
  });

  it('byte by byte', async () => {
    const whole = await answered();
    demo.setFaults([{ kind: 'drip', ms: 250 }]);
    const { body } = await answered();
    expect(body).toBe(whole.body);
    expect(waits).toEqual(Array.from({ length: Buffer.byteLength(body) }, () => 250));
  });
});

it.each<Fault>([
  { kind: 'slow', ms: 1 },
  { kind: 'drip', ms: 1 },
])('waits no more once it is closed: $kind', async (fault) => {
  const begun = new EventEmitter();
  const wait = async (_: number, signal: AbortSignal): Promise<void> => {
    begun.emit('wait', signal);
    if (!signal.aborted) await once(signal, 'abort');
  };
  const waiting = once(begun, 'wait');
  const slow = await startDemo({ wait, faults: [fault] });
  const pending = ask(slow, ROLES).then(
    () => 'answered',
    () => 'cut',
  );
  const [signal] = (await waiting) as [AbortSignal];
  await slow.close();
  expect(signal.aborted).toBe(true);
  expect(await pending).toBe('cut');
});

describe('in the account', () => {
  it('unauthorized on named fields only', async () => {
    demo.setFaults([
      { kind: 'unauthorized', fields: ['apiKeys', 'Policy.evaluationRecords', 'Mutation.policySimulate'] },
    ]);
    expect(await ask(demo, '{ apiKeys { id } }', { token })).toMatchObject({ status: 200, errors: ['unauthorized'] });
    const policy = '{ policy(id: "main-login") { evaluationRecords { key } } }';
    expect(await ask(demo, policy, { token })).toEqual({
      status: 200,
      data: { policy: null },
      errors: ['unauthorized'],
    });
    const simulate = 'mutation { policySimulate(body: "", input: "{}", type: LOGIN) }';
    expect((await ask(demo, simulate, { token })).errors).toEqual(['unauthorized']);
    expect(
      (await ask(demo, '{ viewer { id } roles { slug } policy(id: "main-login") { id } }', { token })).errors,
    ).toEqual([]);
  });

  it('no roles', async () => {
    demo.setFaults([{ kind: 'emptyRoles' }]);
    expect(await ask(demo, ROLES, { token })).toEqual({ status: 200, data: { roles: [] }, errors: [] });
  });

  it('no such key', async () => {
    demo.setFaults([{ kind: 'noSuchKey' }]);
    const variables = { id: demo.keyId, secret: demo.keySecret };
    expect(await ask(demo, SIGN_IN, { variables })).toEqual({ status: 200, data: { apiKeyUser: null }, errors: [] });
  });

  it.each<[string, string, string]>([
    ['Role.slug', '{ roles { id slug } }', 'Cannot query field "slug" on type "Role".'],
    [
      'Query.policyRuntime',
      '{ policyRuntime { openPolicyAgentVersion } }',
      'Cannot query field "policyRuntime" on type "Query".',
    ],
    [
      'Mutation.policySimulatev2',
      'mutation { policySimulatev2(input: { type: LOGIN, body: "", input: "{}" }) }',
      'Cannot query field "policySimulatev2" on type "Mutation". Did you mean "policySimulate"?',
    ],
    [
      'PolicySimulateInput.engineType',
      'mutation { policySimulatev2(input: { type: LOGIN, body: "", input: "{}", engineType: REGO_V1 }) }',
      'Field "engineType" is not defined by type "PolicySimulateInput".',
    ],
  ])('an older server: %s', async (field, query, message) => {
    demo.setFaults([{ kind: 'lacks', fields: [field] }]);
    expect(await ask(demo, query, { token })).toEqual({ status: 200, data: undefined, errors: [message] });
    expect((await ask(demo, '{ roles { id } }', { token })).errors).toEqual([]);
  });

  it.each<[Fault]>([
    [{ kind: 'lacks', fields: ['Role.sluggishness'] }],
    [{ kind: 'unauthorized', fields: ['rolls'] }],
    [{ kind: 'unauthorized', fields: ['Roll.slug'] }],
  ])('a field that is not there is told: %j', (fault) => {
    expect(() => {
      demo.setFaults([fault]);
    }).toThrow(/^The schema has no field /);
  });

  it.each([5, -30])('a clock that is off by %i hours', async (hours) => {
    const seconds = Number(NOW / 1_000_000_000n);
    const dateOf = async (): Promise<number> => Date.parse((await answered()).headers.get('date') ?? '') / 1000;
    expect(await dateOf()).toBe(seconds);
    demo.setFaults([{ kind: 'clock', hours }]);
    expect(await dateOf()).toBe(seconds + hours * 3600);
    const { data } = await ask(demo, SIGN_IN, { variables: { id: demo.keyId, secret: demo.keySecret } });
    expect(data?.['apiKeyUser']).toMatchObject({ validUntil: seconds + (hours + 1) * 3600 });
  });
});

it('what can not be started leaves nothing behind', async () => {
  const countServers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
  const before = countServers();
  const faults: Fault[] = [{ kind: 'unauthorized', fields: ['rolls'] }];
  await expect(startDemo({ faults })).rejects.toThrow('The schema has no field Query.rolls');
  const { apiKeys } = demoSnapshot;
  const keyless = { ...demoSnapshot, apiKeys: { ...apiKeys, items: [] } };
  await expect(startDemo({ account: keyless })).rejects.toThrow('no administrative key');
  await expect.poll(countServers).toBe(before);
});

describe('pages', () => {
  it.each([
    ['GET', '/', 200, /made up/],
    ['GET', '/apikeytoken', 200, /API key/],
    ['GET', '/policy/main-login', 200, /policy/],
    ['HEAD', '/apikeytoken', 200, /^$/],
    ['POST', '/apikeytoken', 405, /GET/],
    ['GET', '/policy', 404, /no such page/],
    ['GET', '//example.com/', 404, /no such page/],
    ['GET', '/graphiql', 404, /no such page/],
  ])('%s %s', async (method, page, status, text) => {
    const response = await fetch(demo.endpoint + page, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect((await response.text()).trim()).toMatch(text);
  });

  it('nothing is shown where GraphQL is', async () => {
    const response = await fetch(`${demo.endpoint}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).not.toMatch(/html/);
  });
});
