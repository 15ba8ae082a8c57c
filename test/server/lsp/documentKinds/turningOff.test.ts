/** Rules that are turned off in the settings file of a document, which most documents that are no files have none of. */
import type { CodeAction } from 'vscode-languageserver-protocol';
import { afterAll, expect, it } from 'vitest';
import { startEngine } from '../../../support/engine.ts';
import { FULL, TestClient } from '../../../support/lspClient.ts';
import { memoryFiles } from '../../../support/memoryFiles.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const workspaceEdit = { documentChanges: true, resourceOperations: ['create' as const] };
const capabilities = { ...FULL, workspace: { ...FULL.workspace, workspaceEdit } };
const NO_FOLDER = 'Turn SL024 off in .login-policy.yaml: not possible: the document has no folder for a settings file';

it.each<[uri: string, settingsFile: string | undefined]>([
  ['untitled:Untitled-1', undefined],
  ['vscode-vfs://github/owner/repo/login.rego', undefined],
  ['vscode-notebook-cell:/w/notes.ipynb#W0sZmlsZQ%3D%3D', undefined],
  ['inmemory://model/1', undefined],
  ['urn:x', undefined],
  ['file:///w/my%20policies/login.rego', 'file:///w/my%20policies/.login-policy.yaml'],
  ['file:///c%3A/w/login.rego', 'file:///c%3A/w/.login-policy.yaml'],
  ['file:///w/%D0%BF/login.rego?a=1#b', 'file:///w/%D0%BF/.login-policy.yaml'],
  ['file:///w/100%.rego', 'file:///w/.login-policy.yaml'],
])('%s', async (uri, settingsFile) => {
  const client = await TestClient.connect({
    engine: { ask: (request, token) => engine.ask(request, token), dispose: () => Promise.resolve() },
    files: memoryFiles(new Map()),
    capabilities,
  });
  await client.open(uri, 'package spacelift\n\nadmin if input.session.member\n');
  const at = { line: 2, character: 0 };
  const range = { start: at, end: at };
  const offered = await client.ask<CodeAction[]>('textDocument/codeAction', uri, {
    range,
    context: { diagnostics: [] },
  });
  const turnOff = offered.find(({ title }) => title.startsWith('Turn SL024 off'));
  const { edit } = await client.connection.sendRequest<CodeAction>('codeAction/resolve', turnOff);
  const changed = edit?.documentChanges?.flatMap((change) => ('edits' in change ? [change.textDocument.uri] : []));
  expect(changed).toEqual(settingsFile && [settingsFile]);
  expect(client.messages).toEqual(settingsFile === undefined ? [NO_FOLDER] : []);
  expect(client.logged).toEqual([]);
  await client.end();
});
