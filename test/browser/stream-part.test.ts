import { describe, expect, it } from 'vitest';
import { parseRequestAddress, type RequestAddress } from '../../lib/browser/request-address';
import { streamPartOf } from '../../lib/browser/stream-part';
import type { ResourceKind } from '../../lib/observation';

function addressOf(url: string): RequestAddress {
  return parseRequestAddress(url) as RequestAddress;
}

const CASES: readonly (readonly [string, ResourceKind, 'playlist' | 'piece' | null])[] = [
  ['https://live.example/audio-space/playlist_16.m3u8?type=live', 'fetch', 'playlist'],
  ['https://live.example/LIVE.M3U8', 'media', 'playlist'],
  ['https://live.example/room.mpd', 'fetch', 'playlist'],
  ['https://live.example/chunk_1.aac', 'fetch', 'piece'],
  ['https://live.example/7/segment.m4s', 'fetch', 'piece'],
  ['https://radio.example/;stream', 'media', 'piece'],
  ['https://room.example/api/rooms?list=a.m3u8', 'fetch', null],
  ['https://room.example/m3u8', 'fetch', null],
  ['https://room.example/app.ts', 'script', null],
  ['https://room.example/logo.mp4', 'image', null],
];

describe('part of a stream', () => {
  it.each(CASES)('%s, a %s: %s', (url, resource, kind) => {
    expect(streamPartOf(addressOf(url), resource)?.kind ?? null).toBe(kind);
  });

  it('tells one playlist from another, whatever is asked of it', () => {
    const number = (url: string) => streamPartOf(addressOf(url), 'fetch');
    expect(number('https://a.example/1.m3u8?x=1')).toEqual(number('https://a.example/1.m3u8?x=2'));
    expect(number('https://a.example/1.m3u8')).not.toEqual(number('https://a.example/2.m3u8'));
    expect(number('https://a.example/1.m3u8')).not.toEqual(number('https://b.example/1.m3u8'));
  });
});
