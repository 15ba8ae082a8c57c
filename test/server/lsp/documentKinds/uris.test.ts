/** Whatever a document is called and wherever it is: what is told of it is the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../../support/engine.ts';
import type { TestClient } from '../../../support/lspClient.ts';
import type { Kind } from './kinds.ts';
import { OpenDocument } from './openDocument.ts';
import { CLEAN, MISTAKEN } from './policies.ts';
import { ABOUT_CLEAN, ABOUT_MISTAKES } from './requests.ts';
import { connectToDemo } from './session.ts';

const engine = startEngine();
let client: TestClient;
beforeAll(async () => {
  client = await connectToDemo(engine);
});
afterAll(async () => {
  expect(client.logged).toEqual([]);
  expect(client.messages).toEqual([]);
  await client.end();
});

const URIS: readonly string[] = [
  'untitled:Untitled-1',
  'untitled:c%3A/new%20login.rego',
  'vscode-vfs://github/owner/repo/policies/login.rego',
  'vscode-notebook-cell:/w/notes.ipynb#W0sZmlsZQ%3D%3D',
  'memfs:/w/login.rego?%7B%22ref%22%3A%22HEAD%22%7D',
  'vscode-remote://ssh-remote%2Bhost/w/login.rego',
  'inmemory://model/1',
  'file:///w/my%20policies/login%20%231.rego',
  'file:///c%3A/w/login.rego',
  'file:///C:/w/login.rego',
  'file://server/share/login.rego',
  'file:///w/%D0%BF%D0%BE%D0%BB%D0%B8%D1%82%D0%B8%D0%BA%D0%B0/%F0%9F%A6%8A.rego',
  'file:///w/политика/🦊.rego',
  'file:///w/100%.rego',
  'file:///w/%E0%A4%A.rego',
  'file:///w/100%/login.rego',
  'file:///w/a%2Fb/%00/login.rego',
  'file:///w/login.rego?a=1#b',
  'file:///w/a+b@c&d=e;f,g!.rego',
  'file:///w/[login] {v1} *.rego',
  'file:///w/_test_/constructor',
  'untitled:__proto__',
  'urn:x',
];

const PLAIN: Kind = { name: 'plain' };
const TABLES = [
  ['right', CLEAN.v1, ABOUT_CLEAN],
  ['mistaken', MISTAKEN.v1, ABOUT_MISTAKES],
] as const;

describe.each(TABLES)('a policy that is %s', (_, text, requests) => {
  const answers = new Map<string, unknown>();
  beforeAll(async () => {
    const document = await OpenDocument.open(client, 'file:///w/plain.rego', text, PLAIN, 'v1');
    await client.diagnostics(document.uri);
    for (const [request, ask] of Object.entries(requests)) answers.set(request, document.plain(await ask(document)));
    await client.close(document.uri);
  });

  it.each(URIS)('%s', async (uri) => {
    const document = await OpenDocument.open(client, uri, text, PLAIN, 'v1');
    for (const [request, ask] of Object.entries(requests)) {
      expect(document.plain(await ask(document)), request).toEqual(answers.get(request));
    }
    expect(client.told.get(uri)).toMatchObject({ kind: 'loginPolicy', engine: 'v1' });
    await client.close(uri);
  });
});
