import { expect, test } from 'vitest';
import { createIceServerReporter } from '../../lib/rtc/ice-server-reporter';
import type { PageReport } from '../../lib/rtc/page-report';
import { recordedReport } from './recorded-report';

function told(reports: readonly PageReport[]): readonly string[][] {
  let heard: string[] = [];
  const look = createIceServerReporter(({ role, transport, endpoint, outcome }) => {
    const host = endpoint.hostname ?? endpoint.address;
    heard.push(`${role} ${transport} ${host}:${endpoint.port} ${outcome}`);
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
  expect(told([recordedReport(browser, 'turn-udp'), recordedReport(browser, 'turn-tcp')])).toEqual([
    ['turn udp 127.0.0.1:34780 reached'],
    ['turn tcp 127.0.0.1:34780 reached'],
  ]);
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
      { ...base, iceServers: Array.from({ length: 10 }, (_, j) => `stun:s${i}-${j}.example`) },
      3,
    );
  }
  expect(offered).toBe(3 + 512);
});
