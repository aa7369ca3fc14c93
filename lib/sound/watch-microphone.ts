import { append, type Weakly, weakly, weakMap } from '../rtc/captured-globals';
import { wrapAnswer, wrapMethod } from '../rtc/wrap-native';
import type { microphone } from './sound-natives';

// Page world: see the rules in `captured-globals`.

export interface MicrophoneWatch {
  /** Whether sound of the microphone is in a stream. */
  readonly isIn: (stream: MediaStream) => boolean;
  readonly isTrack: (track: MediaStreamTrack) => boolean;
  /** Says that a stream carries it too, as the end of a chain of audio nodes does. */
  readonly noteCarrier: (stream: MediaStream) => void;
  readonly count: () => { readonly live: number; readonly open: number };
}

/** Watches which tracks are the microphone's: those of `getUserMedia`, and copies of them. */
export function watchMicrophone(
  natives: NonNullable<typeof microphone>,
  onGranted: () => void,
): MicrophoneWatch {
  const carriers = weakMap<MediaStreamTrack, true>();
  let tracks: Weakly<MediaStreamTrack>[] = [];

  function addTrack(track: MediaStreamTrack): void {
    if (carriers.get(track)) return;
    carriers.set(track, true);
    append(tracks, weakly(track));
    onGranted();
  }

  function eachTrack(stream: MediaStream, run: (track: MediaStreamTrack) => void): void {
    const list = natives.audioTracks(stream);
    for (let i = 0; i < list.length; i += 1) run(list[i] as MediaStreamTrack);
  }

  function isIn(stream: MediaStream): boolean {
    let found = false;
    eachTrack(stream, (track) => {
      if (carriers.get(track)) found = true;
    });
    return found;
  }

  function count() {
    const still: Weakly<MediaStreamTrack>[] = [];
    let open = 0;
    for (let i = 0; i < tracks.length; i += 1) {
      const kept = tracks[i] as Weakly<MediaStreamTrack>;
      const track = kept.get();
      if (track === undefined || natives.readyState(track) !== 'live') continue;
      append(still, kept);
      if (natives.enabled(track) && !natives.muted(track)) open += 1;
    }
    tracks = still;
    return { live: still.length, open };
  }

  wrapAnswer(natives.devices, 'getUserMedia', () => (stream) => {
    eachTrack(stream as MediaStream, addTrack);
  });
  wrapMethod(natives.track, 'clone', (track) =>
    carriers.get(track) ? (copy) => addTrack(copy as MediaStreamTrack) : null,
  );
  wrapMethod(natives.stream, 'clone', (stream) =>
    isIn(stream) ? (copy) => eachTrack(copy as MediaStream, addTrack) : null,
  );
  return {
    isIn,
    isTrack: (track) => carriers.get(track) === true,
    noteCarrier: (stream) => eachTrack(stream, (track) => carriers.set(track, true)),
    count,
  };
}
