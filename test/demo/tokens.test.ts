/** Who gets a token, what it says, and when it is dead. */
import { afterEach, describe, expect, it } from 'vitest';
import type { DemoAccount, DemoOptions } from '../../demo/server.ts';
import { NOW } from '../support/cli.ts';
import { ask, SIGN_IN, signIn, startDemo } from '../support/demoAccount.ts';

const HOUR = 3_600_000_000_000n;
const VIEWER = '{ viewer { id login name admin } }';

let demo: DemoAccount | undefined;
afterEach(async () => {
  await demo?.close();
  demo = undefined;
});

async function start(options: Partial<DemoOptions> = {}): Promise<DemoAccount> {
  return (demo = await startDemo(options));
}

describe('exchange of an API key', () => {
  it.each<[string, string, ((demo: DemoAccount) => string) | undefined, string[]]>([
    ['unknown: null, and no error', '01JHMXBCG04D2N7NZHZ0YGZ97X', undefined, []],
    ['no id at all', '', undefined, []],
    ['a wrong secret', '01JHMXBCG04D2N7NZHZ0YGZ97D', () => 'guessed', ['unauthorized']],
    [
      "another key's secret",
      '01JHMXBCG04D2N7NZHZ0YGZ97D',
      (it) => it.secretOf('01J1K72000GTWNSTSE263CVGCC'),
      ['unauthorized'],
    ],
    ['deleted', '01JPAJPNC08Y8MPX9RNTJ8KHBY', undefined, ['unauthorized']],
    ['expired', '01J1K72000GTWNSTSE263CVGCC', undefined, ['unauthorized']],
  ])('%s', async (_, id, secret, errors) => {
    const account = await start();
    const variables = { id, secret: secret?.(account) ?? account.secretOf(id) };
    expect(await ask(account, SIGN_IN, { variables })).toEqual({ status: 200, data: { apiKeyUser: null }, errors });
  });

  it('gives a JWT for this address, which is valid for an hour', async () => {
    const account = await start();
    const variables = { id: account.keyId, secret: account.keySecret };
    const { data } = await ask(account, SIGN_IN, { variables });
    const { jwt, validUntil } = data?.['apiKeyUser'] as { jwt: string; validUntil: number };
    const [header = '', claims = '', signature] = jwt.split('.');
    expect(readPart(header)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(readPart(claims)).toMatchObject({ aud: [account.endpoint], exp: validUntil, sub: `api::${account.keyId}` });
    expect(signature).toMatch(/^[\w-]{43}$/);
    expect(validUntil).toBe(Number((NOW + HOUR) / 1_000_000_000n));
  });

  function readPart(part: string): unknown {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  }
});

it('a GitHub token is exchanged for the admin of the organization, and no other', async () => {
  const account = await start();
  const EXCHANGE = 'mutation ($token: String!) { oauthUser(token: $token) { jwt } }';
  const refused = await ask(account, EXCHANGE, { variables: { token: 'guessed' } });
  expect(refused).toEqual({ status: 200, data: { oauthUser: null }, errors: ['unauthorized'] });
  const { data } = await ask(account, EXCHANGE, { variables: { token: account.githubToken } });
  const { jwt } = data?.['oauthUser'] as { jwt: string };
  const { data: seen } = await ask(account, VIEWER, { token: jwt });
  expect(seen?.['viewer']).toMatchObject({ login: 'octavia', admin: true });
});

it('an expired key could be used before it expired', async () => {
  const account = await start({ clock: { now: () => 1_735_689_600_000_000_000n } });
  const variables = { id: '01J1K72000GTWNSTSE263CVGCC', secret: 'guessed' };
  expect((await ask(account, SIGN_IN, { variables })).errors).toEqual(['unauthorized']);
  const asked = await ask(account, SIGN_IN, { variables: { ...variables, secret: account.secretOf(variables.id) } });
  // The login policies are asked now, for which there is no engine here.
  expect(asked.errors).toEqual(['the fake engine has no answer to decide']);
});

describe('without a live token', () => {
  const cases: [
    string,
    (account: DemoAccount, pass: (hours: bigint) => void) => string | Promise<string> | undefined,
  ][] = [
    ['none', () => undefined],
    ['nonsense', () => 'nonsense'],
    [
      'one that has expired',
      async (account, pass) => {
        const token = await signIn(account);
        pass(1n);
        return token;
      },
    ],
    [
      'all were made to expire',
      async (account) => {
        const token = await signIn(account);
        account.expireTokens();
        return token;
      },
    ],
  ];

  it.each(cases)('%s', async (_, makeToken) => {
    let now = NOW;
    const account = await start({ clock: { now: () => now } });
    const token = await makeToken(account, (hours) => (now += hours * HOUR));
    expect(await ask(account, VIEWER, { token })).toEqual({ status: 200, data: { viewer: null }, errors: [] });
    const roles = await ask(account, '{ roles { slug } }', { token });
    expect(roles).toEqual({ status: 200, data: null, errors: ['unauthorized'] });
    // A new one is to be had at once.
    expect((await ask(account, VIEWER, { token: await signIn(account) })).data?.['viewer']).toEqual({
      id: `api::${account.keyId}`,
      login: `api::${account.keyId}`,
      name: 'break-glass',
      admin: true,
    });
  });
});

it('a token of another start is dead', async () => {
  const other = await startDemo();
  const token = await signIn(other);
  await other.close();
  expect((await ask(await start(), VIEWER, { token })).data).toEqual({ viewer: null });
});
