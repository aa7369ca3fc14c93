import type { PageRecord } from '../report/page-record';
import type { ProbeSender } from './probe-messages';
import type { TabLedger } from './tab-ledger';

/**
 * A late event of a page that was here before. Only Chromium names documents of requests. A page
 * whose own document isn't known yet has none of the documents that its tab has left: until the new
 * one is committed, the old one goes on asking.
 */
export function isOfAnotherPage(
  ledger: TabLedger,
  record: PageRecord,
  frame: number,
  documentId: string | null,
): boolean {
  if (frame !== 0 || documentId === null) return false;
  return record.documentId === null ? ledger.hasLeft(documentId) : documentId !== record.documentId;
}

/**
 * What has left its tab is of this page if it is this page, out of the back/forward cache under
 * another number, or a frame that it has just taken out (`pending_deletion`). Chromium's alone.
 */
export function isFromAnotherPage(
  ledger: TabLedger,
  record: PageRecord,
  { frame, documentId, left }: ProbeSender,
): boolean {
  if (!left) return isOfAnotherPage(ledger, record, frame, documentId);
  return documentId !== record.documentId && !record.frames.has(String(frame));
}
