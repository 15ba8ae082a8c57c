import type { CodeAction, Range } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../support/engine.ts';
import { FULL, PUSHED, TestClient, type ClientOptions } from '../../support/lspClient.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const URI = 'untitled:login';
const POLICY = 'file:///w/in/login.rego';
const SETTINGS = 'file:///w/.login-policy.yaml';
const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const MISTAKES = `package spacelift

default allow := false

allow if input.session.member

allow if time.now_ns() > 1
`;

function connect(options: Partial<ClientOptions> = {}): Promise<TestClient> {
  // The engine ends with the tests, not with a connection.
  return TestClient.connect({
    engine: { ask: (request, token) => engine.ask(request, token), dispose: () => Promise.resolve() },
    ...options,
  });
}

function actions(client: TestClient, range: Range = START, context: object = {}): Promise<CodeAction[]> {
  return client.ask('textDocument/codeAction', URI, { range, context: { diagnostics: [], ...context } });
}

/** The text after a whole action, which has to be of the newest version. */
function after(text: string, client: TestClient, { edit }: CodeAction): string {
  const [change] = edit?.documentChanges ?? [];
  if (!change || !('textDocument' in change)) throw new Error('no versioned change');
  expect(change.textDocument).toEqual({ uri: URI, version: client.version(URI) });
  const edits = change.edits.map((one) => {
    if (!('newText' in one)) throw new Error('a snippet');
    return one;
  });
  return TextDocument.applyEdits(TextDocument.create(URI, 'rego', 1, text), edits);
}

