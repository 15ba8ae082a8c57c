import { defineConfig } from 'vitest/config';

/** The simulation panel by itself in a real browser; `npm test` runs it after the tests that need none. */
export default defineConfig({
  test: {
    include: ['test/webview/**/*.browser.ts'],
    globalSetup: 'test/webview/support/setUp.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
