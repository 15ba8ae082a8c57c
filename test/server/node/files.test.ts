import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { MOST_TEXT_BYTES } from '../../../server/src/core/fileLimits.ts';
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

const at = (name: string): string => path.join(folder, name);

it.skipIf(process.platform === 'win32')(
  'neither a device nor a pipe is read, nor waited for, by whatever name',
  async () => {
    execFileSync('mkfifo', [at('pipe.rego')]);
    fs.symlinkSync('/dev/null', at('device.rego'));
    for (const name of ['pipe.rego', 'device.rego']) {
      await expect(nodeFiles.readText(pathToFileURL(at(name)).href)).rejects.toThrow(
        'is a device, a pipe or a socket; a file is needed here',
      );
    }
  },
);

it('no more is read than was asked for', async () => {
  const uri = pathToFileURL(at('large')).href;
  fs.writeFileSync(at('large'), '');
  fs.truncateSync(at('large'), MOST_TEXT_BYTES);
  expect(await nodeFiles.readText(uri)).toHaveLength(MOST_TEXT_BYTES);
  fs.truncateSync(at('large'), MOST_TEXT_BYTES + 1);
  await expect(nodeFiles.readText(uri)).rejects.toThrow('is too large: more than 2 MiB');
  expect(await nodeFiles.readText(uri, 2 * MOST_TEXT_BYTES)).toHaveLength(MOST_TEXT_BYTES + 1);
});

it('what a link leads to is told', async () => {
  fs.writeFileSync(at('target.json'), '{}');
  fs.symlinkSync(at('target.json'), at('link.json'));
  const real = pathToFileURL(fs.realpathSync(at('target.json'))).href;
  expect(await nodeFiles.realUri(pathToFileURL(at('link.json')).href)).toBe(real);
  expect(await nodeFiles.realUri(pathToFileURL(at('gone')).href)).toBeUndefined();
  expect(await nodeFiles.realUri('untitled:a')).toBeUndefined();
});
