import { describe, expect, it } from 'vitest';
import { listenOn, NEW_CHANNEL } from '../../lib/sound/recognise';
import type { MicrophoneUse, Playback, SoundReport } from '../../lib/sound/sound-report';

const OFF: MicrophoneUse = { live: 0, open: 0, recorded: false, processed: false, encoded: 0 };
const PROCESSED: MicrophoneUse = { ...OFF, live: 1, open: 1, processed: true };
const RECORDED: MicrophoneUse = { ...OFF, live: 1, open: 1, recorded: true };
const METERED: MicrophoneUse = { ...OFF, live: 1, open: 1 };
const MUTED: MicrophoneUse = { ...PROCESSED, open: 0 };
const SILENT: Playback = { decoded: 0, appended: 0, fresh: 0, scripted: false };

/** One second: frames and bytes sent and received, and what went on meanwhile. */
interface Second {
  readonly out?: readonly [frames: number, bytes: number, traced?: number];
  readonly in?: readonly [frames: number, bytes: number, traced?: number];
  readonly microphone?: MicrophoneUse;
  readonly playback?: Partial<Playback>;
  readonly webRtc?: boolean;
}

function flow([frames, bytes, traced = 0]: readonly [number, number, number?]) {
  return { frames, bytes, traced };
}

function heard(seconds: readonly Second[]) {
  let memory = NEW_CHANNEL;
  for (const second of seconds) {
    const counts = {
      channel: 0,
      transport: 'websocket',
      origin: 'wss://room.example',
      sent: flow(second.out ?? [0, 0]),
      received: flow(second.in ?? [0, 0]),
    } as const;
    const report: SoundReport = {
      kind: 'sound',
      elapsed: 1000,
      microphone: second.microphone ?? OFF,
      playback: { ...SILENT, ...second.playback },
      channels: [counts],
    };
    memory = listenOn(memory, counts, report, second.webRtc ?? false);
  }
  return memory.recognised;
}

const times = (count: number, ...seconds: readonly Second[]) =>
  Array.from({ length: count }, () => seconds).flat();

const OPUS_60_MS: Second = { out: [16, 2000], microphone: PROCESSED };
const PCM_16_KHZ: Second = { out: [8, 32_000], microphone: PROCESSED };
const MOVEMENT = [30, 900] as const;

/** What was seen, and what is said to be sent. */
const SENT: readonly (readonly [string, readonly Second[], string | null])[] = [
  ['Opus in blocks of 60 ms from a worklet', times(4, OPUS_60_MS), 'microphone-pace'],
  ['raw samples in blocks of 128 ms', times(4, PCM_16_KHZ), 'microphone-pace'],
  [
    'Opus at 6 kbit/s in blocks of 20 ms',
    times(4, { out: [50, 1250], microphone: PROCESSED }),
    'microphone-pace',
  ],
  [
    'a recorder that tells once a second, copied',
    times(4, { out: [1, 4000], microphone: RECORDED }),
    'microphone-pace',
  ],
  [
    'push to talk: short turns',
    times(4, ...times(1, OPUS_60_MS), ...times(9, { out: [0, 0], microphone: MUTED })),
    'microphone-pace',
  ],
  ['what the recorder gave out', [{ out: [1, 300, 1], microphone: RECORDED }], 'microphone-output'],
  ['too short to say', times(3, OPUS_60_MS), null],
  [
    'chat while a worklet reads the microphone',
    times(60, { out: [1, 300], microphone: PROCESSED }),
    null,
  ],
  ['small movements', times(60, { out: [10, 120], microphone: PROCESSED }), null],
  [
    'movements as large as sound, all the time',
    [...times(30, { out: MOVEMENT }), ...times(60, { out: MOVEMENT, microphone: PROCESSED })],
    null,
  ],
  [
    'the same when the microphone is muted',
    times(20, { out: MOVEMENT, microphone: PROCESSED }, { out: MOVEMENT, microphone: MUTED }),
    null,
  ],
  [
    'sound while only a meter looks at the microphone',
    times(60, { out: [16, 2000], microphone: METERED }),
    null,
  ],
  ['sound without a microphone', times(60, { out: [16, 2000] }), null],
  ['sound while the voice goes by WebRTC', times(60, { ...OPUS_60_MS, webRtc: true }), null],
  ['an upload', times(60, { out: [100, 6_000_000], microphone: PROCESSED }), null],
  ['a recording of before, sent with the microphone off', [{ out: [1, 300, 1] }], null],
];

/** What was seen, and what is said to be received. */
const RECEIVED: readonly (readonly [string, readonly Second[], string | null])[] = [
  [
    'fresh buffers for every block',
    times(4, { in: [16, 2000], playback: { fresh: 16 } }),
    'playing-pace',
  ],
  [
    'a decoder for every block',
    times(4, { in: [50, 6000], playback: { decoded: 50 } }),
    'playing-pace',
  ],
  [
    'a worklet that plays',
    times(4, { in: [50, 6000], playback: { scripted: true } }),
    'playing-pace',
  ],
  [
    'into a source buffer',
    times(4, { in: [4, 16_000], playback: { appended: 4 } }),
    'playing-pace',
  ],
  ['the very frames are decoded', [{ in: [16, 2000, 16] }], 'decoded'],
  ['one frame is decoded', times(60, { in: [1, 9000, 1], playback: { decoded: 1 } }), null],
  ['a game with its effects', times(60, { in: [30, 6000], playback: { fresh: 0 } }), null],
  [
    'a game that loads its effects first',
    [...times(3, { in: [30, 6000], playback: { decoded: 9 } }), ...times(60, { in: [30, 6000] })],
    null,
  ],
  ['chat while something plays', times(60, { in: [1, 300], playback: { fresh: 16 } }), null],
];

describe('sound is recognised', () => {
  it.each(SENT)('sent: %s', (_, seconds, expected) => {
    expect(heard(seconds)).toEqual({ sent: expected, received: null });
  });

  it.each(RECEIVED)('received: %s', (_, seconds, expected) => {
    expect(heard(seconds)).toEqual({ sent: null, received: expected });
  });

  it('both ways at once', () => {
    const second = { ...OPUS_60_MS, in: [16, 2000], playback: { scripted: true } } as const;
    expect(heard(times(4, second))).toEqual({ sent: 'microphone-pace', received: 'playing-pace' });
  });

  it('for good: what comes after takes nothing back', () => {
    const after = times(60, { out: [16, 2000] });
    expect(heard([...times(4, OPUS_60_MS), ...after]).sent).toBe('microphone-pace');
  });
});
