import { defineConfig } from 'vitest/config';

/**
 * Real browsers share the machine: one file at a time, with room for a slow start. What fails is
 * tried once more, and named at the end (`test/second-tries.ts`): a browser that stumbles once has its own reasons, a fault of ours
 * fails twice.
 */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/own-temporary-folder.ts'],
    reporters: ['default', './test/second-tries.ts'],
    fileParallelism: false,
    retry: 1,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
