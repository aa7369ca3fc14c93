import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candidatePairs } from '../../lib/rtc/candidate-pairs';
import {
  LONGEST_TEXT,
  MOST_LINES,
  MOST_SERVERS,
  MOST_STATS,
  MOST_TRANSCEIVERS,
  parsePageReport,
} from '../../lib/rtc/page-report';
import { runs } from '../fuzz-runs';
import { recordedReport } from './recorded-report';

const report = recordedReport('chromium', 'turn-udp');

test('reads a report and leaves behind what it does not know', () => {
  expect(parsePageReport({ ...report, room: 'secret' })).toEqual(report);
});

const sound = { mid: '0', sendTransform: false, receiveTransform: true };
describe('refuses', () => {
  const long = 'x'.repeat(LONGEST_TEXT + 1);
  test.each([
    ['nothing', null],
    ['text', 'report'],
    ['no connection', { ...report, connection: undefined }],
    ['a negative connection', { ...report, connection: -1 }],
    ['no word whether it is the last', { ...report, final: 1 }],
    ['no word whether it was answered', { ...report, answered: undefined }],
    ['a state that is no text', { ...report, iceState: {} }],
    ['a long state', { ...report, gatheringState: long }],
    ['servers that are no list', { ...report, iceServers: 'stun:a' }],
    ['too many servers', { ...report, iceServers: Array(MOST_SERVERS + 1).fill('stun:a') }],
    ['a long server', { ...report, iceServers: [long] }],
    ['no user names', { ...report, turnUsers: undefined }],
    ['a user name itself', { ...report, turnUsers: [{ url: 'turn:a', shape: 'bob' }] }],
    ['a user name of nowhere', { ...report, turnUsers: [{ shape: 'aaa' }] }],
    ['too many lines', { ...report, remoteDescription: Array(MOST_LINES + 1).fill('o=') }],
    ['no transceivers', { ...report, transceivers: undefined }],
    [
      'too many transceivers',
      { ...report, transceivers: Array(MOST_TRANSCEIVERS + 1).fill(sound) },
    ],
    ['a long mid', { ...report, transceivers: [{ ...sound, mid: long }] }],
    ['a transform itself', { ...report, transceivers: [{ ...sound, sendTransform: {} }] }],
    ['too many statistics', { ...report, stats: Array(MOST_STATS + 1).fill({}) }],
    ['a statistic inside a statistic', { ...report, stats: [{ type: 'transport', id: {} }] }],
    ['a long statistic', { ...report, stats: [{ type: long }] }],
    ['no statistic', { ...report, stats: [null] }],
  ])('%s', (_, value) => {
    expect(parsePageReport(value)).toBeNull();
  });
});

test('pairs are found in any readable report without a throw', () => {
  const field = fc.oneof(fc.string({ maxLength: 9 }), fc.double(), fc.boolean());
  const entry = fc.dictionary(
    fc.constantFrom(
      ...['type', 'id', 'localCandidateId', 'remoteCandidateId', 'candidateType', 'address'],
      ...['port', 'protocol', 'state', 'requestsSent', 'bytesSent', 'selected', 'url'],
    ),
    fc.oneof(field, fc.constantFrom('candidate-pair', 'local-candidate', 'relay', 'a', 1)),
  );
  fc.assert(
    fc.property(fc.array(entry), fc.array(fc.string()), (stats, lines) => {
      const read = parsePageReport({ ...report, stats, remoteDescription: lines });
      if (read !== null) candidatePairs(read);
    }),
    { numRuns: runs(500) },
  );
});
