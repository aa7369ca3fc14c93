import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run fuzz [cases]`: every property test there is, each with as many cases as asked for
 * (100,000 when nothing is said), or the share of them that its test names. fast-check prints the
 * seed and the smallest case that failed: it belongs into the test as a case of its own.
 */
const [cases = '100000'] = process.argv.slice(2);
const began = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'earshot-fuzz-'));
const tally = join(folder, 'tally');

/** Whatever imports the library has properties: there is no list to forget a border on. */
const withProperties = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((path) => join('test', path))
  .filter((path) => path.endsWith('.test.ts') && !path.startsWith(join('test', 'e2e')))
  .filter((path) => readFileSync(path, 'utf8').includes("from 'fast-check'"));

try {
  const { status } = spawnSync('npx', ['vitest', 'run', ...withProperties], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, EARSHOT_FUZZ_CASES: cases, EARSHOT_FUZZ_TALLY: tally },
  });
  const counts = readFileSync(tally, 'utf8').trim().split('\n').map(Number);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const seconds = Math.round((Date.now() - began) / 1000);
  process.stdout.write(`${counts.length} properties, ${total} cases, ${seconds} s\n`);
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
