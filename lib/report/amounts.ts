import type { Speaker } from './say';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** In units of a thousand: `1.28 MB`. */
export function sayBytes(count: number, { language }: Speaker): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), UNITS.length - 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    maximumSignificantDigits: 3,
  }).format(count / 1000 ** step);
}

/** `148 ms` for 0.148 seconds. */
export function sayMilliseconds(seconds: number, { language }: Speaker): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: 0,
  }).format(seconds * 1000);
}
