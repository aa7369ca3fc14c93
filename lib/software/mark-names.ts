import type { SeenMark } from './mark';
import { MARKS, markName } from './marks';

const byName = new Map(
  (['description', 'channel', 'socket'] as const).flatMap((mark) =>
    MARKS[mark].map(({ software }) => [markName(mark, software), { software, mark } as SeenMark]),
  ),
);

/** The mark of that name, `null` for what is none. */
export function markByName(name: string): SeenMark | null {
  return byName.get(name) ?? null;
}
