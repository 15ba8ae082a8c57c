import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadInput } from '../../../../server/src/core/badInput.ts';
import { findCredential } from '../../../../server/src/account/credentials/findCredential.ts';
import type { CredentialChoice } from '../../../../server/src/core/ports.ts';

const ENDPOINT = 'https://acme.app.spacelift.io';
const KEY = { SPACELIFT_API_KEY_ENDPOINT: ENDPOINT, SPACELIFT_API_KEY_ID: '01K', SPACELIFT_API_KEY_SECRET: 'hush' };
const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
const TOKEN = jwt({ aud: ENDPOINT, exp: 1_800_000_000 });

let home = '';
beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'credentials-'));
});
afterAll(() => {
  fs.rmSync(home, { recursive: true });
});

/** A home with these files; spacectl is on PATH only where `bin/spacectl` is among them. */
function place(files: Record<string, string>): string {
  const folder = fs.mkdtempSync(path.join(home, 'home-'));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode: 0o700 });
  }
  return folder;
}

interface Case {
  environment?: Record<string, string>;
  files?: Record<string, string>;
  choice?: CredentialChoice;
}

async function find({ environment = {}, files = {}, choice = {} }: Case): Promise<unknown> {
  const folder = place(files);
  const at = (text: string): string => text.replaceAll('HOME', folder);
  const { keyFile, profile } = choice;
  try {
    const chosen = {
      ...(profile !== undefined && { profile }),
      ...(keyFile !== undefined && { keyFile: at(keyFile) }),
    };
    const given = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, at(value)]));
    return await findCredential(chosen, { environment: { PATH: path.join(folder, 'bin'), ...given }, home: folder });
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return error.message.replaceAll(folder, 'HOME');
  }
}

const profiles = (current: string | undefined, ...credentials: object[]): Record<string, string> => ({
  '.spacelift/config.json': JSON.stringify({
    currentProfileAlias: current,
    profiles: Object.fromEntries(
      credentials.map((one, index) => [`p${index}`, { alias: `p${index}`, credentials: one }]),
    ),
  }),
});

const API_KEY = { kind: 'apiKey', endpoint: ENDPOINT, id: '01K', secret: 'hush' };

describe('the environment', () => {
  it.each<[string, Case, unknown]>([
    ['an API key', { environment: KEY }, { credential: API_KEY, from: 'SPACELIFT_API_KEY_ID' }],
    [
      'the older name of the endpoint',
      { environment: { ...KEY, SPACELIFT_API_KEY_ENDPOINT: '', SPACELIFT_API_ENDPOINT: ENDPOINT } },
      { credential: API_KEY, from: 'SPACELIFT_API_KEY_ID' },
    ],
    [
      'a token wins, and says itself of which account it is',
      { environment: { ...KEY, SPACELIFT_API_TOKEN: TOKEN } },
      { credential: { kind: 'token', endpoint: ENDPOINT, token: TOKEN }, from: 'SPACELIFT_API_TOKEN' },
    ],
    [
      'a GitHub token wins over a key',
      { environment: { ...KEY, SPACELIFT_API_GITHUB_TOKEN: 'gh' } },
      { credential: { kind: 'github', endpoint: ENDPOINT, token: 'gh' }, from: 'SPACELIFT_API_GITHUB_TOKEN' },
    ],
    [
      'the preferred method',
      { environment: { ...KEY, SPACELIFT_API_TOKEN: TOKEN, SPACELIFT_API_PREFERRED_METHOD: ' ApiKey ' } },
      { credential: API_KEY, from: 'SPACELIFT_API_KEY_ID' },
    ],
    [
      'a preferred method that is none',
      { environment: { ...KEY, SPACELIFT_API_PREFERRED_METHOD: 'oidc' } },
      'SPACELIFT_API_PREFERRED_METHOD: "oidc" is no method; use token, github or apikey',
    ],
    [
      'a preferred method that is not there',
      { environment: { ...KEY, SPACELIFT_API_PREFERRED_METHOD: 'token' } },
      'SPACELIFT_API_PREFERRED_METHOD is token, and SPACELIFT_API_TOKEN is not set: set it, or unset the first',
    ],
    [
      'half a key',
      { environment: { ...KEY, SPACELIFT_API_KEY_SECRET: '' } },
      'SPACELIFT_API_KEY_ID is set, and SPACELIFT_API_KEY_SECRET is not',
    ],
    [
      'the other half',
      { environment: { ...KEY, SPACELIFT_API_KEY_ID: ' ' } },
      'SPACELIFT_API_KEY_SECRET is set, and SPACELIFT_API_KEY_ID is not',
    ],
    [
      'no endpoint, though there is a profile',
      {
        environment: { ...KEY, SPACELIFT_API_KEY_ENDPOINT: '' },
        files: profiles('p0', { type: 3, access_token: TOKEN }),
      },
      "SPACELIFT_API_KEY_ID is set, and SPACELIFT_API_KEY_ENDPOINT is not: the account's address, such as https://example.app.spacelift.io",
    ],
    [
      'a token that is none',
      { environment: { SPACELIFT_API_TOKEN: 'hush' } },
      'SPACELIFT_API_TOKEN: is no token of Spacelift (a JWT, three parts with dots between)',
    ],
    [
      'a token with what no token has, and what can not be sent',
      { environment: { SPACELIFT_API_TOKEN: TOKEN.replace(/.$/, '→') } },
      'SPACELIFT_API_TOKEN: is no token of Spacelift (a JWT, three parts with dots between)',
    ],
    [
      'a token of several accounts',
      { environment: { SPACELIFT_API_TOKEN: jwt({ aud: [ENDPOINT, 'https://other.app.spacelift.io'] }) } },
      'SPACELIFT_API_TOKEN: does not say which account the token is of',
    ],
    [
      'an endpoint alone is no credential',
      {
        environment: { SPACELIFT_API_KEY_ENDPOINT: ENDPOINT },
        files: profiles('p0', { type: 3, access_token: TOKEN }),
      },
      { credential: { kind: 'token', endpoint: ENDPOINT, token: TOKEN }, from: 'spacectl profile "p0"' },
    ],
    [
      'wins over a profile',
      { environment: KEY, files: profiles('p0', { type: 3, access_token: TOKEN }) },
      { credential: API_KEY, from: 'SPACELIFT_API_KEY_ID' },
    ],
  ])('%s', async (_, given, expected) => {
    expect(await find(given)).toEqual(expected);
  });
});

