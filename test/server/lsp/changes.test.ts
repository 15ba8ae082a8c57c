/** What changes beside the documents: settings, settings files, folders, the account. */
import { describe, expect, it } from 'vitest';
import type { ClientSettings } from '../../../server/src/protocol/lsp.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { FULL, PUSHED, TestClient, type ClientOptions } from '../../support/lspClient.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';
import demo from '../../../demo/account.json' with { type: 'json' };

function connect(options: Partial<ClientOptions> = {}): Promise<TestClient> {
  const engine = fakeEngine({
    parses: () => ({ v0: false, v1: true }),
    check: () => ({ errors: [] }),
    capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
  });
  return TestClient.connect({ engine, ...options });
}

const A = 'file:///a/login.rego';
const B = 'file:///b/login.rego';
/** SL024, a warning. */
const BROAD = 'package spacelift\n\nadmin if input.session.member\n';
/** SL002 with the demo account. */
const ROLE =
  'package spacelift\n\nallow if input.session.member\n\nroles["root"] contains "deplyer" if input.session.member\n';

/** The rules and levels of a document. */
async function rules(client: TestClient, uri: string): Promise<string[]> {
  return (await client.diagnostics(uri)).map(({ code = '', severity = 0 }) => `${code} ${severity}`);
}

/** Until the client has been told once more that its diagnostics are old. */
async function refreshed(client: TestClient, change: () => Promise<void>): Promise<void> {
  const { refreshCount } = client;
  await change();
  await client.until(() => (client.refreshCount > refreshCount ? true : undefined));
}

function tellSettings(client: TestClient): Promise<void> {
  return client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
}

function tellFile(client: TestClient, uri: string): Promise<void> {
  return client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
}

describe('settings', () => {
  it('of the editor, at run time', async () => {
    const client = await connect();
    await client.open(A, BROAD);
    expect(await rules(client, A)).toEqual(['SL024 2']);
    client.settings = { rules: { SL024: 'error' } };
    await refreshed(client, () => tellSettings(client));
    expect(await rules(client, A)).toEqual(['SL024 1']);
    client.settings = { files: { '**/a/*': 'off' } };
    await refreshed(client, () => tellSettings(client));
    expect(await rules(client, A)).toEqual([]);
    await client.until(() => (client.told.get(A)?.kind === 'other' ? true : undefined));
    await client.end();
  });

  it('that make no sense are left aside one by one, and told in the log', async () => {
    const settings = { rules: { SL024: 'error', SL999: 'off', SL025: 'loud' } } as unknown as ClientSettings;
    const client = await connect({ settings });
    await client.open(A, BROAD);
    await client.until(() => (client.refreshCount > 0 ? true : undefined));
    expect(await rules(client, A)).toEqual(['SL024 1']);
    expect(client.logged.join('\n')).toMatch(/loginPolicy\.rules\.SL999 is left aside[^]*rules\.SL025 is left aside/);
    await client.end();
  });

  it('that are the same change nothing', async () => {
    const client = await connect({ settings: { rules: { SL024: 'hint' } }, folders: ['file:///a'] });
    await client.open(A, BROAD);
    await client.until(() => (client.refreshCount === 1 ? true : undefined));
    await tellSettings(client);
    expect(await rules(client, A)).toEqual(['SL024 4']);
    expect(client.refreshCount).toBe(1);
    await client.end();
  });

  it('that are sent by a client that can not be asked', async () => {
    const capabilities = { ...PUSHED, workspace: {} };
    const client = await connect({ capabilities, initializationOptions: { rules: { SL024: 'hint' } } });
    await client.open(A, BROAD);
    await client.until(() => client.pushes.get(A)?.find(({ severity }) => severity === 4));
    const settings = { loginPolicy: { rules: { SL024: 'error' } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    await client.until(() => client.pushes.get(A)?.find(({ severity }) => severity === 1));
    await client.end();
  });

  it('of workspace folders, the innermost first', async () => {
    const client = await connect({
      folders: ['file:///a', 'file:///b', 'file:///a/in'],
      folderSettings: { 'file:///b': { rules: { SL024: 'error' } }, 'file:///a/in': { rules: { SL024: 'off' } } },
    });
    await client.until(() => (client.refreshCount > 0 ? true : undefined));
    for (const uri of [A, B, 'file:///a/in/login.rego']) await client.open(uri, BROAD);
    expect(await rules(client, A)).toEqual(['SL024 2']);
    expect(await rules(client, B)).toEqual(['SL024 1']);
    expect(await rules(client, 'file:///a/in/login.rego')).toEqual([]);
    client.folders = ['file:///a'];
    await refreshed(client, () =>
      client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [] } }),
    );
    expect(await rules(client, B)).toEqual(['SL024 2']);
    await client.end();
  });
});

