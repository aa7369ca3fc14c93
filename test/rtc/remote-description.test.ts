import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { originLines } from '../../lib/rtc/connection-snapshot';
import { parseRemoteDescription } from '../../lib/rtc/remote-description';

describe('who wrote the description', () => {
  test.each([
    ['Chromium 156', 'o=- 4611731400430051336 2 IN IP4 127.0.0.1', 'browser'],
    [
      'Firefox 153',
      'o=mozilla...THIS_IS_SDPARTA-99.0 8413473364829366133 0 IN IP4 0.0.0.0',
      'browser',
    ],
    ['Janus', 'o=- 1700000000000000 1 IN IP4 114.114.114.114', 'other'],
    ['mediasoup-client', 'o=mediasoup-client 10000 1 IN IP4 0.0.0.0', 'other'],
    ['werift', 'o=- 17845655 0 IN IP4 0.0.0.0', 'other'],
    ['Pion', 'o=- 3594206124351421352 1700000000 IN IP4 0.0.0.0', 'other'],
    ["Agora's SDK", 'o=- 0 0 IN IP4 127.0.0.1', 'other'],
    ['nothing', 'a=ice-lite', 'unknown'],
  ])('%s', (_, line, madeBy) => {
    expect(parseRemoteDescription([`${line}\r`]).madeBy).toBe(madeBy);
  });

  test('the line the page passed counts, not the one Chromium writes in its own copy', () => {
    const lines = [
      'o=- 1700000000000000 1 IN IP4 114.114.114.114',
      'o=- 1700000000000000 1 IN IP4 127.0.0.1',
    ];
    expect(parseRemoteDescription(lines).madeBy).toBe('other');
    expect(parseRemoteDescription([...lines].reverse()).madeBy).toBe('browser');
  });
});

test.each([
  ['a=ice-lite', true],
  ['a=ice-lite\r', true],
  ['a=ice-lite-or-not', false],
  ['a=ice-options:trickle', false],
])('ice-lite: %j', (line, iceLite) => {
  expect(parseRemoteDescription([line]).iceLite).toBe(iceLite);
});

test.each([
  ['Janus', 'o=- 1795458371573862 1 IN IP4 127.0.0.1\r\na=ssrc:4222758952 cname:janus\r\n', true],
  [
    'Janus, which takes up the name that Firefox gives itself',
    'o=mozilla...THIS_IS_SDPARTA-99.0 1795458411011208 1 IN IP4 127.0.0.1\na=ssrc:1 cname:janus\n',
    true,
  ],
  [
    "Jitsi's bridge",
    'o=- 1923518516 2 IN IP4 0.0.0.0\r\na=ssrc:4024075403 msid:mixedmslabel mixedlabelaudio0\r\n',
    true,
  ],
  ['Kurento', 'o=- 1 1 IN IP4 0.0.0.0\r\ns=Kurento Media Server\r\n', true],
  ["a client of Janus'", 'o=- 1 1 IN IP4 0.0.0.0\r\na=ssrc:2 cname:janusclientmic01\r\n', false],
  ['somebody called so', 'o=janus 1 1 IN IP4 0.0.0.0\r\ns=-\r\na=msid:janus 1\r\n', false],
  ['Jitsi, to a person', 'o=- 1923518516 2 IN IP4 0.0.0.0\r\ns=-\r\n', false],
])('the marks of a media server: %s', (_, sdp, byMediaServer) => {
  const lines = originLines(sdp);
  expect(parseRemoteDescription(lines).byMediaServer).toBe(byMediaServer);
  expect(lines.filter((line) => /\d{4}/.test(line) && !line.startsWith('o='))).toEqual([]);
});

describe('candidates', () => {
  test.each([
    [
      'a=candidate:1 1 udp 2113937151 203.0.113.9 20070 typ host',
      { type: 'host', address: '203.0.113.9', port: 20070, protocol: 'udp' },
    ],
    [
      'a=candidate:842163049 1 UDP 1677729535 198.51.100.4 61333 typ srflx raddr 0.0.0.0 rport 0',
      { type: 'srflx', address: '198.51.100.4', port: 61333, protocol: 'udp' },
    ],
    [
      'a=candidate:3 1 tcp 1518280447 2001:DB8::5 9 typ host tcptype active generation 0',
      { type: 'host', address: '2001:db8::5', port: 9, protocol: 'tcp' },
    ],
    [
      'a=candidate:1 1 udp 2113937151 51821c57-2636-4a5c-af56-6de147f12fbf.local 52877 typ host',
      { type: 'host', address: null, port: 52877, protocol: 'udp' },
    ],
  ])('%s', (line, candidate) => {
    expect(parseRemoteDescription([line]).candidates).toEqual([candidate]);
  });

  test.each([
    'a=candidate:',
    'a=candidate:1 1 sctp 1 203.0.113.9 1 typ host',
    'a=candidate:1 1 udp 1 203.0.113.9 70000 typ host',
    'a=candidate:1 1 udp 1 203.0.113.9 7 typ hostile',
    'a=candidate:1 1 udp 1 203.0.113.9 7',
  ])('passes over %s', (line) => {
    expect(parseRemoteDescription([line]).candidates).toEqual([]);
  });
});

test('any lines are read without a throw', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (lines) => {
      parseRemoteDescription(lines.map((line, i) => (i % 2 ? `a=candidate:${line}` : `o=${line}`)));
    }),
  );
});