const STORED_KEY = { type: 1, endpoint: ENDPOINT, key_id: '01K', key_secret: 'hush' };
const NONE =
  'no credential for Spacelift was found: set SPACELIFT_API_KEY_ENDPOINT, SPACELIFT_API_KEY_ID and SPACELIFT_API_KEY_SECRET, or sign in with "spacectl profile login"';

describe('spacectl', () => {
  it.each<[string, Case, unknown]>([
    ['an API key', { files: profiles('p0', STORED_KEY) }, { credential: API_KEY, from: 'spacectl profile "p0"' }],
    [
      'a GitHub token',
      { files: profiles('p0', { type: 2, endpoint: ENDPOINT, access_token: 'gh' }) },
      { credential: { kind: 'github', endpoint: ENDPOINT, token: 'gh' }, from: 'spacectl profile "p0"' },
    ],
    [
      'a token; the endpoint beside it counts',
      { files: profiles('p0', { type: 3, endpoint: 'https://self.example.com', access_token: TOKEN }) },
      {
        credential: { kind: 'token', endpoint: 'https://self.example.com', token: TOKEN },
        from: 'spacectl profile "p0" (which sends a token of acme.app.spacelift.io to self.example.com)',
      },
    ],
    [
      'a token with its own endpoint beside it',
      { files: profiles('p0', { type: 3, endpoint: `${ENDPOINT}/`, access_token: TOKEN }) },
      { credential: { kind: 'token', endpoint: `${ENDPOINT}/`, token: TOKEN }, from: 'spacectl profile "p0"' },
    ],
    [
      'the profile that is asked for, also beside the environment',
      {
        environment: KEY,
        files: profiles('p0', STORED_KEY, { type: 3, access_token: TOKEN }),
        choice: { profile: 'p1' },
      },
      { credential: { kind: 'token', endpoint: ENDPOINT, token: TOKEN }, from: 'spacectl profile "p1"' },
    ],
    [
      'another folder',
      {
        environment: { SPACELIFT_CONFIG_DIR: 'HOME/other' },
        files: { 'other/config.json': profiles('p0', STORED_KEY)['.spacelift/config.json'] ?? '' },
      },
      { credential: API_KEY, from: 'spacectl profile "p0"' },
    ],
    ['no file', {}, NONE],
    ['no profiles', { files: { '.spacelift/config.json': '{"profiles":null}' } }, NONE],
    [
      'no current profile',
      { files: profiles(undefined, STORED_KEY, STORED_KEY) },
      'HOME/.spacelift/config.json: spacectl has profiles "p0", "p1", and none is selected: run "spacectl profile select p0"',
    ],
    [
      'an empty one',
      { files: profiles('', STORED_KEY) },
      'HOME/.spacelift/config.json: spacectl has profile "p0", and none is selected: run "spacectl profile select p0"',
    ],
    [
      'one that is gone, as spacectl leaves it when it deletes the current one',
      { files: profiles('gone', STORED_KEY) },
      'HOME/.spacelift/config.json: spacectl\'s current profile "gone" is not there; it has "p0": run "spacectl profile select p0"',
    ],
    ['one that is gone, and no other', { files: profiles('gone') }, NONE],
    [
      'a profile without credentials',
      { files: { '.spacelift/config.json': '{"currentProfileAlias":"a","profiles":{"a":null}}' } },
      'HOME/.spacelift/config.json: spacectl profile "a": has no credentials: run "spacectl profile login a"',
    ],
    [
      'a current profile of a type that is new',
      { files: profiles('p0', { type: 4, access_token: 'hush' }) },
      'HOME/.spacelift/config.json: spacectl profile "p0": is of a kind that this version does not know (4)',
    ],
    [
      'a profile without a type',
      { files: profiles('p0', { access_token: 'hush' }) },
      'HOME/.spacelift/config.json: spacectl profile "p0": is of a kind that this version does not know (none)',
    ],
    [
      'a byte order mark',
      {
        files: {
          '.spacelift/config.json': `\uFEFF${profiles('p0', STORED_KEY)['.spacelift/config.json'] ?? ''}`,
        },
      },
      { credential: API_KEY, from: 'spacectl profile "p0"' },
    ],
    [
      'an unknown profile of none',
      { files: profiles('gone'), choice: { profile: 'prod' } },
      'HOME/.spacelift/config.json: spacectl has no profile "prod"; it has none',
    ],
    [
      'an unknown profile',
      { files: profiles('p0', STORED_KEY), choice: { profile: 'prod' } },
      'HOME/.spacelift/config.json: spacectl has no profile "prod"; it has "p0"',
    ],
    [
      'no file for a profile',
      { choice: { profile: 'prod' } },
      'HOME/.spacelift/config.json: no such file, so spacectl has no profile "prod"',
    ],
    [
      'a type that is new',
      { files: profiles('p0', { type: 4 }), choice: { profile: 'p0' } },
      'HOME/.spacelift/config.json: spacectl profile "p0": is of a kind that this version does not know (4)',
    ],
    [
      'a part that is missing',
      { files: profiles('p0', { ...STORED_KEY, key_secret: '' }) },
      'HOME/.spacelift/config.json: spacectl profile "p0": has no key_secret: run "spacectl profile login" again',
    ],
    [
      'no JSON, of which nothing is quoted',
      { files: { '.spacelift/config.json': '{"profiles": {"a": hush' } },
      'HOME/.spacelift/config.json: is not as spacectl writes it: run "spacectl profile list" to see why',
    ],
  ])('%s', async (_, given, expected) => {
    expect(await find(given)).toEqual(expected);
  });
});

