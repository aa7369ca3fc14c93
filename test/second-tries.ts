import type { Reporter, TestCase } from 'vitest/node';

interface Options {
  readonly write?: (text: string) => void;
}

/** Names, after the last test, those that passed only when they were tried once more. */
export default class SecondTries implements Reporter {
  readonly #names: string[] = [];
  readonly #write: (text: string) => void;

  constructor({ write = (text) => void process.stdout.write(text) }: Options = {}) {
    this.#write = write;
  }

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky)
      this.#names.push(`${test.module.relativeModuleId}: ${test.fullName}`);
  }

  onTestRunEnd(): void {
    if (this.#names.length === 0) return;
    this.#write(
      `\nPassed only at the second try:\n${this.#names.map((it) => `  ${it}\n`).join('')}`,
    );
  }
}
