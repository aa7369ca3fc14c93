import type { PageRecord } from '../report/page-record';
import type { ProbeSender } from './probe-messages';

/** A late event of the page that was here before. Only Chromium names documents of requests. */
export function isOfAnotherPage(
  record: PageRecord,
  frame: number,
  documentId: string | null,
): boolean {
  return (
    frame === 0 &&
    documentId !== null &&
    record.documentId !== null &&
    documentId !== record.documentId
  );
}

/** Out of the back/forward cache a page's own frame has another number, Chromium's alone. */
export function isFromAnotherPage(
  record: PageRecord,
  { frame, documentId, left }: ProbeSender,
): boolean {
  return left ? documentId !== record.documentId : isOfAnotherPage(record, frame, documentId);
}