describe('settings files', () => {
  const FILE = 'file:///a/.login-policy.yaml';

  it('each above its own documents; changed on disk', async () => {
    const files = new Map<string, string | Error>([[FILE, 'rules: {SL024: error}']]);
    const client = await connect({ files: memoryFiles(files), folders: ['file:///a', 'file:///b'] });
    for (const uri of [A, B]) await client.open(uri, BROAD);
    expect(await rules(client, A)).toEqual(['SL024 1']);
    expect(await rules(client, B)).toEqual(['SL024 2']);
    files.set(FILE, 'rules: {SL024: hint}');
    await refreshed(client, () => tellFile(client, FILE));
    expect(await rules(client, A)).toEqual(['SL024 4']);
    files.set('file:///b/.login-policy.yaml', 'rules: {SL024: off}');
    await refreshed(client, () => tellFile(client, 'file:///b/.login-policy.yaml'));
    expect(await rules(client, B)).toEqual([]);
    await client.end();
  });

  it('that are saved, for a client that watches nothing', async () => {
    const files = new Map<string, string | Error>([[FILE, '']]);
    const client = await connect({ files: memoryFiles(files) });
    await client.open(A, BROAD);
    await client.open(FILE, '', 'yaml');
    files.set(FILE, 'rules: {SL024: off}');
    await refreshed(client, () =>
      client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: FILE } }),
    );
    expect(await rules(client, A)).toEqual([]);
    await client.end();
  });

  it('hold for documents that are not saved yet', async () => {
    const files = memoryFiles(new Map([[FILE, 'rules: {SL024: off}']]));
    const client = await connect({ files, folders: ['file:///a'] });
    await client.open('untitled:Untitled-1', BROAD);
    expect(await rules(client, 'untitled:Untitled-1')).toEqual([]);
    await client.end();
  });

  it('hold for them also where the client knows of one folder only', async () => {
    const files = memoryFiles(new Map([[FILE, 'rules: {SL024: off}']]));
    const client = await connect({ files, rootUri: 'file:///a', capabilities: { ...FULL, workspace: {} } });
    await client.open('untitled:Untitled-1', BROAD);
    expect(await rules(client, 'untitled:Untitled-1')).toEqual([]);
    await client.end();
  });

  it.each<[string, string | Error, RegExp]>([
    ['with a mistake', 'slack: true\nrules: {SL024: loud}', /left aside: file:\/\/\/a\/\.login-policy\.yaml: line 2: /],
    ['that can not be read', new Error('no permission'), /left aside: .*: it can't be read: no permission/],
  ])('%s: told where it would have held, which is checked without', async (_, content, message) => {
    const client = await connect({ files: memoryFiles(new Map([[FILE, content]])) });
    await client.open(A, BROAD);
    expect(await client.diagnostics(A)).toMatchObject([
      { severity: 2, message: expect.stringMatching(message) as string },
      { code: 'SL024', severity: 2 },
    ]);
    await client.end();
  });

  it.each([
    ['pulled', FULL],
    ['pushed', PUSHED],
  ])('have their mistakes told in themselves, as they are typed: %s', async (_, capabilities) => {
    const client = await connect({ capabilities });
    await client.open(FILE, 'rules:\n  SL024: lowd\nslak: true\n', 'yaml');
    const diagnostics = () =>
      capabilities === FULL ? client.diagnostics(FILE) : client.until(() => client.pushes.get(FILE));
    expect(await diagnostics()).toMatchObject([
      { severity: 1, range: { start: { line: 1, character: 9 }, end: { line: 1, character: 13 } } },
      { severity: 1, message: 'there is no setting `slak`: is `slack` meant?' },
    ]);
    client.pushes.clear();
    await client.change(FILE, { text: 'rules:\n  SL024: off\n' });
    expect(await diagnostics()).toEqual([]);
    await client.end();
  });
});

