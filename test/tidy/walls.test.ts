import { ESLint } from 'eslint';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const WALLS = new Set([
  'import-x/no-restricted-paths',
  'no-restricted-globals',
  'no-restricted-imports',
  'no-restricted-properties',
  'no-restricted-syntax',
]);
let eslint: ESLint;

beforeAll(() => {
  // Only the rules that hold the walls; they need no types.
  const overrideConfig = { languageOptions: { parserOptions: { projectService: false } } };
  eslint = new ESLint({ cwd: root, overrideConfig, ruleFilter: ({ ruleId }) => WALLS.has(ruleId) });
});

/**
 * Whether a wall stops a text in a room.
 * @param file its text is replaced
 */
async function isRefused(file: string, text: string): Promise<boolean> {
  const [result] = await eslint.lintText(`${text}\n`, { filePath: path.join(root, file) });
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
    ['server/src/cli/commands/check.ts', '../../engine/engine.ts'],
    ['server/src/cli/program.ts', '../engine/engine.ts'],
    ['server/src/cli/program.ts', './main.ts'],
    ['server/src/cli/main.ts', '../node/cli.ts'],
    ['server/src/cli/main.ts', '../engine/worker.ts'],
    ['server/src/engine/engine.ts', './worker.ts'],
    ['server/src/engine/engine.ts', '../node/engineWorker.ts'],
    ['server/src/node/codeCache.ts', '../engine/worker.ts'],
    ['server/src/node/codeCache.ts', './cli.ts'],
    ['server/src/node/codeCache.ts', '../cli/program.ts'],
    ['server/src/cli/main.ts', '../../../test/support/engine.ts'],
    ['server/src/core/ports.ts', '../../../client/src/statusBar.ts'],
    ['client/src/statusBar.ts', '../../server/src/core/ports.ts'],
    ['client/src/statusBar.ts', '../../server/src/lsp/server.ts'],
    ['client/src/statusBar.ts', './extension.ts'],
    ['client/src/statusBar.ts', 'node:fs'],
    ['client/src/statusBar.ts', '../webview/panel.ts'],
    ['client/webview/panel.ts', 'vscode'],
    ['client/webview/panel.ts', '../../server/src/core/ports.ts'],
    ['client/webview/panel.ts', '../src/statusBar.ts'],
    ['client/webview/panel.ts', './main.ts'],
    ['client/webview/panel.ts', 'node:fs'],
    ['client/wire/panelMessages.ts', 'vscode'],
    ['client/wire/panelMessages.ts', '../webview/panel.ts'],
    ['demo/server.ts', './main.ts'],
    ['demo/server.ts', '../server/src/account/jwt.ts'],
    ['demo/server.ts', '../test/support/engine.ts'],
    ['demo/server.ts', 'undici'],
    ['server/src/cli/program.ts', '../../../demo/server.ts'],
    ['server/src/core/ports.ts', '../../../demo/server.ts'],
  ])('%s may not import %s, nor later', async (file, specifier) => {
    expect(await isRefused(file, `import '${specifier}';`)).toBe(true);
    expect(await isRefused(file, `void import('${specifier}');`)).toBe(true);
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
    ['server/src/cli/main.ts', '../engine/engine.ts'],
    ['server/src/cli/main.ts', './program.ts'],
    ['server/src/node/cli.ts', '../cli/main.ts'],
    ['server/src/node/cli.ts', '../engine/startWorker.ts'],
    ['client/src/extension.ts', './statusBar.ts'],
    ['client/src/statusBar.ts', '../../server/src/protocol/lsp.ts'],
    ['client/src/panel/panelHtml.ts', '../../wire/panelMessages.ts'],
    ['client/webview/main.ts', '../wire/panelMessages.ts'],
    ['client/webview/panel.ts', '../../server/src/protocol/panel.ts'],
    ['client/webview/panel.ts', 'lit'],
    ['client/wire/panelMessages.ts', 'zod/mini'],
    ['client/src/statusBar.ts', 'vscode'],
    ['client/src/statusBar.ts', 'vscode-languageclient/node'],
    ['demo/server.ts', 'graphql-yoga'],
    ['demo/main.ts', '../server/src/engine/engine.ts'],
  ])('%s may import %s, and later', async (file, specifier) => {
    expect(await isRefused(file, `import '${specifier}';`)).toBe(false);
    expect(await isRefused(file, `void import('${specifier}');`)).toBe(false);
  });

  it('what is imported later is said', async () => {
    expect(await isRefused('server/src/core/ports.ts', "void import('node:' + 'fs');")).toBe(true);
    expect(await isRefused('server/src/core/ports.ts', 'void import(`node:fs`);')).toBe(true);
  });
});

describe('the core', () => {
  it.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Temporal.Now.instant()',
    'Math.random()',
    'crypto.randomUUID()',
    'performance.now()',
    'process.env',
    'process.hrtime()',
    'globalThis.process',
    'global.process',
    "fetch('https://example.com')",
    'setTimeout(() => {}, 1)',
    'setInterval(() => {}, 1)',
    'setImmediate(() => {})',
    "Buffer.from('')",
    "require('node:fs')",
    '__dirname',
    'navigator.language',
  ])('has no %s', async (code) => {
    expect(await isRefused('server/src/core/ports.ts', `export const x: unknown = ${code};`)).toBe(true);
  });

  it.each(['new Date(0)', 'Date.UTC(2026, 1)', 'Math.max(1, 2)', "new TextEncoder().encode('')"])(
    'may have %s',
    async (code) => {
      expect(await isRefused('server/src/core/ports.ts', `export const x: unknown = ${code};`)).toBe(false);
    },
  );

  it('is alone in that', async () => {
    expect(await isRefused('server/src/cli/systemClock.ts', 'export const x = Date.now();')).toBe(false);
  });
});
