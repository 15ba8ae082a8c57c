import { defineConfig } from 'vitest/config';
import { VARIABLE, VERSIONS } from './support/versions.mts';

/** What is tried in a real VS Code, the oldest and the newest; `npm test` runs it after everything else. */
export default defineConfig({
  test: {
    globalSetup: 'test/e2e/support/setUp.ts',
    fileParallelism: false,
    // A scenario goes on from where its last step has come to.
    bail: 1,
    projects: VERSIONS.map((version) => ({
      test: {
        name: version,
        include: ['test/e2e/**/*.e2e.ts'],
        env: { [VARIABLE]: version },
        testTimeout: 60_000,
        hookTimeout: 60_000,
        fileParallelism: false,
      },
    })),
  },
});
