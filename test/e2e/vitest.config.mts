import { defineConfig } from 'vitest/config';
import { VARIABLE, VERSIONS } from './support/versions.mts';

/** With `npm run test:long` everything is tried in both; else in the newest only what any change of VS Code would break. */
const IN_NEWEST = process.env['LONG_TESTS'] === undefined ? 'test/e2e/editing.e2e.ts' : 'test/e2e/**/*.e2e.ts';

/** What is tried in a real VS Code, the oldest and the newest; `npm test` runs it after everything else. */
export default defineConfig({
  test: {
    globalSetup: 'test/e2e/support/setUp.ts',
    fileParallelism: false,
    projects: VERSIONS.map((version) => ({
      test: {
        name: version,
        include: [version === 'newest' ? IN_NEWEST : 'test/e2e/**/*.e2e.ts'],
        env: { [VARIABLE]: version },
        testTimeout: 60_000,
        hookTimeout: 60_000,
        expect: { poll: { timeout: 30_000 } },
        fileParallelism: false,
      },
    })),
  },
});