const spacectl = (script: string): Record<string, string> => ({ 'bin/spacectl': `#!/bin/sh\n${script}\n` });

describe.skipIf(process.platform === 'win32')("spacectl's own token", () => {
  it.each<[string, Case, unknown]>([
    [
      "in the person's own folder, wherever this process runs",
      { files: { ...spacectl(`[ -f ours ] && printf %s "${TOKEN}"`), ours: '' } },
      { credential: { kind: 'token', endpoint: ENDPOINT, token: TOKEN }, from: 'spacectl profile export-token' },
    ],
    [
      'where the file is of no use',
      {
        files: {
          ...spacectl(`[ "$1 $2" = "profile export-token" ] && printf %s "${TOKEN}"`),
          ...profiles('p0', { type: 4 }),
        },
      },
      { credential: { kind: 'token', endpoint: ENDPOINT, token: TOKEN }, from: 'spacectl profile export-token' },
    ],
    [
      'nothing that it says is told',
      { files: spacectl('echo hush; echo hush >&2; exit 1') },
      '"spacectl profile export-token" gave no token: run it to see why, then "spacectl profile login"',
    ],
    [
      'no token',
      { files: spacectl('echo hush') },
      '"spacectl profile export-token": is no token of Spacelift (a JWT, three parts with dots between)',
    ],
  ])('%s', async (_, given, expected) => {
    expect(await find(given)).toEqual(expected);
  });
});