describe('code actions', () => {
  it('mend the finding at the caret, in the version that the client sees', async () => {
    const client = await connect();
    expect(client.initialized.capabilities.codeActionProvider).toMatchObject({ resolveProvider: true });
    await client.open(URI, MISTAKES);
    const at = { line: 2, character: 3 };
    const [first] = await actions(client, { start: at, end: at });
    expect(first).toMatchObject({
      title: 'Remove the default',
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [{ code: 'SL011', source: 'login-policy', range: { start: { line: 2, character: 0 } } }],
    });
    expect(after(MISTAKES, client, first ?? { title: '' })).toBe(MISTAKES.replace('default allow := false\n', ''));
    await client.end();
  });

  it('fix everything that is safe, worked out when it is chosen', async () => {
    const client = await connect();
    await client.open(URI, MISTAKES);
    const [offered, ...others] = await actions(client, START, { only: ['source.fixAll'] });
    expect(others).toEqual([]);
    expect(offered).toMatchObject({ kind: 'source.fixAll.loginPolicy', data: { uri: URI, version: 1 } });
    expect(offered?.edit).toBeUndefined();
    const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', offered);
    expect(after(MISTAKES, client, resolved)).toBe(
      MISTAKES.replace('default allow := false\n', '').replace('time.now_ns()', 'input.request.timestamp_ns'),
    );
    await client.end();
  });

  it('of another version are not worked out', async () => {
    const client = await connect();
    await client.open(URI, MISTAKES);
    const [offered] = await actions(client, START, { only: ['source.fixAll'] });
    await client.change(URI, { text: `${MISTAKES}\n` });
    await expect(client.connection.sendRequest('codeAction/resolve', offered)).rejects.toMatchObject({ code: -32801 });
    await client.end();
  });

  it('upgrade to Rego v1', async () => {
    const client = await connect();
    const text = '# spacelift: engine=v0\npackage spacelift\n\nallow { input.session.member }\n';
    await client.open(URI, text);
    const [offered] = await actions(client, START, { only: ['refactor'] });
    const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', offered);
    expect(after(text, client, resolved)).toBe(
      '# spacelift: engine=v1\npackage spacelift\n\nallow if input.session.member\n',
    );
    await client.end();
  });

  it('say why an upgrade is not possible', async () => {
    const client = await connect();
    await client.open(URI, '# spacelift: engine=v0\npackage spacelift\n\nallow {\n');
    expect((await actions(client, START, { only: ['refactor'] }))[0]?.disabled?.reason).toMatch(
      /^The policy has to be/,
    );
    await client.change(URI, { text: '# spacelift: engine=v0\npackage spacelift\n\nallow { any([true]) }\n' });
    const [offered] = await actions(client, START, { only: ['refactor'] });
    expect(offered?.disabled?.reason).toMatch(/^line 4: Rego v1 has no `any` any more/);
    expect(offered?.data).toBeUndefined();
    await client.end();
  });

  it('are whole at once for a client that resolves nothing', async () => {
    const literals = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } };
    const client = await connect({ capabilities: { textDocument: { ...FULL.textDocument, codeAction: literals } } });
    await client.open(URI, MISTAKES);
    const [action] = await actions(client, START, { only: ['source'] });
    expect(action?.edit?.changes?.[URI]?.length).toBe(2);
    expect(await actions(client, START, { only: ['refactor'] })).toEqual([]);
    await client.end();
  });

  it('ask for the reason where the client has snippets in edits', async () => {
    const workspace = { ...FULL.workspace, workspaceEdit: { documentChanges: true, snippetEditSupport: true } };
    const client = await connect({ capabilities: { ...FULL, workspace } });
    await client.open(URI, 'package spacelift\n\nadmin if input.session.member\n');
    const at = { line: 2, character: 0 };
    const ignoring = (await actions(client, { start: at, end: at })).find(({ title }) => title.startsWith('Ignore'));
    expect(ignoring?.edit?.documentChanges).toMatchObject([
      { edits: [{ snippet: { kind: 'snippet', value: '# spacelift: ignore SL024 ${1:reason}\n' } }] },
    ]);
    await client.end();
  });

  it.each<[string, string | undefined, string | undefined, object]>([
    ['which is made', undefined, undefined, { kind: 'create', uri: SETTINGS }],
    ['as it is on disk', '# Ours.\nslack: true\n', undefined, { edits: [{ newText: 'rules:\n  SL024: off\n' }] }],
    ['as it is in the editor', 'slack: true\n', 'rules:\n  SL008: off\n', { edits: [{ newText: '  SL024: off\n' }] }],
  ])('turn a rule off in the settings file, %s', async (_, onDisk, inEditor, change) => {
    const files = memoryFiles(new Map(onDisk === undefined ? [] : [[SETTINGS, onDisk]]));
    const workspaceEdit = { documentChanges: true, resourceOperations: ['create' as const] };
    const capabilities = { ...FULL, workspace: { ...FULL.workspace, workspaceEdit } };
    const client = await connect({ files, folders: ['file:///w'], capabilities });
    await client.open(POLICY, 'package spacelift\n\nadmin if input.session.member\n');
    if (inEditor !== undefined) await client.open(SETTINGS, inEditor, 'yaml');
    const at = { line: 2, character: 0 };
    const params = { range: { start: at, end: at }, context: { diagnostics: [] } };
    const offered = await client.ask<CodeAction[]>('textDocument/codeAction', POLICY, params);
    const turnOff = offered.find(({ title }) => title === 'Turn SL024 off in .login-policy.yaml');
    const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', turnOff);
    expect(resolved.edit?.documentChanges?.[0]).toMatchObject(change);
    expect(resolved.edit?.documentChanges?.at(-1)).toMatchObject({
      textDocument: { uri: SETTINGS, version: inEditor === undefined ? null : 1 },
    });
    await client.end();
  });

  it.each([
    ['a client that takes commands only', PUSHED, 'package spacelift\n'],
    ['what is no login policy', FULL, 'package terraform\n\ndeny contains 1 if input.terraform\n'],
  ])('are none for %s', async (_, capabilities, text) => {
    const client = await connect({ capabilities });
    await client.open(URI, text);
    expect(await actions(client)).toEqual([]);
    await client.end();
  });
});
