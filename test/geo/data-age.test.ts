import { expect, test } from 'vitest';
import { ageInDays, isStale } from '../../lib/geo/data-age';

test.each([
  ['2026-06-01', '2026-06-01', 0, false],
  ['2026-06-01', '2026-11-28', 180, false],
  ['2026-06-01', '2026-11-29', 181, true],
  ['2026-06-01', '2026-05-01', 0, false],
  ['', '2026-11-29', null, false],
  ['yesterday', '2026-11-29', null, false],
])('data of %j on %s', (date, today, days, stale) => {
  const now = Date.parse(today);
  expect(ageInDays(date, now)).toBe(days);
  expect(isStale(date, now)).toBe(stale);
});
