import { describe, expect, test } from 'vitest';
import { NOTHING_CARRIED } from '../../lib/carried';
import { candidatePairs } from '../../lib/rtc/candidate-pairs';
import type { PageReport } from '../../lib/rtc/page-report';
import { recordedReport } from './recorded-report';

const SOME = { sent: expect.any(Number), received: expect.any(Number) };
const VOICE_AND_DATA = {
  audio: SOME,
  video: NOTHING_CARRIED.video,
  data: { sent: 5, received: 10 },
};

function selectedOf(report: PageReport) {
  const selected = candidatePairs(report).filter((pair) => pair.selected);
  expect(selected).toHaveLength(1);
  return selected[0];
}

describe('recorded', () => {
  test('Chromium, direct: the prflx pair is recovered by its port', () => {
    const report = recordedReport('chromium', 'direct');
    const [candidate] = report.remoteDescription.filter((line) => line.startsWith('a=candidate'));
    const port = Number(/ (\d+) typ/.exec(candidate ?? '')?.[1]);
    const pairs = candidatePairs(report);
    expect(pairs).toHaveLength(3);
    for (const pair of pairs) {
      expect(pair).toMatchObject({ peer: 'server', turn: null, settled: true });
      expect(pair.remote).toMatchObject({ type: 'host', address: '127.0.0.1', port });
    }
    expect(selectedOf(report)).toMatchObject({ carried: VOICE_AND_DATA });
    expect(selectedOf(report)?.bytesSent).toBeGreaterThan(1000);
    expect(selectedOf(report)?.roundTripTime).toBeGreaterThan(0);
  });

  test('Firefox, direct to an address it has no way to: nothing was sent', () => {
    expect(candidatePairs(recordedReport('firefox', 'direct'))).toEqual([]);
  });

  test.each(['chromium', 'firefox'] as const)(
    '%s: ice-lite makes every pair a server',
    (browser) => {
      const pairs = candidatePairs(recordedReport(browser, 'lite'));
      expect(pairs.every((pair) => pair.peer === 'server' && pair.remote.address !== null)).toBe(
        true,
      );
      expect(pairs.filter((pair) => pair.selected)).toHaveLength(1);
    },
  );

  test.each([
    ['chromium', 'turn-udp', 'udp'],
    ['chromium', 'turn-tcp', 'tcp'],
    ['firefox', 'turn-udp', 'udp'],
    ['firefox', 'turn-tcp', 'tcp'],
  ] as const)('%s, %s: both the TURN server and what it talks to', (browser, name, transport) => {
    expect(selectedOf(recordedReport(browser, name))).toMatchObject({
      turn: { endpoint: { hostname: null, address: '127.0.0.1', port: 34780 }, transport },
      remote: { type: 'host', address: '127.0.0.1' },
      carried: VOICE_AND_DATA,
    });
  });
});

const CANDIDATES = [
  {
    type: 'local-candidate',
    id: 'L',
    candidateType: 'host',
    address: '192.168.0.2',
    port: 1,
    protocol: 'udp',
  },
  {
    type: 'local-candidate',
    id: 'R',
    candidateType: 'relay',
    address: '8.8.8.8',
    port: 2,
    protocol: 'udp',
    relayProtocol: 'tls',
  },
  {
    type: 'remote-candidate',
    id: 'A',
    candidateType: 'host',
    address: '114.114.114.114',
    port: 3,
    protocol: 'udp',
  },
  {
    type: 'remote-candidate',
    id: 'B',
    candidateType: 'prflx',
    address: '',
    port: 4,
    protocol: 'udp',
  },
] as const;

const pair = (id: string, local: string, remote: string, more: object = {}) => ({
  type: 'candidate-pair',
  id,
  transportId: 'T',
  localCandidateId: local,
  remoteCandidateId: remote,
  state: 'succeeded',
  ...more,
});

