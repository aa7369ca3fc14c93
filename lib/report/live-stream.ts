import type { Contact } from '../contact';
import { hostKeyOf } from './host-key';
import type { PageRecord } from './page-record';
import { leaveRow } from './sound-row';
import type { StreamWatch } from './stream-watch';

/**
 * A song is loaded once. A live stream is a playlist that is asked for again and again, since its
 * newest pieces are written into it (RFC 8216 §6.3.4), and pieces that keep coming.
 */
const FEWEST_LOADS = 3;
/** Milliseconds between the first and the last: a failed load is repeated sooner. */
const SHORTEST_LIFE = 4000;
const FEWEST_PIECES = 3;

const MOST_PLAYLISTS = 64;
const MOST_HOSTS = 64;
/** Frames. */
const MOST_LIVE = 64;

/** The number of what no frame asked for: service workers and shared workers. */
const WORKERS = '-1';

/**
 * What plays in one frame says nothing of the pieces that another one loads; a worker may play for
 * any of them.
 * @returns the contact, as sound once it is known to be part of a live stream.
 */
export function recogniseStream(record: PageRecord, contact: Contact, frame: string): Contact {
  const stream = contact.request?.stream;
  if (stream === undefined) return contact;
  const { streams } = record;
  if (stream.kind === 'playlist' && contact.outcome === 'reached') {
    noteLoad(streams, frame, stream.number, contact.at);
  }
  const asSound: Contact = { ...contact, traffic: 'media' };
  const hostKey = hostKeyOf(asSound, 'voice');
  if (record.rowOfHost.has(hostKey)) return asSound;
  const place = `${frame} ${hostKey}`;
  const host = streams.hosts.get(place);
  const isEnough = isLive(streams, frame) && host !== undefined && host.pieces >= FEWEST_PIECES;
  if (!isEnough || stream.kind === 'playlist' || contact.outcome !== 'reached') return contact;
  for (const [key, requests] of host.rows) {
    const row = record.rows.get(key);
    if (row !== undefined) leaveRow(record, row, requests);
  }
  streams.hosts.delete(place);
  return { ...asSound, sound: { sent: null, received: 'live-playlist' } };
}

/** Remembers in which row a part of what may be a stream was counted. */
export function notePart(
  { streams }: PageRecord,
  contact: Contact,
  row: string,
  frame: string,
): void {
  const stream = contact.request?.stream;
  if (stream === undefined || contact.traffic === 'media' || contact.outcome !== 'reached') return;
  const place = `${frame} ${hostKeyOf({ ...contact, traffic: 'media' }, 'voice')}`;
  const host = streams.hosts.get(place) ?? { pieces: 0, rows: new Map<string, number>() };
  if (!streams.hosts.has(place) && streams.hosts.size >= MOST_HOSTS) return;
  if (stream.kind === 'piece') host.pieces += 1;
  host.rows.set(row, (host.rows.get(row) ?? 0) + 1);
  streams.hosts.set(place, host);
}

/** A frame plays a live stream. */
export function noteLive({ live }: StreamWatch, frame: string): void {
  if (live.size < MOST_LIVE) live.add(frame);
}

function isLive({ live }: StreamWatch, frame: string): boolean {
  return live.has(frame) || live.has(WORKERS) || (frame === WORKERS && live.size > 0);
}

function noteLoad(streams: StreamWatch, frame: string, number: number, at: number): void {
  const playlist = `${frame} ${number}`;
  const known = streams.playlists.get(playlist);
  if (known === undefined) {
    if (streams.playlists.size < MOST_PLAYLISTS)
      streams.playlists.set(playlist, { since: at, loads: 1 });
    return;
  }
  known.loads += 1;
  if (known.loads >= FEWEST_LOADS && at - known.since >= SHORTEST_LIFE) noteLive(streams, frame);
}
