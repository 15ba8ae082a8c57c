import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { findFiles } from '../../../server/src/node/findFiles.ts';
import { TestToken } from '../../support/cancellation.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'find-'));
const folder = pathToFileURL(root).href;
afterAll(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

function write(name: string, text = ''): void {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

async function find(at: string, token = new TestToken()): Promise<string[]> {
  const found: string[] = [];
  for await (const { uri } of findFiles(at, '.rego', token)) found.push(uri);
  return found;
}

const NEAR_FIRST = ['/a.rego', '/z.rego', '/.spacelift/b%20%23.rego', '/m/c%C3%A9.rego', '/m/deep/d.rego'];

it('those near to the folder come first; what others have written, links and other files are left out', async () => {
  for (const name of ['z.rego', 'a.rego', 'm/deep/d.rego', 'm/cé.rego', '.spacelift/b #.rego', 'm/other.tf'])
    write(name);
  for (const name of ['node_modules/x/e.rego', '.git/e.rego', 'm/.terraform/modules/e.rego']) write(name);
  fs.mkdirSync(path.join(root, 'folder.rego'));
  fs.symlinkSync(root, path.join(root, 'round'));
  const expected = NEAR_FIRST.map((end) => folder + end);
  expect(await find(folder)).toEqual(expected);
  expect(await find(`${folder}/`)).toEqual(expected);
});

it('it is told when each was written, and how large it is', async () => {
  write('only/login.rego', 'é');
  fs.utimesSync(path.join(root, 'only/login.rego'), 5, 5);
  for await (const found of findFiles(`${folder}/only`, '.rego', new TestToken())) {
    expect(found).toEqual({ uri: `${folder}/only/login.rego`, modifiedMs: 5000, bytes: 2 });
  }
});

it('it ends when it is cancelled', async () => {
  const token = new TestToken();
  const found: string[] = [];
  for await (const { uri } of findFiles(folder, '.rego', token)) {
    found.push(uri);
    token.cancel();
  }
  expect(found).toHaveLength(1);
});

it.each(['untitled:a', 'vscode-vfs://github/o/r', 'file:///w/100%', 'file:///nowhere/at/all'])(
  'there is nothing in %s',
  async (uri) => {
    expect(await find(uri)).toEqual([]);
  },
);
