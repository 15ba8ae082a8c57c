import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { nodeFiles } from '../../../server/src/node/files.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'files-'));
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

it('a file is read without its byte order mark, whatever its name', async () => {
  const file = path.join(folder, 'ä b%#?.rego');
  fs.writeFileSync(file, '\uFEFFpackage spacelift\n');
  const uri = pathToFileURL(file).href;
  expect(await nodeFiles.exists(uri)).toBe(true);
  expect(await nodeFiles.readText(uri)).toBe('package spacelift\n');
});

it.each([
  'untitled:a',
  'vscode-vfs://github/o/r/login.rego',
  'file://server/share/login.rego',
  'file:///w/100%/login.rego',
  'file:///w/a%2Fb/login.rego',
  'file:///w/%00/login.rego',
  'file:',
  pathToFileURL(folder).href,
])('there is nothing to read at %s', async (uri) => {
  expect(await nodeFiles.readText(uri)).toBeUndefined();
});

it.each(['file://server/share', 'file:///w/100%', 'vscode-vfs://github/o/r', undefined])(
  'a path is taken from where the server runs, below %s',
  (uri) => {
    expect(nodeFiles.resolve('account.json', uri)).toBe(pathToFileURL('account.json').href);
  },
);

it('a path is taken from its folder, and a URI as it is', () => {
  expect(nodeFiles.resolve('a/b.json', 'file:///w')).toBe('file:///w/a/b.json');
  expect(nodeFiles.resolve('file:///x.json', 'file:///w')).toBe('file:///x.json');
});
