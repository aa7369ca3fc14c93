/** What the lab's servers give to those who listen: silence, in the forms that sound has. */

/** Samples of one block of raw sound: 20 ms at 16 kHz. */
const BLOCK = 320;

/** 16-bit samples without a header. */
export function block(): Uint8Array {
  return new Uint8Array(BLOCK * 2);
}

/** Seconds of one piece of the live stream. */
const PIECE = 2;

/** ADTS (ISO 13818-7) header of a frame of mono AAC-LC at 44.1 kHz, 13 bytes in all. */
const AAC_FRAME = [
  ...[0xff, 0xf1, 0x50, 0x40, 0x01, 0xbf, 0xfc],
  ...[0x00, 0xc8, 0x00, 0x80, 0x23, 0x80],
];

/** A piece of silence in AAC, as HLS calls packed audio (RFC 8216 §3.4). */
export function piece(): Uint8Array {
  const frames = Math.round((PIECE * 44_100) / 1024);
  return new Uint8Array(Array.from({ length: frames }, () => AAC_FRAME).flat());
}

/** The playlist of a live stream that has always been on. */
export function livePlaylist(now: number): string {
  const newest = Math.floor(now / 1000 / PIECE);
  const pieces = [2, 1, 0].map((age) => `#EXTINF:${PIECE}.0,\npiece-${newest - age}.aac`);
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${PIECE}`,
    `#EXT-X-MEDIA-SEQUENCE:${newest - 2}`,
    ...pieces,
    '',
  ].join('\n');
}

/** Mono MPEG-1 Layer III at 44.1 kHz and 32 kbit/s (ISO 11172-3): a frame of silence. */
export function mp3Frames(count: number): Uint8Array {
  const frame = Buffer.alloc(104);
  frame.set([0xff, 0xfb, 0x10, 0xc4]);
  return Buffer.concat(Array.from({ length: count }, () => frame));
}

/** Frames that are played in one second. */
export const MP3_FRAMES_A_SECOND = 38;
