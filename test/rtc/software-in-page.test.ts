import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marksOfReport } from '../../lib/rtc/marks-of-report';
import { marksOfDescription, withChannels } from '../../lib/rtc/software-in-page';
import { MARKS } from '../../lib/software/marks';

const CHROMIUM = 'v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';

/** First lines of descriptions, as the software named writes them. */
describe('the marks in a description', () => {
  test.each([
    [
      'agora-rtc-sdk-ng 4.24',
      'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=AgoraGateway\nt=0 0\na=group:BUNDLE 0 1\n',
      ['description agora-web-sdk'],
    ],
    [
      'mediasoup-client 3.24',
      'v=0\r\no=mediasoup-client-v3.24.1 10000 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n',
      ['description mediasoup'],
    ],
    [
      'NetEase on mediasoup-client 3.6',
      'v=0\r\no=mediasoup-client 10000 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n',
      ['description mediasoup'],
    ],
    [
      'Janus, answering Firefox',
      'v=0\r\no=mozilla...THIS_IS_SDPARTA-99.0 1 1 IN IP4 36.110.0.10\r\ns=AudioBridge 1234\r\nt=0 0\r\na=group:BUNDLE 0\r\na=msid-semantic: WMS janus\r\n',
      ['description janus'],
    ],
    [
      'Janus 1.1, which writes “WMS *”',
      'v=0\r\no=- 2077340275299469257 2 IN IP4 36.110.0.10\r\ns=VideoRoom 1234\r\na=msid-semantic: WMS *\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=msid:janus janus0\r\n',
      ['description janus'],
    ],
    [
      'FreeSWITCH',
      'v=0\r\no=FreeSWITCH 1780377359 1780377360 IN IP4 52.58.133.7\r\ns=FreeSWITCH\r\n',
      ['description freeswitch'],
    ],
    ['Chromium', CHROMIUM, []],
    ['Firefox', 'v=0\r\no=mozilla...THIS_IS_SDPARTA-99.0 8413 0 IN IP4 0.0.0.0\r\ns=-\r\n', []],
    ['Pion', 'v=0\r\no=- 3594206124351421352 1700000000 IN IP4 0.0.0.0\r\ns=-\r\n', []],
    ['a mark inside a line', `${CHROMIUM}a=x-note:s=AgoraGateway\r\n`, []],
    ['nothing', '', []],
  ])('%s', (_, sdp, marks) => {
    expect(marksOfDescription(sdp)).toEqual(marks);
  });

  test('are names of marks, whatever the description says', () => {
    const texts = MARKS.description.map(({ text }) => text);
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(...texts, ...texts.map((t) => `${t}room 7`)),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const names = marksOfDescription(lines.join('\r\n'));
        expect(marksOfReport({ marks: names })).toHaveLength(names.length);
        expect(names.join()).not.toContain('room 7');
      }),
    );
  });
});

describe('the marks in labels of data channels', () => {
  const natives = {
    forEachStat: (stats: Map<string, object>, each: (stat: object) => void) => stats.forEach(each),
  } as never;

  test.each([
    ['LiveKit', ['_reliable', '_lossy'], ['channel livekit']],
    ['Jitsi', ['JVB data channel'], ['channel jitsi-videobridge']],
    ['Agora', ['agora-signal', 'agora-media'], ['channel agora-web-sdk']],
    ['a room’s own', ['chat _lossy', 'LOSSY', ''], []],
  ])('%s', (_, labels, marks) => {
    const stats = new Map(
      labels.map((label, id) => [String(id), { type: 'data-channel', id, label }]),
    );
    expect(withChannels(natives, stats as never, [])).toEqual(marks);
  });

  test('come after those of the description', () => {
    const stats = new Map([['D', { type: 'data-channel', label: '_lossy' }]]);
    expect(withChannels(natives, stats as never, ['description janus'])).toEqual([
      'description janus',
      'channel livekit',
    ]);
  });
});
