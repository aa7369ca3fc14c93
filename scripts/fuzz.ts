import { spawnSync } from 'node:child_process';

/**
 * `npm run fuzz [cases]`: every property test of the borders, each with as many cases as asked for
 * (100,000 when nothing is said). fast-check prints the seed and the smallest case that failed: it
 * belongs into the test as a case of its own.
 */
const [cases = '100000'] = process.argv.slice(2);
const BORDERS = ['test/fuzz', 'test/rtc', 'test/settings', 'test/address', 'test/embedded-ipv4'];
const { status } = spawnSync('npx', ['vitest', 'run', ...BORDERS], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, EARSHOT_FUZZ_CASES: cases },
});
process.exitCode = status ?? 1;
