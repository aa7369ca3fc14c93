import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { GoneFrames } from '../../lib/browser/gone-frames';
import { noteMicrophone } from '../../lib/report/frames';
import { noteLive } from '../../lib/report/live-stream';
import { type PageRecord, startPage } from '../../lib/report/page-record';

const TAB = 7;

let asked: number;
let answer: () => Promise<unknown>;
let gone: (readonly [number, string])[];
let record: PageRecord;
let frames: GoneFrames;

beforeEach(() => {
  vi.useFakeTimers();
  const url = new URL('https://room.example/');
  record = startPage({ url, app: null, place: null, at: 0, documentId: null, coverage: 'full' });
  [asked, gone] = [0, []];
  const executeScript = () => {
    asked += 1;
    return answer();
  };
  Object.assign(fakeBrowser, { scripting: { executeScript } });
  frames = new GoneFrames({
    ledger: { all: () => [[TAB, record]] },
    onGone: (tab, frame) => {
      gone.push([tab, frame]);
      record.microphones.delete(frame);
      record.streams.live.delete(frame);
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const hold = (frame: string, state: 'on' | 'muted' | 'ended') =>
  noteMicrophone(record, frame, { state, read: false });
const refuse = (message: string) => async () => {
  throw new Error(message);
};
const there = async () => [{ result: true }];

describe('a frame that holds something', () => {
  it.each([
    ['Chromium says it is gone', refuse('No frame with id 5 in tab with id 7.'), true],
    ['Firefox says it is gone', refuse('Invalid frame IDs: [5].'), true],
    ['it answers', there, false],
    ['it may not be looked at', refuse('Missing host permission for the tab or frames'), false],
    ['its tab is closing', refuse('No tab with id: 7.'), false],
    ['it refuses scripts', refuse('Cannot access contents of the page.'), false],
  ])('%s', async (_, says, isGone) => {
    answer = says;
    hold('5', 'on');
    frames.lookLater();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(gone).toEqual(isGone ? [[TAB, '5']] : []);
    expect(asked).toBe(isGone ? 1 : 3);
  });

  it.each([
    ['a frame with the microphone on', () => hold('5', 'on'), 1],
    ['one that is muted', () => hold('5', 'muted'), 1],
    ['one that has let go of it', () => hold('5', 'ended'), 0],
    ['one that plays a call', () => noteLive(record.streams, '5'), 1],
    ['the page itself', () => hold('0', 'on'), 0],
    ['nothing', () => {}, 0],
  ])('looked at: %s', async (_, happens, times) => {
    answer = there;
    happens();
    frames.lookLater();
    frames.lookLater();
    await vi.advanceTimersByTimeAsync(3000);
    expect(asked).toBe(times);
  });
});