const SNIPPET = '\ncredentials "spacelift.io" {\n  token = "registry-token-that-is-no-secret-of-the-api"\n}\n';
const NEW_FILE = `# An API key\n[credentials]\napi_key_id = 01K\napi_key_secret = hush\n# for Terraform:${SNIPPET}`;
const OLD_FILE = `Use this secret to sign in:\n\n0123456789abcdef0123456789abcdef\n\nFor the module registry:${SNIPPET}`;
const OLD_KEY = { ...API_KEY, secret: '0123456789abcdef0123456789abcdef' };

describe('the file of an API key', () => {
  const { SPACELIFT_API_KEY_ENDPOINT } = KEY;
  it.each<[string, Case, unknown]>([
    [
      'with an id; a byte order mark and line ends of Windows do no harm',
      {
        environment: { SPACELIFT_API_KEY_ENDPOINT },
        files: { 'k.config': `\uFEFF${NEW_FILE.replaceAll('\n', '\r\n')}` },
      },
      { credential: API_KEY, from: 'k.config' },
    ],
    [
      'its id counts',
      { environment: { ...KEY, SPACELIFT_API_KEY_ID: 'other' }, files: { 'k.config': NEW_FILE } },
      { credential: API_KEY, from: 'k.config' },
    ],
    [
      'older, without one',
      { environment: { SPACELIFT_API_KEY_ENDPOINT, SPACELIFT_API_KEY_ID: '01K' }, files: { 'k.config': OLD_FILE } },
      { credential: OLD_KEY, from: 'k.config' },
    ],
    [
      'older, and no id anywhere',
      { environment: { SPACELIFT_API_KEY_ENDPOINT }, files: { 'k.config': OLD_FILE } },
      'k.config: has no id, as older files: set SPACELIFT_API_KEY_ID, which Spacelift shows beside the key',
    ],
    [
      'the older name of the endpoint, and blanks around it',
      { environment: { SPACELIFT_API_ENDPOINT: ` ${ENDPOINT} ` }, files: { 'k.config': NEW_FILE } },
      { credential: API_KEY, from: 'k.config' },
    ],
    [
      'older, with blanks around what is set',
      {
        environment: { SPACELIFT_API_KEY_ENDPOINT: `${ENDPOINT}\n`, SPACELIFT_API_KEY_ID: ' 01K ' },
        files: { 'k.config': OLD_FILE },
      },
      { credential: OLD_KEY, from: 'k.config' },
    ],
    [
      'older, and an id of blanks',
      { environment: { SPACELIFT_API_KEY_ENDPOINT, SPACELIFT_API_KEY_ID: ' ' }, files: { 'k.config': OLD_FILE } },
      'k.config: has no id, as older files: set SPACELIFT_API_KEY_ID, which Spacelift shows beside the key',
    ],
    [
      'no endpoint',
      { files: { 'k.config': NEW_FILE } },
      'k.config: does not say of which account: set SPACELIFT_API_KEY_ENDPOINT, such as https://example.app.spacelift.io',
    ],
    [
      'a snippet alone holds no secret for the API',
      { files: { 'k.config': SNIPPET } },
      'k.config: is not the file that Spacelift offers for a new API key: it has no api_key_id and api_key_secret',
    ],
    [
      'an id without a secret',
      { files: { 'k.config': '[credentials]\napi_key_id = 01K\n' } },
      'k.config: is not the file that Spacelift offers for a new API key: it has an api_key_id and no api_key_secret',
    ],
    ['no file', {}, 'k.config: no such file'],
  ])('%s', async (_, given, expected) => {
    const found = await find({ ...given, choice: { keyFile: 'HOME/k.config' } });
    const short = (text: string): string => text.replace(/\S*k\.config/, 'k.config');
    if (typeof found === 'string') expect(short(found)).toBe(expected);
    else expect(found).toEqual({ ...(expected as object), from: expect.stringMatching(/\/k\.config$/) as string });
  });
});
