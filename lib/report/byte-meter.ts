import { addCarried, increaseOfCarried, NOTHING_CARRIED } from '../carried';
import type { Contact } from '../contact';
import { dropRow, type PageRecord, type Row } from './page-record';
import type { Meter } from './tab-report';

/** Names a path among those of the whole page. */
function meterKey(frame: string, { path }: NonNullable<Contact['meter']>): string {
  return `${frame} ${path}`;
}

/** The frame that a path is of. */
export function frameOf(path: string): string {
  return path.slice(0, path.indexOf(' '));
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
  const totals = { sent: bytesSent, received: bytesReceived, carried };
  record.meters.put(key, { row: row.key, ...totals, ownVoice });
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
  else if (before === 'now' && !record.meters.isSpokenTo(row.key)) row.ownVoice = 'before';
  else if (ownVoice === 'before') row.ownVoice ??= 'before';
  return row.ownVoice !== before;
}

/** Whatever went over a frame's paths goes no more. @returns whether the user's voice did. */
export function silence(record: PageRecord, frame: string): boolean {
  let isNews = false;
  for (const [path, meter] of metersOf(record, frame)) {
    if (meter.ownVoice !== 'now') continue;
    record.meters.put(path, { ...meter, ownVoice: 'before' });
    const row = record.rows.get(meter.row);
    if (row !== undefined && noteOwnVoice(record, row, 'before')) isNews = true;
  }
  return isNews;
}

/** The frame's paths count anew; their rows keep what they have carried. */
export function forgetMeters(record: PageRecord, frame: string): void {
  for (const [path] of metersOf(record, frame)) record.meters.delete(path);
}

function metersOf({ meters }: PageRecord, frame: string): readonly [string, Meter][] {
  return [...meters].filter(([path]) => frameOf(path) === frame);
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
