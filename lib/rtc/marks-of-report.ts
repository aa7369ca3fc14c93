import { readMarkName, type SeenMark, withMarks } from '../software/mark';
import type { PageReport } from './page-report';

/** The marks of software on a connection, each once; names that are none are passed over. */
export function marksOfReport({ marks }: Pick<PageReport, 'marks'>): readonly SeenMark[] {
  return withMarks(
    [],
    marks.flatMap((name) => readMarkName(name) ?? []),
  );
}
