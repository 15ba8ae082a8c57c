import { ESLint } from 'eslint';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const WALLS = new Set(['no-restricted-imports', 'import-x/no-restricted-paths']);
let eslint: ESLint;

beforeAll(() => {
  // Only the rules that hold the walls.
  eslint = new ESLint({ cwd: root, ruleFilter: ({ ruleId }) => WALLS.has(ruleId) });
});

/** Whether an import in a made-up file of a room is refused. */
async function isRefused(room: string, specifier: string): Promise<boolean> {
  // A file that exists, so that typed linting finds it; its text is replaced.
  const [result] = await eslint.lintText(`import '${specifier}';\n`, { filePath: path.join(root, room) });
  const messages = result?.messages ?? [];
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.some(({ ruleId }) => ruleId !== null && WALLS.has(ruleId));
}

describe('who may import whom', () => {
  it.each([
    ['server/src/protocol/engine.ts', '../core/ports.ts'],
    ['server/src/protocol/engine.ts', 'zod'],
    ['server/src/protocol/engine.ts', 'node:fs'],
    ['server/src/core/ports.ts', 'node:fs'],
    ['server/src/core/ports.ts', 'vscode'],
    ['server/src/core/ports.ts', 'fs'],
    ['server/src/core/ports.ts', 'commander'],
    ['server/src/core/ports.ts', '../engine/engine.ts'],
    ['server/src/core/simulation/simulate.ts', '../../engine/engine.ts'],
    ['server/src/core/simulation/simulate.ts', '../../cli/program.ts'],
    ['server/src/engine/engine.ts', '../core/simulation/simulate.ts'],
    ['server/src/engine/engine.ts', '../cli/program.ts'],
    ['server/src/engine/engine.ts', 'commander'],
    ['server/src/cli/commands/check.ts', 'vscode'],
  ])('%s may not import %s', async (file, specifier) => {
    expect(await isRefused(file, specifier)).toBe(true);
  });

  it.each([
    ['server/src/protocol/simulation.ts', './engine.ts'],
    ['server/src/core/ports.ts', '../protocol/engine.ts'],
    ['server/src/core/simulation/simulate.ts', '../account/inventory.ts'],
    ['server/src/core/simulation/simulate.ts', 'temporal-polyfill'],
    ['server/src/core/syntax/model.ts', '@lezer/common'],
    ['server/src/engine/engine.ts', '../core/ports.ts'],
    ['server/src/engine/engine.ts', '../protocol/engine.ts'],
    ['server/src/engine/engine.ts', 'node:worker_threads'],
    ['server/src/cli/commands/check.ts', '../../core/features/check.ts'],
    ['server/src/cli/program.ts', 'commander'],
  ])('%s may import %s', async (file, specifier) => {
    expect(await isRefused(file, specifier)).toBe(false);
  });
});
