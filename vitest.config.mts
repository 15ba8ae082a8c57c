import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As the bundler defines them (scripts/lib/bundles.mjs).
  define: { PRODUCT_VERSION: '"0.0.0-test"', OPA_VERSION: '"1.0.0-test"' },
  // As Node resolves it: what is imported from here and from packages has to be one and the same.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    include: ['test/**/*.test.ts'],
    // Nothing takes so long but what hangs, also on a machine that has much else to do.
    testTimeout: 180_000,
    // Two cores: more forks only fight for them, and each holds an engine of 140 MiB.
    maxWorkers: 2,
  },
});
