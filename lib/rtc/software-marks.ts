import { markName, type SeenMark } from '../software/mark';
import { markByName } from '../software/mark-names';
import { MOST_MARKS } from './page-report';

/** Reads the marks in a message: `null` when it isn't a list of marks. */
export function parseSeenMarks(value: unknown): readonly SeenMark[] | null {
  if (!Array.isArray(value) || value.length > MOST_MARKS) return null;
  const marks = (value as unknown[]).map(parseSeenMark);
  return marks.every((mark) => mark !== null) ? marks : null;
}

function parseSeenMark(value: unknown): SeenMark | null {
  if (typeof value !== 'object' || value === null) return null;
  const { software, mark } = value as { readonly [K in keyof SeenMark]?: unknown };
  if (typeof software !== 'string' || typeof mark !== 'string') return null;
  return markByName(markName(mark as SeenMark['mark'], software));
}
