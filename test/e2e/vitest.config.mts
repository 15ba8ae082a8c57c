import { defineConfig } from 'vitest/config';

/** What is tried in a real VS Code; `npm test` runs it after everything else. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    globalSetup: 'test/e2e/support/setUp.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    // A scenario goes on from where its last step has come to.
    bail: 1,
  },
});
