import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HEARINGS, heardTogether, hearingAtFarEnd, isHeardByServer } from '../lib/hearing';
import type { CandidateType, SoundTransform } from '../lib/observation';

const remote = (type: CandidateType) =>
  ({ type, address: null, port: null, protocol: 'udp' }) as const;

test.each([
  ['plain', 'server', 'host', 'server'],
  ['mixed', 'server', 'host', 'server-in-part'],
  ['transformed', 'server', 'host', 'transformed'],
  ['unseen', 'server', 'host', 'unseen'],
  ['plain', 'person', 'prflx', 'other-end'],
  ['mixed', 'person', 'srflx', 'other-end'],
  ['transformed', 'person', 'host', 'transformed'],
  // A TURN server of the far end has no key; who has is behind it.
  ['plain', 'server', 'relay', 'behind-relay'],
  ['transformed', 'server', 'relay', 'transformed'],
] as const)('%s sound to a %s by a %s candidate: %s', (sound, peer, type, expected) => {
  expect(hearingAtFarEnd({ sound: sound as SoundTransform, peer, remote: remote(type) })).toBe(
    expected,
  );
});

describe('together', () => {
  test.each([
    ['transformed', 'server', 'server-in-part'],
    ['server', 'unseen', 'server'],
    ['server-in-part', 'transformed', 'server-in-part'],
    ['transformed', 'other-end', 'other-end'],
    ['unseen', 'unseen', 'unseen'],
  ] as const)('%s and %s: %s', (one, other, expected) => {
    expect(heardTogether(one, other)).toBe(expected);
  });

  const some = fc.constantFrom(...HEARINGS);
  test('the order of what was seen does not matter, and nothing is unheard again', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const both = heardTogether(one, other);
        expect(heardTogether(other, one)).toBe(both);
        expect(heardTogether(both, other)).toBe(both);
        expect(isHeardByServer(both)).toBe(isHeardByServer(one) || isHeardByServer(other));
      }),
    );
  });
});