function report(stats: readonly object[], more: Partial<PageReport> = {}): PageReport {
  return {
    connection: 0,
    final: false,
    answered: true,
    iceState: 'connected',
    gatheringState: 'complete',
    transportPolicy: 'all',
    iceServers: [],
    turnUsers: [],
    marks: [],
    remoteDescription: ['o=- 1 1 IN IP4 0.0.0.0'],
    senders: [],
    transceivers: [],
    stats: [...CANDIDATES, ...stats] as PageReport['stats'],
    ...more,
  };
}

const inUse = { type: 'transport', id: 'T', selectedCandidatePairId: 'P' };

test('every transport has its own pair in use, and streams belong to their transport', () => {
  const pairs = candidatePairs(
    report([
      inUse,
      { type: 'transport', id: 'U', selectedCandidatePairId: 'Q' },
      pair('P', 'L', 'A'),
      pair('Q', 'L', 'A', { transportId: 'U' }),
      { type: 'outbound-rtp', id: '1', kind: 'audio', transportId: 'T', bytesSent: 5 },
      { type: 'inbound-rtp', id: '4', kind: 'audio', transportId: 'T', bytesReceived: 3 },
      { type: 'inbound-rtp', id: '5', kind: 'audio', transportId: 'T', bytesReceived: 4 },
      { type: 'inbound-rtp', id: '2', kind: 'video', transportId: 'U', bytesReceived: 5 },
      { type: 'outbound-rtp', id: '3', kind: 'video', transportId: 'T', bytesSent: 0 },
    ]),
  );
  expect(pairs.map(({ id, selected, carried }) => [id, selected, carried])).toEqual([
    ['P', true, { ...NOTHING_CARRIED, audio: { sent: 5, received: 7 } }],
    ['Q', true, { ...NOTHING_CARRIED, video: { sent: 0, received: 5 } }],
  ]);
});

test.each([
  ['has no streams', [], ['P', 'Q']],
  ['has streams on one transport', ['T'], ['Q']],
  ['has streams on all', ['T', 'U'], ['P', 'Q']],
])('data channels of a connection that %s', (_, transports, carrying) => {
  const pairs = candidatePairs(
    report([
      inUse,
      { type: 'transport', id: 'U', selectedCandidatePairId: 'Q' },
      pair('P', 'L', 'A'),
      pair('Q', 'L', 'A', { transportId: 'U' }),
      ...transports.map((transportId) => ({
        type: 'outbound-rtp',
        id: `O${transportId}`,
        kind: 'audio',
        transportId,
        bytesSent: 0,
      })),
      { type: 'data-channel', id: 'D', bytesSent: 3, bytesReceived: 4 },
    ]),
  );
  const data = { sent: 3, received: 4 };
  expect(pairs.flatMap(({ id, carried }) => (carried.data.sent > 0 ? [id] : []))).toEqual(carrying);
  expect(
    pairs.filter(({ id }) => carrying.includes(id)).map(({ carried }) => carried.data),
  ).toEqual(carrying.map(() => data));
});

test.each([
  ['Chromium: asked', { requestsSent: 1, state: 'failed' }, true],
  ['Chromium: never asked', { requestsSent: 0, state: 'in-progress', bytesSent: 9 }, false],
  ['Firefox: waiting its turn', { state: 'waiting' }, false],
  ['Firefox: frozen', { state: 'frozen' }, false],
  ['Firefox: cancelled', { state: 'cancelled' }, false],
  ['Firefox: in progress', { state: 'in-progress' }, true],
  ['Firefox: failed', { state: 'failed' }, true],
])('checked or not, %s', (_, more, seen) => {
  const pairs = candidatePairs(report([inUse, pair('P', 'R', 'A'), pair('C', 'L', 'A', more)]));
  expect(pairs.some(({ id, selected }) => id === 'C' && !selected)).toBe(seen);
});

test.each([
  ['no choice yet', [pair('C', 'L', 'A', { requestsSent: 1 })], false],
  ['chosen', [inUse, pair('P', 'R', 'A'), pair('C', 'L', 'A', { requestsSent: 1 })], true],
  [
    'chosen elsewhere',
    [inUse, pair('P', 'R', 'A'), pair('C', 'L', 'A', { requestsSent: 1, transportId: 'U' })],
    false,
  ],
])('settled: %s', (_, stats, settled) => {
  expect(candidatePairs(report(stats)).find(({ id }) => id === 'C')?.settled).toBe(settled);
});

