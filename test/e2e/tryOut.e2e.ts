/** `npm run vscode`, where a VS Code is installed, and where none is. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from './support/places.ts';
import { vsCodeUnderTest } from './support/versions.mts';

/** Writes down what it is told, a line for each word, and ends as a window does that could not be opened. */
const FAKE_CODE = `#!/bin/sh
if [ "$1" = --version ]; then exit 0; fi
printf '%s\\n' "$@" > "$(dirname "$0")/words"
exit 3
`;

it.runIf(vsCodeUnderTest() === 'oldest')('opens the examples in the one that is installed, until it ends', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'login-policy-'));
  fs.writeFileSync(path.join(folder, 'code'), FAKE_CODE, { mode: 0o755 });
  const env: NodeJS.ProcessEnv = { ...process.env, PATH: [folder, process.env['PATH']].join(path.delimiter) };
  // Set in terminals of a remote window, whose `code` is another.
  delete env['VSCODE_IPC_HOOK_CLI'];
  const { status } = spawnSync(process.execPath, ['scripts/vscode.mjs'], { cwd: root, env, stdio: 'pipe' });
  const words = fs.readFileSync(path.join(folder, 'words'), 'utf8').trimEnd().split('\n');
  fs.rmSync(folder, { recursive: true });
  const user = words[words.indexOf('--user-data-dir') + 1] ?? '';
  const settings = JSON.parse(fs.readFileSync(path.join(user, 'User/settings.json'), 'utf8')) as object;
  expect(settings).toMatchObject({ 'loginPolicy.account': 'demo' });
  expect(words).toContain(`--extensionDevelopmentPath=${root}`);
  expect(words.slice(-2)).toEqual([path.join(root, 'examples'), path.join(root, 'examples/login.rego')]);
  expect(status).toBe(3);
});

it.runIf(vsCodeUnderTest() === 'newest')('serves VS Code at the address that it prints, until Ctrl-C', async () => {
  const without = (process.env['PATH'] ?? '').split(path.delimiter).filter((dir) => !fs.existsSync(`${dir}/code`));
  const env = { ...process.env, PATH: without.join(path.delimiter) };
  const child = spawn(process.execPath, ['scripts/vscode.mjs'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\S+/.exec(said)?.[0];
      if (found !== undefined && said.includes('Ctrl-C')) resolve(found);
    });
    child.once('exit', () => {
      reject(new Error(`it has ended: ${said}`));
    });
  });
  const page = await fetch(address);
  expect(await page.text()).toContain('vscode-workbench-web-configuration');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  await expect(fetch(address)).rejects.toThrow();
});
