import { readMarkName, type SeenMark } from './mark';
import { MARKS } from './marks';

/** The mark of that name, `null` for what is none. */
export function markByName(name: string): SeenMark | null {
  const read = readMarkName(name);
  if (read === null) return null;
  return MARKS[read.mark].some(({ software }) => software === read.software) ? read : null;
}
