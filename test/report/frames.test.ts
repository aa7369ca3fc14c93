import { describe, expect, it } from 'vitest';
import type { MicrophoneUse } from '../../lib/microphone-use';
import { isGone, noteFrame, noteGoodbye, noteMicrophone } from '../../lib/report/frames';
import { noteLive } from '../../lib/report/live-stream';
import { type PageRecord, startPage } from '../../lib/report/page-record';

function newPage(): PageRecord {
  const url = new URL('https://room.example/');
  return startPage({ url, app: null, place: null, at: 0, documentId: null, coverage: 'full' });
}

const frames = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1));

describe('frames that come and go without end', () => {
  it('cost a bounded memory', () => {
    const record = newPage();
    for (const frame of frames(5000)) {
      noteFrame(record, frame, frame);
      noteLive(record.streams, frame);
      noteMicrophone(record, frame, { state: 'ended', read: false });
    }
    expect(record.frames.size).toBe(256);
    expect(record.streams.live.size).toBe(64);
    expect(record.microphones.size).toBe(64);
  });

  it.each<[string, MicrophoneUse['state']]>([
    ['muted', 'muted'],
    ['ended', 'ended'],
  ])('never hide a microphone that is on behind those that are %s', (_, state) => {
    const record = newPage();
    noteMicrophone(record, 'first', { state: 'on', read: true });
    for (const frame of frames(500)) noteMicrophone(record, frame, { state, read: false });
    expect(record.microphones.get('first')).toEqual({ state: 'on', read: true });
  });
});

describe('the document of a frame', () => {
  it.each([
    ['a frame nobody has heard of', [], 'a', false],
    ['the document it shows', ['a'], 'a', false],
    ['the document before', ['a', 'b'], 'a', true],
    ['a browser that names none', [null], 'a', false],
  ])('is gone or not: %s', (_, shown, documentId, expected) => {
    const record = newPage();
    for (const one of shown) noteFrame(record, '3', one);
    expect(isGone(record, '3', documentId)).toBe(expected);
    noteGoodbye(record, '3');
    expect(isGone(record, '3', documentId)).toBe(true);
    noteFrame(record, '3', documentId);
    expect(isGone(record, '3', documentId)).toBe(false);
  });
});
