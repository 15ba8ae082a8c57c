/** What there is to sign in with, and what is said of what somebody types. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignInHelp } from '../../../server/src/account/signInHelp.ts';
import type { SignInHelp } from '../../../server/src/core/ports.ts';

const ENDPOINT = 'https://acme.app.spacelift.io';
const SECRET = 'never-to-be-told-0123456789';
const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

let home = '';
beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'sign-in-'));
});
afterAll(() => {
  fs.rmSync(home, { recursive: true });
});

/** @param stored what spacectl's file says, if there is one */
function help(environment: Record<string, string> = {}, stored?: string): SignInHelp {
  const folder = fs.mkdtempSync(path.join(home, 'home-'));
  if (stored !== undefined) {
    fs.mkdirSync(path.join(folder, '.spacelift'));
    fs.writeFileSync(path.join(folder, '.spacelift/config.json'), stored);
  }
  return createSignInHelp({ environment, home: folder });
}

const KEY = {
  SPACELIFT_API_KEY_ENDPOINT: `${ENDPOINT}/`,
  SPACELIFT_API_KEY_ID: '01K',
  SPACELIFT_API_KEY_SECRET: SECRET,
};
const credentials = { type: 1, endpoint: ENDPOINT, key_id: '01K', key_secret: SECRET };
const STORED = JSON.stringify({
  currentProfileAlias: 'prod',
  profiles: { dev: { credentials: { type: 3, access_token: SECRET } }, prod: { credentials } },
});

describe('what this computer has', () => {
  it('is nothing', async () => {
    expect(await help().offers()).toEqual({ profiles: [], troubles: [] });
  });

  it("is the environment's credential and spacectl's profiles, without their secrets", async () => {
    const offers = await help(KEY, STORED).offers();
    expect(offers).toEqual({
      profiles: [
        { alias: 'dev', isCurrent: false },
        { alias: 'prod', endpoint: ENDPOINT, isCurrent: true },
      ],
      environment: { variable: 'SPACELIFT_API_KEY_ID', endpoint: ENDPOINT },
      troubles: [],
    });
    expect(JSON.stringify(offers)).not.toContain(SECRET);
  });

  it('can be half there, or unreadable: each is told, and hides nothing else', async () => {
    const half = { ...KEY, SPACELIFT_API_KEY_SECRET: '' };
    const { profiles, troubles } = await help(half, `{ "${SECRET}`).offers();
    expect(profiles).toEqual([]);
    expect(troubles).toEqual([
      'SPACELIFT_API_KEY_ID is set, and SPACELIFT_API_KEY_SECRET is not',
      expect.stringContaining('is not as spacectl writes it'),
    ]);
    expect((await help(half, STORED).offers()).profiles).toHaveLength(2);
  });

  it('may be of an address that is refused', async () => {
    const { environment, troubles } = await help({ ...KEY, SPACELIFT_API_KEY_ENDPOINT: 'http://acme.test' }).offers();
    expect(environment).toBeUndefined();
    expect(troubles).toEqual([expect.stringContaining('acme.test would be asked without https')]);
  });
});

describe('what is typed', () => {
  it('an address comes back as it is used', () => {
    expect(help().readEndpoint(' https://Acme.app.spacelift.io/ ')).toBe(ENDPOINT);
    expect(() => help().readEndpoint('acme')).toThrow('not a web address');
  });

  it('a token says which account it is of', () => {
    expect(help().readToken(`${jwt({ aud: ENDPOINT })}\n`)).toBe(ENDPOINT);
    expect(() => help().readToken(SECRET)).toThrow(/^The text: is no token of Spacelift/);
    expect(() => help().readToken(jwt({}))).toThrow('does not say which account');
    expect(() => help().readToken(jwt({ aud: 'http://acme.test' }))).toThrow('without https');
  });

  it('a key file has a secret, and the newer ones an id', () => {
    const text = `[credentials]\napi_key_id = 01K\napi_key_secret = ${SECRET}\n`;
    expect(help().readKeyFile(text)).toEqual({ id: '01K', secret: SECRET });
    expect(() => help().readKeyFile('something else')).toThrow(/^The file: is not the file that Spacelift offers/);
  });
});
