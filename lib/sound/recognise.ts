import type { ReceivedBasis, RecognisedSound, SentBasis } from '../recognised-sound';
import { isConvincing, isPaceOfSound, NO_PACE, type PaceMemory, remember } from './pace';
import type { ChannelCounts, MicrophoneUse, Playback, SoundReport } from './sound-report';

/** What is remembered of one socket or session. */
export interface ChannelMemory {
  readonly sending: PaceMemory;
  readonly receiving: PaceMemory;
  readonly recognised: RecognisedSound;
}

export const NEW_CHANNEL: ChannelMemory = {
  sending: NO_PACE,
  receiving: NO_PACE,
  recognised: { sent: null, received: null },
};

/**
 * Adds one stretch of time. What was recognised once stays: a page can't take it back.
 * @param otherWay the microphone's sound goes by WebRTC, so a worklet is there to improve it.
 */
export function listenOn(
  before: ChannelMemory,
  counts: ChannelCounts,
  { elapsed, microphone, playback }: SoundReport,
  otherWay: boolean,
): ChannelMemory {
  const read = isRead(microphone);
  const sending = remember(
    before.sending,
    elapsed,
    isPaceOfSound(counts.sent, elapsed, microphone.recorded),
    read && !otherWay,
  );
  const receiving = remember(
    before.receiving,
    elapsed,
    isPaceOfSound(counts.received, elapsed, false),
    isPlaying(playback, elapsed),
  );
  const { sent, received } = before.recognised;
  return {
    sending,
    receiving,
    recognised: {
      sent: sentBasis(sent, counts, read, sending),
      received: receivedBasis(received, counts, receiving),
    },
  };
}

/** The microphone is open, and scripts are given its samples or what a recorder makes of them. */
export function isRead({ open, recorded, processed, encoded }: MicrophoneUse): boolean {
  return open > 0 && (recorded || processed || encoded > 0);
}

/** Scripts play sound bit by bit: twice a second something new. */
function isPlaying({ decoded, appended, fresh, scripted }: Playback, elapsed: number): boolean {
  return scripted || Math.max(decoded, appended, fresh) >= (2 * elapsed) / 1000;
}

function sentBasis(
  before: SentBasis | null,
  { sent }: ChannelCounts,
  read: boolean,
  sending: PaceMemory,
): SentBasis | null {
  if (before === 'microphone-output' || (read && sent.traced > 0)) return 'microphone-output';
  return before ?? (isConvincing(sending) ? 'microphone-pace' : null);
}

/** One decoded message may be the sound of a door; a few in a stretch at the right pace aren't. */
const FEWEST_DECODED = 5;

function receivedBasis(
  before: ReceivedBasis | null,
  { received }: ChannelCounts,
  receiving: PaceMemory,
): ReceivedBasis | null {
  if (before === 'decoded' || received.traced >= FEWEST_DECODED) return 'decoded';
  return before ?? (isConvincing(receiving) ? 'playing-pace' : null);
}
