import { defineConfig } from 'vitest/config';

/** Real browsers share the machine: one file at a time, with room for a slow start. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
