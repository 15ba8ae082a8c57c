import { describe, expect, it } from 'vitest';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { BuiltinInfo } from '../../../server/src/protocol/engine.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { TestClient, type ClientOptions } from '../../support/lspClient.ts';

const engine = fakeEngine({
  check: () => ({ errors: [] }),
  parses: () => ({ v0: false, v1: true }),
  capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
});
const URI = 'untitled:login';
const TEXT = 'package spacelift\n\nroles["root"] contains "" if input.session.admin\n\n\n';
const IN_ROLE = { line: 2, character: 24 };
const AT_END = { line: 4, character: 0 };

async function open(options: Partial<ClientOptions> = {}): Promise<TestClient> {
  const client = await TestClient.connect({ engine, initializationOptions: { account: 'demo' }, ...options });
  await client.open(URI, TEXT);
  return client;
}

async function ask(
  client: TestClient,
  position: object,
  triggerCharacter?: string,
): Promise<readonly CompletionItem[]> {
  const context = triggerCharacter === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter };
  const list = await client.ask<CompletionList | null>('textDocument/completion', URI, { position, context });
  return list?.items ?? [];
}

describe('completion over a connection', () => {
  it('lists names, and tells more of one that is looked at', async () => {
    const client = await open();
    expect(client.initialized.capabilities.completionProvider).toEqual({
      triggerCharacters: ['"', '.', '[', ':'],
      resolveProvider: true,
    });
    const [role] = await ask(client, IN_ROLE, '"');
    expect(role).toMatchObject({
      label: 'deployer',
      labelDetails: { description: 'Deployer' },
      textEdit: { range: { start: IN_ROLE, end: IN_ROLE }, newText: 'deployer' },
    });
    expect(role?.documentation).toBeUndefined();
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', role);
    expect(resolved.documentation).toMatchObject({ kind: 'markdown' });
    expect(client.logged).toEqual([]);
    await client.end();
  });

  it('sends what the client can read', async () => {
    const client = await open({ capabilities: {} });
    const [role] = await ask(client, IN_ROLE);
    expect(role).toMatchObject({ label: 'deployer', detail: 'Deployer · custom role' });
    const [allow] = await ask(client, AT_END);
    expect(allow).toMatchObject({ label: 'allow', textEdit: { newText: 'allow if {\n\t\n}' } });
    expect(allow?.insertTextFormat).toBeUndefined();
    await client.end();
  });

  it('follows each edit, and lists nothing in other documents', async () => {
    const client = await open();
    await client.change(URI, { range: { start: AT_END, end: AT_END }, text: 'allow if input.' });
    const fields = await ask(client, { line: 4, character: 15 }, '.');
    expect(fields.map(({ label }) => label)).toContain('session');
    await client.open('untitled:plan', 'package spacelift\n\ndeny contains "x" if input.terraform.$0\n');
    const position = { line: 2, character: 38 };
    expect(await client.ask('textDocument/completion', 'untitled:plan', { position })).toBeNull();
    await client.end();
  });

  it('begins a policy', async () => {
    const client = await open();
    await client.open('untitled:new', '');
    const position = { line: 0, character: 0 };
    const list = await client.ask<CompletionList>('textDocument/completion', 'untitled:new', { position });
    expect(list.items[0]).toMatchObject({ label: 'package spacelift' });
    await client.change('untitled:new', { text: 'package spacelift\n\nro' });
    const begun = await client.ask<CompletionList>('textDocument/completion', 'untitled:new', {
      position: { line: 2, character: 2 },
    });
    const role = begun.items.find(({ label }) => label === 'roles');
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', role);
    expect(resolved.documentation).toMatchObject({ kind: 'markdown' });
    await client.end();
  });

  it('returns an item that it knows nothing of as it is', async () => {
    const client = await open();
    const item = { label: 'x' };
    expect(await client.connection.sendRequest('completionItem/resolve', item)).toEqual(item);
    await client.end();
  });

  it('offers built-ins before anything is checked; until they are known there may be more', async () => {
    const names = [{ name: 'net.cidr_contains', args: [], result: { type: 'boolean' } }] as unknown as BuiltinInfo[];
    const answer = fakeEngine({ capabilities: () => ({ opaVersion: '1.0.0', builtins: names }) });
    let tell = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (tell = resolve));
    const slow: Engine = {
      ask: async (request) => {
        await isAsked;
        return answer.ask(request);
      },
      dispose: () => Promise.resolve(),
    };
    const client = await TestClient.connect({ engine: slow });
    await client.open(URI, 'package spacelift\n\nallow if net.\n');
    const position = { line: 2, character: 13 };
    const list = () => client.ask<CompletionList>('textDocument/completion', URI, { position });
    expect(await list()).toEqual({ isIncomplete: true, items: [] });
    tell();
    let { isIncomplete, items } = await list();
    while (isIncomplete) ({ isIncomplete, items } = await list());
    expect(items.map(({ label }) => label)).toEqual(['net.cidr_contains']);
    await client.end();
  });
});
