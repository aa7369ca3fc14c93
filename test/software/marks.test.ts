import { describe, expect, test } from 'vitest';
import { withMarks } from '../../lib/software/mark';
import { marksOfSocket } from '../../lib/software/marks';

/** URLs as the SDKs named make them; values are made up. */
describe('the URL of a WebSocket', () => {
  test.each([
    [
      'livekit-client 2.23',
      'wss://voice.room.example/rtc/v1?access_token=a.b.c&join_request=AAAA',
      ['livekit'],
    ],
    [
      'livekit-client before 2.16',
      'wss://room.example/sfu/rtc?access_token=a&auto_subscribe=1&sdk=js&version=2.1&protocol=15',
      ['livekit'],
    ],
    ['another use of the path', 'wss://room.example/rtc?token=a&protocol=15', []],
    ['another path', 'wss://room.example/rtcs?access_token=a&auto_subscribe=1&protocol=15', []],
    ['the names as values', 'wss://room.example/rtc?q=access_token,auto_subscribe,protocol', []],
    ['Agora', 'wss://1-2-3-4.edge.agora.io:4713/', []],
    ['Janus', 'wss://sfu.room.example:8989/', []],
  ])('%s', (_, url, software) => {
    const { pathname: path, search } = new URL(url);
    const marks = marksOfSocket({ path, query: search.slice(1) });
    expect(marks.map((mark) => mark.software)).toEqual(software);
  });
});

describe('marks of one connection', () => {
  const socket = { software: 'livekit' as never, mark: 'socket' } as const;
  const channel = { software: 'livekit' as never, mark: 'channel' } as const;

  test('stand there once each', () => {
    expect(withMarks([socket], [channel, socket, channel])).toEqual([socket, channel]);
  });

  test('are the same list when nothing is new', () => {
    const before = [socket];
    expect(withMarks(before, [socket])).toBe(before);
  });
});
