/** Rules of policies that nobody has opened. */
import { CancellationTokenSource, type WorkspaceSymbol } from 'vscode-languageserver-protocol';
import { expect, it, vi } from 'vitest';
import type { FindFiles } from '../../../server/src/lsp/host.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { TestClient, type ClientOptions } from '../../support/lspClient.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';

const engine = fakeEngine({
  check: () => ({ errors: [] }),
  capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
});
const A = 'file:///w/a/login.rego';
const B = 'file:///w/b/login.rego';

/** A disk, and what was read of it, in order. */
class Disk {
  readonly texts = new Map<string, string | Error>();
  readonly times = new Map<string, number>();
  readonly read: string[] = [];
  searches = 0;
  /** In seconds. */
  now = 0;

  write(uri: string, text: string | Error): void {
    this.texts.set(uri, text);
    this.times.set(uri, (this.times.get(uri) ?? 0) + 1);
  }

  async connect(options: Partial<ClientOptions> = {}): Promise<TestClient> {
    const files = memoryFiles(this.texts);
    const readText = (uri: string): Promise<string | undefined> => {
      this.read.push(uri);
      return files.readText(uri);
    };
    return TestClient.connect({
      engine,
      folders: ['file:///w'],
      files: { ...files, readText },
      findFiles: this.#find,
      clock: { now: () => BigInt(this.now) * 1_000_000_000n },
      ...options,
    });
  }

  readonly #find: FindFiles = async function* (this: Disk, folder: string) {
    this.searches++;
    await Promise.resolve();
    for (const [uri, text] of this.texts) {
      const bytes = String(text).length;
      if (uri.startsWith(`${folder}/`)) yield { uri, modifiedMs: this.times.get(uri) ?? 0, bytes };
    }
  }.bind(this);
}

function policy(name: string): string {
  return `package spacelift\n\nallow if ${name}\n\n${name} if input.session.member\n`;
}

async function find(client: TestClient, query = ''): Promise<string[]> {
  const symbols = await client.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query });
  return symbols.map(({ name, location: { uri } }) => `${name} ${uri}`);
}

it('are found in all folders, once, and only of login policies', async () => {
  const disk = new Disk();
  disk.write(A, policy('one'));
  disk.write(B, policy('two'));
  disk.write('file:///w/plan.rego', 'package spacelift\n\ndeny contains "no" if input.terraform\n');
  disk.write('file:///w/gone.rego', new Error('no permission'));
  disk.write('file:///w/huge_login.rego', policy('huge') + '#'.repeat(1_000_000));
  const client = await disk.connect({ folders: ['file:///w', 'file:///w/b'] });
  expect(await find(client)).toEqual([`allow ${B}`, `two ${B}`, `allow ${A}`, `one ${A}`]);
  expect(await find(client, 'tw')).toEqual([`two ${B}`]);
  const [symbol] = await client.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'one' });
  expect(symbol).toMatchObject({
    containerName: 'login.rego',
    location: { range: { start: { line: 4, character: 0 }, end: { line: 4, character: 3 } } },
  });
  expect(client.logged).toEqual([]);
  await client.end();
});

it('are told as they stand where the policy is open, however the editor writes its name', async () => {
  const disk = new Disk();
  disk.write('file:///C:/w/a b.rego', policy('one'));
  const client = await disk.connect({ folders: ['file:///C:/w'] });
  const uri = 'file:///c%3A/w/a%20b.rego';
  await client.open(uri, policy('edited'));
  expect(await find(client)).toEqual([`allow ${uri}`, `edited ${uri}`]);
  await client.change(uri, { text: 'package other\n' });
  expect(await find(client)).toEqual([]);
  await client.end();
});

it('are searched for again after a while; what is as it was is not read again', async () => {
  const disk = new Disk();
  disk.write(A, policy('one'));
  disk.write(B, policy('two'));
  const client = await disk.connect();
  await Promise.all([find(client), find(client, 'o')]);
  disk.write(B, policy('three'));
  expect(await find(client, 't')).toEqual([`two ${B}`]);
  expect(disk.searches).toBe(1);
  disk.now = 5;
  disk.read.length = 0;
  expect(await find(client)).toEqual([`allow ${A}`, `one ${A}`, `allow ${B}`, `three ${B}`]);
  expect(disk.read).toEqual([B]);
  await client.end();
});

it('are searched for no longer than somebody waits; a cancelled request ends at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    const disk = new Disk();
    disk.write(A, policy('one'));
    const endless: FindFiles = async function* (_, __, token) {
      yield { uri: A, modifiedMs: 0, bytes: 100 };
      await new Promise<void>((resolve) => token.onCancellationRequested(resolve));
    };
    const client = await disk.connect({ findFiles: endless });
    const source = new CancellationTokenSource();
    const cancelled = client.connection.sendRequest('workspace/symbol', { query: '' }, source.token);
    const found = find(client);
    source.cancel();
    await expect(cancelled).rejects.toMatchObject({ code: -32800 });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await found).toEqual([`allow ${A}`, `one ${A}`]);
    await client.end();
  } finally {
    vi.useRealTimers();
  }
});

it('follow the folders and what the settings say of files', async () => {
  const disk = new Disk();
  disk.write(A, policy('one'));
  disk.write(B, policy('two'));
  const client = await disk.connect({ settings: { files: { 'b/*': 'off' } } });
  await client.until(() => (client.refreshCount > 0 ? true : undefined));
  expect(await find(client)).toEqual([`allow ${A}`, `one ${A}`]);
  client.settings = {};
  client.folders = ['file:///w/b'];
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [], removed: [] },
  });
  await client.until(() => (client.refreshCount > 1 ? true : undefined));
  expect(await find(client)).toEqual([`allow ${B}`, `two ${B}`]);
  await client.end();
});
