import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import type { TestCase } from 'vitest/node';
import SecondTries from './second-tries';

it('has a folder for temporary files of its own, which goes with it', () => {
  expect(tmpdir()).toContain('earshot-run-');
});

const ran = (fullName: string, flaky: boolean) =>
  ({
    fullName,
    module: { relativeModuleId: 'test/e2e/page-life.test.ts' },
    diagnostic: () => ({ flaky }),
  }) as TestCase;

it.each([
  { tests: [], said: '' },
  { tests: [ran('passes', false)], said: '' },
  {
    tests: [ran('passes', false), ran('stumbles', true)],
    said: '\nPassed only at the second try:\n  test/e2e/page-life.test.ts: stumbles\n',
  },
])('names what passed only at the second try: $said', ({ tests, said }) => {
  const written: string[] = [];
  const reporter = new SecondTries({ write: (text) => written.push(text) });
  for (const test of tests) reporter.onTestCaseResult(test);
  reporter.onTestRunEnd();
  expect(written.join('')).toBe(said);
});
