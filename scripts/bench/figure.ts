/** One measured quantity, with a value for each launch or run, in the order they were made. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** What is held against what, both measured in the same run: only ratios say anything elsewhere. */
export interface Check {
  readonly what: string;
  readonly ratio: number;
  /** Far above anything that noise has been seen to do. */
  readonly most: number;
}

/** One part of the bench: a heading of docs/performance.md. */
export interface Section {
  readonly title: string;
  /** How it was measured, as Markdown. */
  readonly how: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly checks: readonly Check[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** `12.3 (11.9 to 14.0)`: median and spread. */
export function spread(values: readonly number[], digits = 1): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

/** Ratio of the medians, as `+12 %`. */
export function more(values: readonly number[], base: readonly number[]): string {
  const percent = (median(values) / median(base) - 1) * 100;
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)} %`;
}
