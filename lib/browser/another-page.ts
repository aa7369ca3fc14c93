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

/**
 * What has left its tab is of this page if it is this page, out of the back/forward cache under
 * another number, or a frame that it has just taken out (`pending_deletion`). Chromium's alone.
 */
export function isFromAnotherPage(
  record: PageRecord,
  { frame, documentId, left }: ProbeSender,
): boolean {
  if (!left) return isOfAnotherPage(record, frame, documentId);
  return documentId !== record.documentId && !record.frames.has(String(frame));
}
