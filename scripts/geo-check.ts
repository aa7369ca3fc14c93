/**
 * `npm run geo:check`: everything that speaks for the location data and its reader, at length.
 * MaxMind's test data by value, 10,000 damaged databases, the address parser against other
 * parsers, the addresses that are known to be hard; then the database is built a second time and
 * must come out the same to the byte.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DAMAGED_DATABASES = '10000';

function run(script: string, args: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, GEO_MUTATIONS: DAMAGED_DATABASES },
  });
  return status === 0;
}

const TSX = 'tsx/dist/cli.mjs';
const BUILD = 'scripts/build-geo-database.ts';
const folder = mkdtempSync(join(tmpdir(), 'earshot-geo-'));
try {
  const again = join(folder, 'earshot.mmdb');
  const built = run(TSX, [BUILD]) && run(TSX, [BUILD, '--force', '--out', again]);
  const shipped = join(ROOT, 'assets/geo');
  const files = built ? readdirSync(shipped).sort() : [];
  const same =
    built &&
    `${files}` === `${readdirSync(folder).sort()}` &&
    files.every((it) => readFileSync(join(shipped, it)).equals(readFileSync(join(folder, it))));
  console.log(
    same
      ? `two builds, the same bytes in ${files.length} files`
      : 'the second build DIFFERS from the first',
  );
  const tested = run('vitest/vitest.mjs', [
    'run',
    'test/geo',
    'test/address',
    'test/special-range',
    'test/embedded-ipv4',
    'test/cli/lookup',
  ]);
  process.exitCode = same && tested ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
