import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  plugins: [WxtVitest()],
  // Property tests are many small cases: on a busy machine they take long, and that's no fault.
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    testTimeout: process.env.EARSHOT_FUZZ_CASES ? 3_600_000 : 30_000,
    globalSetup: ['test/own-temporary-folder.ts'],
    setupFiles: ['test/fuzz-runs.ts'],
  },
});
