import { defineConfig } from 'vitest/config';
import { VARIABLE } from '../support/versions.mts';

/** `npm run screenshots`: no tests, but pictures of what tests do. */
export default defineConfig({
  test: {
    include: ['test/e2e/screenshots/*.shots.ts'],
    globalSetup: 'test/e2e/support/setUp.ts',
    env: { [VARIABLE]: 'newest' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    bail: 1,
  },
});