describe('the account', () => {
  const FILE = 'file:///a/account.json';

  it('changed on disk; anything else that changes is nothing', async () => {
    const files = new Map<string, string | Error>([[FILE, JSON.stringify(demo)]]);
    const settings = { account: 'account.json' };
    const client = await connect({ files: memoryFiles(files), folders: ['file:///a'], settings });
    await client.open(A, ROLE);
    await client.until(() => (client.refreshCount === 1 ? true : undefined));
    expect(await rules(client, A)).toContain('SL002 2');
    const watchers = await client.until(() =>
      client.registrations.find(({ method }) => method.includes('WatchedFiles')),
    );
    expect(watchers.registerOptions).toEqual({
      watchers: [
        { globPattern: '**/.login-policy.yaml' },
        { globPattern: '**/*.scenarios.yaml' },
        { globPattern: { baseUri: 'file:///a', pattern: 'account.json' } },
      ],
    });
    files.set(FILE, JSON.stringify(demo).replaceAll('"deployer"', '"deplyer"'));
    await tellFile(client, 'file:///a/package.json');
    await refreshed(client, () => tellFile(client, FILE));
    expect(await rules(client, A)).not.toContain('SL002 2');
    expect(client.refreshCount).toBe(2);
    await client.end();
  });

  it('named relative to the first folder follows that, and is watched there', async () => {
    const other = JSON.stringify(demo).replaceAll('"deployer"', '"deplyer"');
    const files = new Map<string, string | Error>([
      [FILE, JSON.stringify(demo)],
      ['file:///b/account.json', other],
    ]);
    const client = await connect({
      files: memoryFiles(files),
      folders: ['file:///a'],
      settings: { account: 'account.json' },
    });
    await client.open(A, ROLE);
    await client.until(() => (client.refreshCount === 1 ? true : undefined));
    client.folders = ['file:///b'];
    await refreshed(client, () =>
      client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [] } }),
    );
    expect(await rules(client, A)).not.toContain('SL002 2');
    expect(JSON.stringify(client.registrations.at(-1)?.registerOptions)).toContain('"baseUri":"file:///b"');
    files.set('file:///b/account.json', JSON.stringify(demo));
    await refreshed(client, () => tellFile(client, 'file:///b/account.json'));
    expect(await rules(client, A)).toContain('SL002 2');
    await client.end();
  });

  it.each<[string, string | Error | undefined, string]>([
    ['is missing', undefined, "The account can't be read: account.json: no such file"],
    [
      'is forbidden',
      Object.assign(new Error('EACCES: permission denied'), { syscall: 'open' }),
      "The account can't be read: account.json: EACCES: permission denied",
    ],
  ])('that %s: told once, everything else works', async (_, content, message) => {
    const files = memoryFiles(new Map(content === undefined ? [] : [[FILE, content]]));
    const initializationOptions = { account: 'account.json' };
    const client = await connect({ files, folders: ['file:///a'], initializationOptions });
    await client.open(A, BROAD);
    expect(await rules(client, A)).toEqual(['SL024 2']);
    await client.until(() => client.messages[0]);
    client.settings = { rules: { SL024: 'hint' } };
    await refreshed(client, () => tellSettings(client));
    expect(client.messages).toEqual([message]);
    await client.end();
  });
});
