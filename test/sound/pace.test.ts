import { expect, test } from 'vitest';
import { isConvincing, isPaceOfSound } from '../../lib/sound/pace';

const flow = (frames: number, bytes: number) => ({ frames, bytes, traced: 0 });

/** One second: frames and bytes, and whether a recorder runs. */
test.each([
  ['Opus at 6 kbit/s', 50, 1000, false, true],
  ['just enough bytes', 10, 750, false, true],
  ['too few bytes: a chat', 10, 749, false, false],
  ['samples of 48 kHz in floating point and stereo', 100, 384_000, false, true],
  ['too many bytes: a file', 100, 400_001, false, false],
  ['blocks of 250 ms', 4, 8000, false, true],
  ['fewer blocks: messages', 3, 8000, false, false],
  ['a recorder’s piece every second', 1, 8000, true, true],
  ['the smallest frames', 50, 1000, false, true],
  ['smaller ones: a game’s movements', 50, 999, false, false],
  ['nothing', 0, 0, false, false],
])('a second of %s', (_, frames, bytes, recorded, expected) => {
  expect(isPaceOfSound(flow(frames, bytes), 1000, recorded)).toBe(expected);
});

test('a recorder’s pieces may be two seconds long, not four', () => {
  expect(isPaceOfSound(flow(1, 16_000), 2000, true)).toBe(true);
  expect(isPaceOfSound(flow(1, 32_000), 4000, true)).toBe(false);
});

test('no time is no pace', () => {
  expect(isPaceOfSound(flow(50, 1000), 0, false)).toBe(false);
});

test.each([
  ['four seconds', 4, 0, true],
  ['less', 3.9, 0, false],
  ['as many outside as are forgiven', 10, 2, true],
  ['more outside', 10, 2.1, false],
])('%s', (_, inside, outside, expected) => {
  expect(isConvincing({ inside, outside })).toBe(expected);
});
