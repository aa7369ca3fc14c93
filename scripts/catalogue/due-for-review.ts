import type { Source } from '../../lib/vendors/vendor';

/** Companies move and are sold: what was read longer ago than this is read again. */
const YEARS = 2;

/** Sources that somebody should open again, the oldest first. */
export function dueForReview(sources: readonly Source[], today: Date): readonly Source[] {
  const limit = new Date(today);
  limit.setUTCFullYear(limit.getUTCFullYear() - YEARS);
  const oldest = limit.toISOString().slice(0, 10);
  return sources
    .filter(({ checked }) => checked < oldest)
    .sort((a, b) => a.checked.localeCompare(b.checked));
}
