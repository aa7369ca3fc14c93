import { addCarried, increaseOfCarried, NOTHING_CARRIED } from '../carried';
import type { Contact } from '../contact';
import { dropRow, type PageRecord, type Row } from './page-record';
import type { Meter } from './tab-report';

/** A browser allows 500 peer connections to a page at a time. */
const MOST_METERS = 1024;

/** Names a path among those of the whole page. */
function meterKey(frame: string, { path }: NonNullable<Contact['meter']>): string {
  return `${frame} ${path}`;
}

/** Whether a path is new, or its frame was loaded again and counts from zero. */
export function begins(
  { meters }: PageRecord,
  frame: string,
  meter: NonNullable<Contact['meter']>,
): boolean {
  const before = meters.get(meterKey(frame, meter));
  if (before === undefined) return true;
  return meter.bytesSent < before.sent || meter.bytesReceived < before.received;
}

/**
 * Adds what a path has carried since it was last read. A path that was only checked and now
 * carries voice takes its bytes along: it never was a second destination.
 * @returns whether the row now says something else of the user's voice.
 */
export function readMeter(
  record: PageRecord,
  row: Row,
  frame: string,
  meter: NonNullable<Contact['meter']>,
): boolean {
  const { bytesSent, bytesReceived, ownVoice } = meter;
  const carried = meter.carried ?? NOTHING_CARRIED;
  const key = meterKey(frame, meter);
  const before = record.meters.get(key);
  if (before !== undefined && before.row !== row.key) leave(record, before);
  const last = before?.row === row.key ? before : undefined;
  if (last === undefined) row.requests += 1;
  record.meters.delete(key);
  const totals = { sent: bytesSent, received: bytesReceived, carried };
  record.meters.set(key, { row: row.key, ...totals, ownVoice });
  if (record.meters.size > MOST_METERS) forgetOldest(record);
  row.bytesSent = (row.bytesSent ?? 0) + increase(last?.sent, bytesSent);
  row.bytesReceived = (row.bytesReceived ?? 0) + increase(last?.received, bytesReceived);
  const goesOn = last !== undefined && bytesSent >= last.sent && bytesReceived >= last.received;
  const came = increaseOfCarried(goesOn ? last.carried : NOTHING_CARRIED, carried);
  if (meter.carried !== null) {
    row.carried = addCarried(row.carried ?? NOTHING_CARRIED, came);
  }
  return ownVoice !== (last?.ownVoice ?? 'never') && noteOwnVoice(record, row, ownVoice);
}

/** One path that falls silent leaves the row's others speaking. */
function noteOwnVoice(record: PageRecord, row: Row, ownVoice: Meter['ownVoice']): boolean {
  const before = row.ownVoice;
  if (ownVoice === 'now') row.ownVoice = 'now';
  else if (before === 'now' && !isSpokenTo(record, row)) row.ownVoice = 'before';
  else if (ownVoice === 'before') row.ownVoice ??= 'before';
  return row.ownVoice !== before;
}

function isSpokenTo({ meters }: PageRecord, { key }: Row): boolean {
  return [...meters.values()].some(({ row, ownVoice }) => row === key && ownVoice === 'now');
}

/** A path that isn't told of any more needs no meter; its row keeps what it has carried. */
function forgetOldest({ meters }: PageRecord): void {
  const [oldest] = meters.keys();
  if (oldest !== undefined) meters.delete(oldest);
}

function leave(record: PageRecord, meter: Meter): void {
  const row = record.rows.get(meter.row);
  if (row === undefined) return;
  row.requests -= 1;
  row.bytesSent = (row.bytesSent ?? 0) - meter.sent;
  row.bytesReceived = (row.bytesReceived ?? 0) - meter.received;
  row.carried = increaseOfCarried(meter.carried, row.carried ?? NOTHING_CARRIED);
  if (row.requests <= 0) dropRow(record, row.key);
}

/** A total below the last one began anew (a frame that was loaded again): it counts from zero. */
function increase(last = 0, total: number): number {
  return total < last ? total : total - last;
}
