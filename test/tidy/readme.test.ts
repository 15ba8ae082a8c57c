import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../server/src/core/ports.ts';
import { runCli } from '../support/cli.ts';
import { startEngine } from '../support/engine.ts';

const root = path.resolve(import.meta.dirname, '../..');
const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');

/** Blocks that show a command and what it prints. */
const shown = [...readme.matchAll(/```console\n\$ login-policy ([^\n]+)\n([^`]*(?:`[^`]+`[^`]*)*?)```/g)].map(
  ([, command = '', output = '']) => ({ command, output }),
);

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

describe('the README', () => {
  it('shows a check and a simulation', () => {
    expect(shown.map(({ command }) => command.split(' ')[0])).toEqual(['check', 'simulate']);
  });

  it.each(shown)('prints what it says: $command', async ({ command, output }) => {
    const { out } = await runCli(engine, command.split(' '));
    expect(out).toBe(output);
  });

  it.each([...readme.matchAll(/\]\((?!http|#)([^)#]+)\)/g)].map(([, link = '']) => link))('links to %s', (link) => {
    expect(fs.existsSync(path.join(root, link))).toBe(true);
  });
});
