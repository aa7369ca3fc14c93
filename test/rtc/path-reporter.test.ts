import { describe, expect, test } from 'vitest';
import type { PageReport, StatsEntry } from '../../lib/rtc/page-report';
import type { PathEvent } from '../../lib/rtc/path';
import { createPathReporter } from '../../lib/rtc/path-reporter';

const ICE_LITE = ['o=- 1 1 IN IP4 0.0.0.0', 'a=ice-lite'];
const BROWSER = ['o=- 4611731400430051336 2 IN IP4 127.0.0.1'];

interface Pair {
  readonly id: string;
  readonly to?: string;
  readonly sent?: number;
  readonly selected?: boolean;
  /** Payload the transport has sent. */
  readonly audio?: number;
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
    ...(audio !== undefined
      ? [{ type: 'outbound-rtp', id: 'O', kind: 'audio', transportId: 'T', bytesSent: audio }]
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
    turnUsers: [],
    marks: [],
    remoteDescription: ICE_LITE,
    senders: [],
    transceivers: [],
    stats: stats as StatsEntry[],
    ...more,
  };
}

/** Feeds looks at given seconds, and returns what was told at each. */
function told(looks: readonly (readonly [number, PageReport])[]) {
  let heard: string[] = [];
  const look = createPathReporter(({ state, remote, bytesSent, carried, connection }) => {
    const address = remote.address ?? 'withheld';
    heard.push(
      `${connection} ${state} ${address} ${bytesSent}${carried.audio.sent > 0 ? ' audio' : ''}`,
    );
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
      [1, report([P(2, { audio: 5 })])],
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

const OPEN = { kind: 'audio', enabled: true, muted: false, readyState: 'live' };

/** What was said last of the path to an address. */
function lastOf(address: string, looks: readonly PageReport[]) {
  let last: PathEvent | undefined;
  const look = createPathReporter((event) => {
    if (event.remote.address === address) last = event;
    return true;
  });
  looks.forEach((seen, i) => {
    look(seen, i * 2000);
  });
  return last;
}

describe("the user's own voice", () => {
  const speaking = (sent: number, ...senders: PageReport['senders']) =>
    report([P(sent, { audio: sent })], { senders });

  test.each<[string, readonly PageReport[], PathEvent['ownVoice']]>([
    ['an open microphone', [speaking(9, OPEN)], 'now'],
    ['beside a muted one', [speaking(9, { ...OPEN, muted: true }, OPEN)], 'now'],
    ['open, and nothing sent', [speaking(0, OPEN)], 'never'],
    ['no sender', [speaking(9)], 'never'],
    ['muted by the page', [speaking(9, { ...OPEN, enabled: false })], 'never'],
    ['muted by the browser', [speaking(9, { ...OPEN, muted: true })], 'never'],
    ['ended', [speaking(9, { ...OPEN, readyState: 'ended' })], 'never'],
    ['a camera', [speaking(9, { ...OPEN, kind: 'video' })], 'never'],
    ['opened, but only silence was sent before', [speaking(9), speaking(9, OPEN)], 'never'],
    ['opened later', [speaking(9), speaking(12, OPEN)], 'now'],
    ['a pause between two packets', [speaking(9, OPEN), speaking(9, OPEN)], 'now'],
    ['closed again', [speaking(9, OPEN), speaking(12)], 'before'],
    ['opened again', [speaking(9, OPEN), speaking(12), speaking(15, OPEN)], 'now'],
    [
      'one pair of the path in use, another not, as Chromium has them after a restart',
      [
        speaking(9, OPEN),
        report([P(12, { audio: 12 }), { id: 'Q', selected: false }], { senders: [OPEN] }),
      ],
      'now',
    ],
    ['hung up', [speaking(9, OPEN), report([], { final: true, senders: [OPEN] })], 'before'],
    ['failed', [speaking(9, OPEN), { ...speaking(9, OPEN), iceState: 'failed' }], 'before'],
    ['no statistics this time', [speaking(9, OPEN), report([], { senders: [OPEN] })], 'now'],
    ['no answer this time', [speaking(9, OPEN), report([], { answered: false })], 'now'],
  ])('%s', (_, looks, ownVoice) => {
    expect(lastOf('1.1.1.1', looks)?.ownVoice).toBe(ownVoice);
  });
});

test('in the middle of a call the path changes: each keeps what went over it', () => {
  const senders = [OPEN];
  const Q = (sent: number, audio: number) => ({ id: 'Q', to: '2.2.2.2', sent, audio });
  const looks = [
    report([P(100, { audio: 60 })], { senders }),
    report([P(150, { audio: 90 })], { senders }),
    report([P(150, { selected: false }), Q(40, 110)], { senders }),
    report([Q(900, 700)], { senders }),
    report([], { final: true }),
  ];
  expect(lastOf('1.1.1.1', looks)).toMatchObject({
    state: 'in-use',
    bytesSent: 150,
    carried: { audio: { sent: 90 } },
    ownVoice: 'before',
  });
  expect(lastOf('2.2.2.2', looks.slice(0, 4))).toMatchObject({
    state: 'in-use',
    bytesSent: 900,
    carried: { audio: { sent: 610 } },
    ownVoice: 'now',
  });
  expect(lastOf('2.2.2.2', looks)?.ownVoice).toBe('before');
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
