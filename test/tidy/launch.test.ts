/** `.vscode/`: what debugs client, server and webview names things as they are. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import launch from '../../.vscode/launch.json' with { type: 'json' };
import tasks from '../../.vscode/tasks.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../..');
const configurations = launch.configurations as { name: string; port?: number; preLaunchTask?: string }[];

it('attaches to the port that the client has the server listen at', () => {
  const client = fs.readFileSync(path.join(root, 'client/src/languageClient.ts'), 'utf8');
  const port = /--inspect=(\d+)/.exec(client)?.[1];
  expect(configurations.find(({ name }) => name === 'Server')?.port).toBe(Number(port));
});

it('builds before by a task that there is', () => {
  const wanted = configurations.flatMap(({ preLaunchTask }) => preLaunchTask ?? []);
  expect(wanted).not.toEqual([]);
  expect(tasks.tasks.map(({ label }) => label)).toEqual(expect.arrayContaining(wanted));
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(tasks.tasks.map(({ script }) => script)));
});

it('starts configurations together that there are', () => {
  const names = configurations.map(({ name }) => name);
  for (const compound of launch.compounds) expect(names).toEqual(expect.arrayContaining(compound.configurations));
});
