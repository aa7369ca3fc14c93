import { describe, expect, test } from 'vitest';
import type { PageReport, StatsEntry } from '../../lib/rtc/page-report';
import { createPathReporter } from '../../lib/rtc/path-reporter';

const ICE_LITE = ['o=- 1 1 IN IP4 0.0.0.0', 'a=ice-lite'];
const BROWSER = ['o=- 4611731400430051336 2 IN IP4 127.0.0.1'];

interface Pair {
  readonly id: string;
  readonly to?: string;
  readonly sent?: number;
  readonly selected?: boolean;
  readonly audio?: boolean;
}

function report(pairs: readonly Pair[], more: Partial<PageReport> = {}): PageReport {
  const stats = pairs.flatMap(({ id, to = '1.1.1.1', sent = 0, selected = true, audio }) => [
    {
      type: 'candidate-pair',
      id,
      transportId: 'T',
      localCandidateId: 'L',
      remoteCandidateId: to,
      state: 'succeeded',
      selected,
      bytesSent: sent,
      requestsSent: 1,
    },
    {
      type: 'local-candidate',
      id: 'L',
      candidateType: 'host',
      address: '',
      port: 1,
      protocol: 'udp',
    },
    {
      type: 'remote-candidate',
      id: to,
      candidateType: 'host',
      address: to,
      port: 9,
      protocol: 'udp',
    },
    ...(audio
      ? [{ type: 'outbound-rtp', id: 'O', kind: 'audio', transportId: 'T', bytesSent: 1 }]
      : []),
  ]);
  return {
    connection: 0,
    final: false,
    answered: true,
    iceState: 'connected',
    gatheringState: 'complete',
    transportPolicy: 'all',
    iceServers: [],
    remoteDescription: ICE_LITE,
    stats: stats as StatsEntry[],
    ...more,
  };
}

/** Feeds looks at given seconds, and returns what was told at each. */
function told(looks: readonly (readonly [number, PageReport])[]) {
  let heard: string[] = [];
  const look = createPathReporter(({ state, remote, bytesSent, carries, connection }) => {
    const address = remote.address ?? 'withheld';
    heard.push(`${connection} ${state} ${address} ${bytesSent}${carries.audio ? ' audio' : ''}`);
    return true;
  });
  return looks.map(([second, seen]) => {
    heard = [];
    look(seen, 1_000_000 + second * 1000);
    return heard;
  });
}

const P = (sent: number, more: object = {}) => ({ id: 'P', sent, ...more });

test('a path is told once, and its byte counts ever more rarely', () => {
  const looks = Array.from({ length: 151 }, (_, i) => [i * 2, report([P(100 + i)])] as const);
  const seconds = told(looks).flatMap((heard, i) => (heard.length > 0 ? [i * 2] : []));
  expect(seconds).toEqual([0, 2, 6, 14, 30, 62, 122, 182, 242]);
});

test('nothing is told of a path nothing flows on', () => {
  const looks = [0, 2, 4, 60, 600].map((at) => [at, report([P(100)])] as const);
  expect(told(looks).flat()).toEqual(['0 in-use 1.1.1.1 100']);
});

test('what a path carries is told at once, and stays true', () => {
  expect(
    told([
      [0, report([P(1)])],
      [1, report([P(2, { audio: true })])],
      [1.5, report([P(3)])],
      [600, report([P(4)])],
    ]),
  ).toEqual([
    ['0 in-use 1.1.1.1 1'],
    ['0 in-use 1.1.1.1 2 audio'],
    [],
    ['0 in-use 1.1.1.1 4 audio'],
  ]);
});

describe('the last counts are told', () => {
  test.each([
    ['closed, Firefox', report([P(9)], { final: true }), ['0 in-use 1.1.1.1 9']],
    [
      'closed, Chromium: no statistics any more',
      report([], { final: true }),
      ['0 in-use 1.1.1.1 5'],
    ],
    ['failed', report([P(9)], { iceState: 'failed' }), ['0 in-use 1.1.1.1 9']],
  ])('%s', (_, end, last) => {
    const looks = told([
      [0, report([P(1)])],
      [1, report([P(5)])],
      [1.5, end],
    ]);
    expect(looks).toEqual([['0 in-use 1.1.1.1 1'], [], last]);
  });
});

test('two pairs of one way are one path; a second way is another', () => {
  expect(
    told([
      [
        0,
        report([P(5), { id: 'Q', sent: 7, selected: false }, { id: 'R', to: '2.2.2.2', sent: 1 }]),
      ],
      [60, report([P(6), { id: 'R', to: '2.2.2.2', sent: 2 }])],
    ]),
  ).toEqual([
    ['0 in-use 1.1.1.1 12', '0 in-use 2.2.2.2 1'],
    ['0 in-use 1.1.1.1 13', '0 in-use 2.2.2.2 2'],
  ]);
});

describe('checks', () => {
  const pinged = { id: 'C', to: '3.3.3.3', selected: false };

  test('wait for the choice', () => {
    expect(
      told([
        [0, report([pinged])],
        [1, report([pinged, P(1)])],
        [9, report([pinged, P(1)])],
      ]),
    ).toEqual([[], ['0 checked 3.3.3.3 0', '0 in-use 1.1.1.1 1'], []]);
  });

  test('are told when no choice comes, or the connection ends', () => {
    expect(
      told([
        [0, report([pinged])],
        [5, report([pinged])],
      ]),
    ).toEqual([[], ['0 checked 3.3.3.3 0']]);
    expect(told([[0, report([pinged], { iceState: 'failed' })]])).toEqual([
      ['0 checked 3.3.3.3 0'],
    ]);
    expect(
      told([
        [0, report([pinged])],
        [1, report([], { final: true })],
      ]),
    ).toEqual([[], ['0 checked 3.3.3.3 0']]);
  });

  test('that led to use are told as use, once chosen', () => {
    const chosen = { ...pinged, selected: true };
    expect(
      told([
        [0, report([pinged])],
        [5, report([pinged])],
        [6, report([chosen])],
        [7, report([pinged])],
      ]),
    ).toEqual([[], ['0 checked 3.3.3.3 0'], ['0 in-use 3.3.3.3 0'], []]);
  });

  test('to a person are nobody\u2019s business, a path in use to one is known without an address', () => {
    const person = { remoteDescription: BROWSER };
    expect(told([[9, report([pinged], { ...person, iceState: 'failed' })]])).toEqual([[]]);
    expect(
      told([
        [0, report([pinged, P(1)], person)],
        [9, report([pinged, P(1)], person)],
      ]),
    ).toEqual([['0 in-use withheld 1'], []]);
  });
});

test('a refused message is offered again', () => {
  const heard: boolean[] = [];
  const look = createPathReporter(() => {
    heard.push(heard.length > 0);
    return heard.length > 1;
  });
  for (const now of [0, 1, 2]) look(report([P(1)]), now);
  expect(heard).toEqual([false, true]);
});

test('connections and paths without end are not remembered without end', () => {
  let messages = 0;
  const look = createPathReporter(() => {
    messages += 1;
    return true;
  });
  const many = Array.from({ length: 400 }, (_, i) => ({
    id: `${i}`,
    to: `9.9.${i >> 8}.${i & 255}`,
  }));
  look(report(many), 0);
  expect(messages).toBe(256);
  for (let connection = 1; connection <= 1000; connection += 1)
    look(report([P(1)], { connection }), 1);
  expect(messages).toBe(1256);
});
