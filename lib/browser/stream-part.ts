import type { ResourceKind, StreamPart } from '../observation';
import type { RequestAddress } from './request-address';

const PLAYLIST = /\.(m3u8|mpd)$/i;
/** Pieces of HLS and DASH: MPEG-2 TS, fragmented MP4, packed audio, WebM. */
const PIECE = /\.(ts|m4s|m4a|m4v|mp4|aac|cmfa|cmfv|webm|mp3)$/i;

/**
 * What part of a stream a request asks for, by the end of its path and by what the browser loads
 * it for. Answers' types would tell more, and asking for headers costs time for every request.
 */
export function streamPartOf(address: RequestAddress, resource: ResourceKind): StreamPart | null {
  if (resource !== 'media' && resource !== 'fetch') return null;
  if (PLAYLIST.test(address.path)) return { kind: 'playlist', number: numberOf(address) };
  return resource === 'media' || PIECE.test(address.path) ? { kind: 'piece' } : null;
}

/** Tells one path from another without keeping it, since it may name a room (FNV-1a, 32 bits). */
function numberOf({ server, path }: RequestAddress): number {
  let hash = 0x811c9dc5;
  for (const char of server.host + path) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash;
}
