import type { CandidatePairObservation } from './observation';

/**
 * Who can hear the sound on a path: a closed set, each with its reason.
 *
 * WebRTC encrypts every path (DTLS-SRTP), but only up to the machine at its end. Whether that
 * machine can listen depends on whether the page encrypts the sound once more before it leaves.
 */
export const HEARINGS = [
  /**
   * Nobody on the way, as far as can be seen: the page transforms the encoded sound, as end-to-end
   * encryption does (SFrame, RFC 9605). What the transform does, and who has the key, isn't seen.
   */
  'transformed',
  /** Whoever runs the machine: the encryption ends there and the page adds none. */
  'server',
  /** Whoever runs the machine, but not all of it: some sound was transformed and some wasn't. */
  'server-in-part',
  /** The other end alone, as far as can be told from a server: no machine of a service decrypts. */
  'other-end',
  /** Not this machine: a TURN server passes packets on that are encrypted for the far end. */
  'passed-on',
  /** Can't be told: the packets go to a TURN server of the far end, and who is behind it is hidden. */
  'behind-relay',
  /** Can't be told: no sound has been seen to flow yet, or not in a way that can be looked into. */
  'unseen',
] as const;
export type Hearing = (typeof HEARINGS)[number];

/** Who can hear the sound of a candidate pair at the machine it ends at. */
export function hearingAtFarEnd({
  sound,
  peer,
  remote,
}: Pick<CandidatePairObservation, 'sound' | 'peer' | 'remote'>): Hearing {
  if (sound === 'unseen' || sound === 'transformed') return sound;
  if (peer === 'person') return 'other-end';
  if (remote.type === 'relay') return 'behind-relay';
  return sound === 'plain' ? 'server' : 'server-in-part';
}

/** Whether whoever runs the machine can hear at least some of the sound. */
export function isHeardByServer(hearing: Hearing | null): hearing is 'server' | 'server-in-part' {
  return hearing === 'server' || hearing === 'server-in-part';
}

const LEAST_SURE_FIRST = ['behind-relay', 'other-end', 'passed-on', 'transformed'] as const;

/**
 * Who can hear what two paths to one machine, or one path at two times, have carried. What was heard
 * once stays heard.
 */
export function heardTogether(one: Hearing, other: Hearing): Hearing {
  if (one === other || other === 'unseen') return one;
  if (one === 'unseen') return other;
  if (isHeardByServer(one) || isHeardByServer(other)) return 'server-in-part';
  return LEAST_SURE_FIRST.find((each) => each === one || each === other) ?? 'unseen';
}
