import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Two cores: more forks only fight for them, and each holds an engine of 140 MiB.
    maxWorkers: 2,
  },
});
