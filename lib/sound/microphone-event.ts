import { MICROPHONE_STATES, type MicrophoneUse } from '../microphone-use';
import { isRead } from './recognise';
import type { SoundReport } from './sound-report';

export interface MicrophoneEvent extends MicrophoneUse {
  readonly kind: 'microphone';
}

export function parseMicrophoneEvent(value: {
  readonly [field: string]: unknown;
}): MicrophoneEvent | null {
  const state = MICROPHONE_STATES.find((one) => one === value.state);
  if (state === undefined || typeof value.read !== 'boolean') return null;
  return { kind: 'microphone', state, read: value.read };
}

/** Milliseconds for which scripts are given its sound before it is told: a test of it is shorter. */
const READ_FOR = 10_000;

/** Tells when a frame's use of the microphone changes. */
export function createMicrophoneReporter(
  offer: (event: MicrophoneEvent) => boolean,
): (report: SoundReport) => void {
  let told: MicrophoneEvent | null = null;
  let readFor = 0;
  return ({ microphone, elapsed }) => {
    if (isRead(microphone)) readFor += elapsed;
    if (microphone.live === 0 && told === null) return;
    const state = microphone.live === 0 ? 'ended' : microphone.open > 0 ? 'on' : 'muted';
    const read = readFor >= READ_FOR;
    if (told?.state === state && told.read === read) return;
    const event = { kind: 'microphone', state, read } as const;
    if (offer(event)) told = event;
  };
}
