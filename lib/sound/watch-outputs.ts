import { append, type Weakly, weakly, weakMap } from '../rtc/captured-globals';
import { wrapAnswer, wrapGetter, wrapMethod } from '../rtc/wrap-native';
import type { Channels } from './channels';
import type { recorder } from './sound-natives';
import type { MicrophoneWatch } from './watch-microphone';

// Page world: see the rules in `captured-globals`.

const MOST_RECORDERS = 32;

export interface RecorderWatch {
  readonly isRecording: () => boolean;
}

/** Marks what recorders of the microphone give out: as a Blob, and as the buffer made of it. */
export function watchRecorders(
  natives: NonNullable<typeof recorder>,
  microphone: MicrophoneWatch,
  channels: Channels,
): RecorderWatch {
  const ours = weakMap<MediaRecorder, true>();
  let recorders: Weakly<MediaRecorder>[] = [];

  wrapMethod(natives.prototype, 'start', (each) => () => {
    if (!microphone.isIn(natives.stream(each)) || recorders.length >= MOST_RECORDERS) return;
    append(recorders, weakly(each));
    ours.set(each, true);
  });
  // Listening would be too late: the page's listener may be older and send at once.
  wrapGetter(natives.event, 'data', (event, blob) => {
    if (ours.get(natives.eventTarget(event) as MediaRecorder)) channels.noteOutput(blob);
  });
  wrapAnswer(Blob.prototype, 'arrayBuffer', (blob) =>
    channels.isOutput(blob) ? channels.noteOutput : null,
  );
  return {
    isRecording() {
      const still: Weakly<MediaRecorder>[] = [];
      for (let i = 0; i < recorders.length; i += 1) {
        const kept = recorders[i] as Weakly<MediaRecorder>;
        const each = kept.get();
        if (each !== undefined && natives.state(each) === 'recording') append(still, kept);
      }
      recorders = still;
      return still.length > 0;
    },
  };
}

/** Counts what is given to encoders and marks what comes out of them. */
export function watchEncoders(channels: Channels): { readonly take: () => number } {
  let encoded = 0;
  if (typeof AudioEncoder === 'function') {
    wrapMethod(AudioEncoder.prototype, 'encode', () => () => {
      encoded += 1;
    });
    wrapMethod(EncodedAudioChunk.prototype, 'copyTo', (_, args) => () => {
      channels.noteOutput(args[0]);
    });
  }
  return {
    take() {
      const taken = encoded;
      encoded = 0;
      return taken;
    },
  };
}
