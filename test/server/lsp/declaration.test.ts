/** How a document can be made to say what it is. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DECLARE, type DeclareParams, type DeclareResult } from '../../../server/src/protocol/lsp.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { TestClient } from '../../support/lspClient.ts';

const FOLDER = 'file:///declared';
let client: TestClient;
beforeAll(async () => {
  const settings = { files: { 'policies/*.rego': 'off' } } as const;
  client = await TestClient.connect({ engine: fakeEngine({}), settings, folders: [FOLDER] });
  await client.until(() => (client.refreshCount > 0 ? true : undefined));
});
afterAll(() => client.end());

const declare = (uri: string, kind: DeclareParams['kind']): Promise<DeclareResult> =>
  client.connection.sendRequest<DeclareResult>(DECLARE, { uri, kind });

it('a document without a comment', async () => {
  await client.open(`${FOLDER}/a.rego`, 'package terraform\n');
  const start = { line: 0, character: 0 };
  expect(await declare(`${FOLDER}/a.rego`, 'v1')).toEqual({
    version: 1,
    edit: { range: { start, end: start }, newText: '# spacelift: type=login engine=v1\n' },
    hasComment: false,
  });
});

it('one with a comment, of which the settings say something as well', async () => {
  await client.open(`${FOLDER}/policies/b.rego`, '# spacelift: type=login engine=v0\npackage spacelift\n');
  expect(await declare(`${FOLDER}/policies/b.rego`, 'off')).toEqual({
    version: 1,
    edit: {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 33 } },
      newText: '# spacelift: type=other engine=v0',
    },
    hasComment: true,
    setting: 'off',
  });
});

it('one that is not open', async () => {
  expect(await declare(`${FOLDER}/c.rego`, 'v1')).toBeNull();
});
