/** `npm run vscode`, where no VS Code is installed. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from './support/places.ts';
import { vsCodeUnderTest } from './support/versions.mts';

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
