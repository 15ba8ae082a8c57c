/** `npm test` where the tests can't be run: the reason in one line, then the closing line, as always. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
/** All that is on the PATH. */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'path-'));
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

it.skipIf(process.platform === 'win32').each<[string, string | undefined, RegExp]>([
  ['there is no Go', undefined, /^Go is missing: install Go .*\n$/],
  ['Go is too old', '#!/bin/sh\necho go1.21.5\n', /^Go 1\.21\.5 is too old: install Go .*\n$/],
])('%s', (_, go, why) => {
  const file = path.join(folder, 'go');
  fs.rmSync(file, { force: true });
  if (go !== undefined) fs.writeFileSync(file, go, { mode: 0o755 });
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/test.mjs'], {
    cwd: root,
    env: { PATH: folder },
    encoding: 'utf8',
  });
  expect(stderr).toMatch(why);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '0 passed, 1 failed\n' });
});
