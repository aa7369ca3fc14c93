import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../cli/browsers/find-browser';
import { temporaryFolder } from '../cli/temporary-folder';
import { installWhatTestsNeed } from './install-for-tests';

/**
 * `npm test`: everything, in the order in which a fault is cheapest to find. A step that fails
 * doesn't stop the others; the last line counts what passed, failed and was skipped.
 */

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Step {
  readonly name: string;
  readonly run: () => Tally;
}

const reports = temporaryFolder('test');

const STEPS: readonly Step[] = [
  command('catalogue', 'npm', ['run', '--silent', 'data']),
  command('address data', 'npm', ['run', '--silent', 'geo:build']),
  command('generated types', 'npx', ['wxt', 'prepare']),
  command('format and lint', 'npx', ['biome', 'check', '.']),
  command('types', 'npx', ['tsc', '--noEmit']),
  vitest('unit tests', 'vitest.config.ts'),
  command('address data check', 'npm', ['run', '--silent', 'geo:check']),
  command('builds', 'npm', ['run', '--silent', 'build:full']),
  command('web-ext lint', 'npx', [
    'web-ext',
    'lint',
    '--source-dir=.output/firefox-mv3',
    '--warnings-as-errors',
  ]),
  unless(
    benchIsImpossible,
    command('cost, in short', 'npm', ['run', '--silent', 'bench', '--', '--quick', '--check']),
  ),
  unless(
    hasNoChromium,
    command('every screen, looked at by axe-core; pictures in out/gallery', 'npm', [
      'run',
      '--silent',
      'gallery',
    ]),
  ),
  vitest('browser tests', 'vitest.e2e.config.ts', '--reporter=./test/second-tries.ts'),
];

/** Which process is the extension's can be told on Linux alone. */
function benchIsImpossible(): string | null {
  if (platform() !== 'linux') return 'it needs Linux';
  return hasNoChromium();
}

function hasNoChromium(): string | null {
  return findBrowser('chromium') === null ? 'there is no Chromium' : null;
}

/** @param why says why the step can't be run here, `null` if it can. */
function unless(why: () => string | null, { name, run }: Step): Step {
  return {
    name,
    run: () => {
      const reason = why();
      if (reason === null) return run();
      process.stdout.write(`skipped: ${reason}\n`);
      return { passed: 0, failed: 0, skipped: 1 };
    },
  };
}

function command(name: string, program: string, args: readonly string[]): Step {
  return {
    name,
    run: () => {
      const passed = run(program, args);
      return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
    },
  };
}

function vitest(name: string, config: string, ...more: readonly string[]): Step {
  return {
    name,
    run: () => {
      const file = join(reports, `${config}.json`);
      const passed = run('npx', [
        'vitest',
        'run',
        `--config=${config}`,
        '--reporter=default',
        '--reporter=json',
        ...more,
        `--outputFile.json=${file}`,
      ]);
      return tallyOf(file, passed);
    },
  };
}

/** A run that broke off before it counted, or that failed without a failed test, failed once. */
function tallyOf(file: string, passed: boolean): Tally {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const failed: number = report.numFailedTests;
    return {
      passed: report.numPassedTests,
      failed: passed ? failed : Math.max(1, failed),
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function run(program: string, args: readonly string[]): boolean {
  const shell = process.platform === 'win32';
  const { status } = spawnSync(program, [...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell,
  });
  return status === 0;
}

installWhatTestsNeed();
const failures: string[] = [];
let total: Tally = { passed: 0, failed: 0, skipped: 0 };
for (const { name, run: runStep } of STEPS) {
  process.stdout.write(`\n── ${name}\n`);
  const tally = runStep();
  if (tally.failed > 0) failures.push(name);
  total = {
    passed: total.passed + tally.passed,
    failed: total.failed + tally.failed,
    skipped: total.skipped + tally.skipped,
  };
}
if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(', ')}\n`);
process.stdout.write(
  `\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`,
);
process.exitCode = total.failed === 0 ? 0 : 1;
