import { expect, test } from 'vitest';
import { createIceServerReporter } from '../../lib/rtc/ice-server-reporter';
import type { PageReport } from '../../lib/rtc/page-report';
import { recordedReport } from './recorded-report';

function told(reports: readonly PageReport[]): readonly string[][] {
  let heard: string[] = [];
  const look = createIceServerReporter(({ role, transport, endpoint, outcome, namesUser }) => {
    const host = endpoint.hostname ?? endpoint.address;
    heard.push(
      `${role} ${transport} ${host}:${endpoint.port} ${outcome}${namesUser ? ', names a user' : ''}`,
    );
    return true;
  });
  return reports.map((report) => {
    heard = [];
    look(report, 1);
    return heard;
  });
}

const base: PageReport = {
  connection: 0,
  final: false,
  answered: true,
  iceState: 'new',
  gatheringState: 'gathering',
  transportPolicy: 'all',
  iceServers: ['stun:s.example', 'turn:t.example', 'turns:t.example:443?transport=tcp'],
  turnUsers: [],
  marks: [],
  remoteDescription: [],
  senders: [],
  transceivers: [],
  stats: [],
};
const local = (fields: object) => ({
  ...base,
  stats: [{ type: 'local-candidate', id: 'L', ...fields }] as PageReport['stats'],
});
const ALL = [
  'stun udp s.example:3478 attempted',
  'turn udp t.example:3478 attempted',
  'turn tls t.example:443 attempted',
];

test('a configured server is contacted when gathering begins, and told of once', () => {
  expect(
    told([{ ...base, gatheringState: 'new' }, base, base, { ...base, connection: 1 }]),
  ).toEqual([[], ALL, [], []]);
});

test.each([
  ['are not asked while it goes on', ['gathering', 'gathering', 'complete'], [1, 0, 0]],
  ['nor once it is over', ['gathering', 'complete', 'complete'], [1, 0, 0]],
  ['are asked when it begins again', ['gathering', 'complete', 'gathering'], [1, 0, 1]],
  ['are asked when it begins later', ['new', 'new', 'gathering'], [0, 0, 2]],
  ['its beginning may have been missed', ['new', 'complete', 'complete'], [0, 2, 0]],
])('servers that are set after gathering began: %s', (_, states, counts) => {
  const before = { ...base, iceServers: ['turn:a.example'] };
  const after = { ...base, iceServers: ['turn:a.example', 'turn:b.example'] };
  const looks = states.map((gatheringState, i) => ({
    ...(i === 0 ? before : after),
    gatheringState,
  }));
  expect(told(looks).map((each) => each.length)).toEqual(counts);
});

const reachedTurn = local({ candidateType: 'relay', url: 'turn:t.example:3478?transport=udp' });
const REACHED = 'turn udp t.example:3478 reached';
const user = (shape: string, url = 'turn:t.example') => ({ turnUsers: [{ url, shape }] });

test.each([
  ['a number', user('000000000'), [`${REACHED}, names a user`]],
  ['a random pass', user('a0a00aa0aa'), [REACHED]],
  ['a user at another server', user('000000000', 'turn:x.example'), [REACHED]],
  ['a user beside a STUN server', user('000000000', 'stun:t.example'), [REACHED]],
  ['a user at the same server over TLS', user('000000000', 'turns:t.example'), [REACHED]],
])('a TURN server that lent an address was told %s', (_, more, expected) => {
  expect(told([base, { ...reachedTurn, ...more }])).toEqual([ALL, expected]);
});

test('a TURN server that has not answered may not have asked who it is', () => {
  expect(told([{ ...base, ...user('000000000') }])).toEqual([ALL]);
});

test('a user named after all is told of once more', () => {
  const named = { ...reachedTurn, ...user('000000000') };
  expect(told([base, reachedTurn, named, named, reachedTurn])).toEqual([
    ALL,
    [REACHED],
    [`${REACHED}, names a user`],
    [],
    [],
  ]);
});

test('with relays alone, STUN servers are not asked', () => {
  expect(told([{ ...base, transportPolicy: 'relay' }])).toEqual([ALL.slice(1)]);
});

test('what is no server of theirs is passed over', () => {
  expect(told([{ ...base, iceServers: ['', 'https://x.example', 'turn:'] }])).toEqual([[]]);
});

test.each([
  [
    'Chromium names the STUN server',
    { candidateType: 'srflx', url: 'stun:s.example:3478' },
    'stun udp s.example:3478 reached',
  ],
  [
    'Chromium names the TURN server',
    { candidateType: 'relay', url: 'turn:t.example:3478?transport=udp' },
    'turn udp t.example:3478 reached',
  ],
  [
    'Firefox: only one is reached over TLS',
    { candidateType: 'relay', relayProtocol: 'tls', address: '8.8.8.8' },
    'turn tls t.example:443 reached',
  ],
])('%s', (_, fields, reached) => {
  expect(told([base, local(fields), base])).toEqual([ALL, [reached], []]);
});

test.each([
  ['a host candidate', { candidateType: 'host', url: 'stun:s.example:3478' }],
  ['Firefox: any of them may have answered', { candidateType: 'srflx' }],
  ['Firefox: no such server', { candidateType: 'relay', relayProtocol: 'tcp', address: '8.8.8.8' }],
])('not reached, as far as one can say: %s', (_, fields) => {
  expect(told([base, local(fields)])).toEqual([ALL, []]);
});

test('Firefox: the only server must be the one that answered', () => {
  const seen = { ...local({ candidateType: 'srflx' }), iceServers: ['stun:s.example'] };
  expect(told([seen])).toEqual([['stun udp s.example:3478 reached']]);
});

test.each(['chromium', 'firefox'] as const)('recorded in %s', (browser) => {
  expect(
    told([
      recordedReport(browser, 'turn-udp'),
      { ...recordedReport(browser, 'turn-tcp'), connection: 1 },
    ]),
  ).toEqual([['turn udp 127.0.0.1:34780 reached'], ['turn tcp 127.0.0.1:34780 reached']]);
});

test('a refused message is offered again, and servers without end are not', () => {
  let offered = 0;
  const look = createIceServerReporter(() => {
    offered += 1;
    return offered > 3;
  });
  look(base, 1);
  look(base, 2);
  expect(offered).toBe(6);
  for (let i = 0; i < 100; i += 1) {
    look(
      {
        ...base,
        connection: i,
        iceServers: Array.from({ length: 10 }, (_, j) => `stun:s${i}-${j}.example`),
      },
      3,
    );
  }
  expect(offered).toBe(3 + 512);
});
