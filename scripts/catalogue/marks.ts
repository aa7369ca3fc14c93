import type { MARKS } from '../../lib/software/marks';
import type { Entries } from './read';

/** The marks alone, for the scripts in every frame: no sources, no names, no words. */
export function marksOf({ software }: Pick<Entries, 'software'>): string {
  const all = software.flatMap(({ id, data }) =>
    data.marks.map((mark) => ({ software: id, ...mark })),
  );
  const marks: typeof MARKS = {
    description: all.flatMap((mark) =>
      mark.in === 'description' ? { software: mark.software, text: mark.text } : [],
    ),
    channel: all.flatMap((mark) =>
      mark.in === 'channel' ? { software: mark.software, text: mark.text } : [],
    ),
    socket: all.flatMap(({ software, ...mark }) =>
      mark.in === 'socket' ? { software, path: mark.path, parameters: mark.parameters } : [],
    ),
  };
  return `${JSON.stringify(marks, null, 2)}\n`;
}