describe('a withheld peer-reflexive address', () => {
  const said = (...lines: string[]) =>
    candidatePairs(
      report([inUse, pair('P', 'L', 'B')], {
        remoteDescription: ['o=- 1 1 IN IP4 0.0.0.0', 'a=ice-lite', ...lines],
      }),
    )[0]?.remote;
  const line = (address: string, port: number, protocol = 'udp') =>
    `a=candidate:1 1 ${protocol} 1 ${address} ${port} typ host`;

  test.each([
    [
      'one signalled candidate has the port',
      [line('1.1.1.1', 4)],
      { type: 'host', address: '1.1.1.1' },
    ],
    [
      'the same twice',
      [line('1.1.1.1', 4), line('1.1.1.1', 4)],
      { type: 'host', address: '1.1.1.1' },
    ],
    [
      'two addresses have the port',
      [line('1.1.1.1', 4), line('2.2.2.2', 4)],
      { type: 'prflx', address: null },
    ],
    ['another port', [line('1.1.1.1', 5)], { type: 'prflx', address: null }],
    ['another protocol', [line('1.1.1.1', 4, 'tcp')], { type: 'prflx', address: null }],
    ['nothing signalled', [], { type: 'prflx', address: null }],
  ])('%s', (_, lines, remote) => {
    expect(said(...lines)).toEqual({ ...remote, port: 4, protocol: 'udp' });
  });
});

test.each([
  ['an answer', 0.04, 0.04],
  ['Firefox before the first answer', 0, null],
  ['none', undefined, null],
  ['nonsense', -1, null],
  ['more nonsense', 1e9, null],
])('round trip, %s', (_, currentRoundTripTime, seconds) => {
  const [seen] = candidatePairs(report([inUse, pair('P', 'L', 'A', { currentRoundTripTime })]));
  expect(seen?.roundTripTime).toBe(seconds);
});

test("a person's address and port are gone", () => {
  const remoteDescription = ['o=- 4611731400430051336 2 IN IP4 127.0.0.1'];
  const [seen] = candidatePairs(report([inUse, pair('P', 'L', 'A')], { remoteDescription }));
  expect(seen).toMatchObject({ peer: 'person', remote: { address: null, port: null } });
});

describe('the TURN server', () => {
  const turnOf = (iceServers: readonly string[], local: object = {}) =>
    candidatePairs({
      ...report([inUse, pair('P', 'R', 'A')], { iceServers }),
      stats: [
        ...report([inUse, pair('P', 'R', 'A')]).stats.map((each) =>
          each.id === 'R' ? { ...each, ...local } : each,
        ),
      ],
    })[0]?.turn;
  const named = (hostname: string | null, address: string | null, port: number | null) => ({
    endpoint: { hostname, address, port },
    transport: 'tls',
  });

  test.each([
    [
      'Chromium names it',
      [],
      { url: 'turns:t.example:443?transport=tcp' },
      named('t.example', '8.8.8.8', 443),
    ],
    [
      'Chromium names an address',
      [],
      { url: 'turns:9.9.9.9:443?transport=tcp' },
      named(null, '9.9.9.9', 443),
    ],
    ['one fits', ['turn:u.example', 'turns:t.example'], {}, named('t.example', '8.8.8.8', 5349)],
    [
      'two fit, one by address',
      ['turns:t.example', 'turns:8.8.8.8'],
      {},
      named(null, '8.8.8.8', 5349),
    ],
    ['two fit', ['turns:t.example', 'turns:s.example'], {}, named(null, '8.8.8.8', null)],
    ['none fits', ['turn:u.example', 'stun:s.example'], {}, named(null, '8.8.8.8', null)],
  ])('%s', (_, iceServers, local, turn) => {
    expect(turnOf(iceServers, local)).toEqual(turn);
  });

  test('none without a relay', () => {
    expect(candidatePairs(report([inUse, pair('P', 'L', 'A')]))[0]?.turn).toBeNull();
  });
});
