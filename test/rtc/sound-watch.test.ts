import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePageReport, type StatsEntry } from '../../lib/rtc/page-report';
import { createSoundWatch } from '../../lib/rtc/sound-watch';
import { recordedReport } from './recorded-report';

/** One look: bytes of the sound sent and received so far, and what has a transform. */
interface Look {
  readonly sent?: number;
  readonly received?: number;
  readonly transforms?: readonly ('out' | 'in')[];
  readonly kind?: 'audio' | 'video';
  readonly mid?: string;
}

const base = recordedReport('chromium', 'direct');

function look({ sent = 0, received = 0, transforms = [], kind = 'audio', mid = '0' }: Look) {
  const stats: StatsEntry[] = [
    { type: 'outbound-rtp', id: 'O', kind, mid, bytesSent: sent },
    { type: 'inbound-rtp', id: 'I', kind, mid, bytesReceived: received },
  ];
  const transceivers = [
    {
      mid: '0',
      sendTransform: transforms.includes('out'),
      receiveTransform: transforms.includes('in'),
    },
  ];
  return { ...base, stats, transceivers };
}

function seen(looks: readonly Look[]): string {
  const watch = createSoundWatch();
  return looks.map((each) => watch(look(each))).at(-1) ?? '';
}

describe('sound', () => {
  test.each<[string, readonly Look[], string]>([
    ['has not flowed', [{}, {}], 'unseen'],
    ['leaves as it is', [{ sent: 9 }], 'plain'],
    ['is transformed before it leaves', [{ sent: 9, transforms: ['out'] }], 'transformed'],
    ['is transformed on its way in alone', [{ sent: 9, received: 9, transforms: ['in'] }], 'plain'],
    [
      'is transformed on its way out alone',
      [{ sent: 9, received: 9, transforms: ['out'] }],
      'transformed',
    ],
    ['is only listened to', [{ received: 9 }], 'plain'],
    ['is only listened to, and transformed', [{ received: 9, transforms: ['in'] }], 'transformed'],
    [
      'is transformed before any has flowed',
      [{}, { transforms: ['out'] }, { sent: 9, transforms: ['out'] }],
      'transformed',
    ],
    [
      'was transformed, and then it was not',
      [{ sent: 9, transforms: ['out'] }, { sent: 18 }, { sent: 27 }],
      'mixed',
    ],
    [
      'has its transform taken off as the call ends',
      [{ sent: 9, transforms: ['out'] }, { sent: 12 }, { sent: 12 }],
      'transformed',
    ],
    [
      'is transformed late',
      [{ sent: 9 }, { sent: 18, transforms: ['out'] }, { sent: 27, transforms: ['out'] }],
      'mixed',
    ],
    ['is a picture', [{ sent: 9, kind: 'video' }], 'unseen'],
    ['has no known transceiver', [{ sent: 9, mid: '7' }], 'unseen'],
  ])('%s', (_, looks, expected) => {
    expect(seen(looks)).toBe(expected);
  });

  test('of the recordings flows, and without their transceivers says nothing', () => {
    expect(createSoundWatch()(base)).toBe('unseen');
    const transceivers = [{ mid: '0', sendTransform: false, receiveTransform: false }];
    for (const browser of ['chromium', 'firefox'] as const) {
      expect(createSoundWatch()({ ...recordedReport(browser, 'turn-udp'), transceivers })).toBe(
        'plain',
      );
    }
  });

  test('whatever a page world sends is read without a throw', () => {
    const entry = fc.dictionary(
      fc.constantFrom('type', 'id', 'kind', 'mid', 'bytesSent', 'bytesReceived'),
      fc.oneof(
        fc.constantFrom('outbound-rtp', 'inbound-rtp', 'audio', '0'),
        fc.double(),
        fc.boolean(),
        fc.string({ maxLength: 9 }),
      ),
    );
    const transceiver = fc.oneof(
      fc.record({ mid: fc.string(), sendTransform: fc.boolean(), receiveTransform: fc.boolean() }),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.array(entry), fc.array(transceiver), (stats, transceivers) => {
        const report = parsePageReport({ ...base, stats, transceivers });
        if (report === null) return;
        expect(['unseen', 'plain', 'transformed', 'mixed']).toContain(createSoundWatch()(report));
      }),
    );
  });
});
