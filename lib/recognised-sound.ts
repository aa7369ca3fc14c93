/** How it was recognised that the microphone's sound was sent, the surest first; see docs/method.md. */
export const SENT_BASES = [
  /** The recorder or encoder of the microphone gave out the very thing that was sent. */
  'microphone-output',
  /** Data went out at the pace of sound, and only while scripts were given an open microphone. */
  'microphone-pace',
] as const;
export type SentBasis = (typeof SENT_BASES)[number];

/** How it was recognised that sound was received, the surest first. */
export const RECEIVED_BASES = [
  /** The very thing that came in went to the browser's decoder. */
  'decoded',
  /** A player plays it, and it has no end. */
  'endless',
  /** A playlist was asked for again and again, and pieces to play came from here. */
  'live-playlist',
  /** Data came in at the pace of sound while scripts played sound. */
  'playing-pace',
] as const;
export type ReceivedBasis = (typeof RECEIVED_BASES)[number];

/** Sound that goes another way than WebRTC; `null` for a direction in which none was recognised. */
export interface RecognisedSound {
  readonly sent: SentBasis | null;
  readonly received: ReceivedBasis | null;
}

export type SoundConfidence = 'sure' | 'likely';

/** `sure` where the sound itself was followed, `likely` where only its pace was seen. */
export function confidenceIn(basis: SentBasis | ReceivedBasis): SoundConfidence {
  return basis === 'microphone-pace' || basis === 'playing-pace' || basis === 'live-playlist'
    ? 'likely'
    : 'sure';
}

/** Both together: for each direction the surer basis. */
export function joinSound(a: RecognisedSound, b: RecognisedSound): RecognisedSound {
  return {
    sent: SENT_BASES.find((basis) => basis === a.sent || basis === b.sent) ?? null,
    received: RECEIVED_BASES.find((basis) => basis === a.received || basis === b.received) ?? null,
  };
}
