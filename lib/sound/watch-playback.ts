import { weakMap } from '../rtc/captured-globals';
import { wrapAnswer, wrapMethod } from '../rtc/wrap-native';
import type { Channels } from './channels';
import type { webAudio } from './sound-natives';
import type { Playback } from './sound-report';

// Page world: see the rules in `captured-globals`.

/** Counts the ways in which scripts play sound that they got bit by bit. */
export function watchPlayback(
  natives: NonNullable<typeof webAudio>,
  channels: Channels,
): { readonly take: () => Omit<Playback, 'scripted'> } {
  const played = weakMap<AudioBuffer, true>();
  let counts = { decoded: 0, appended: 0, fresh: 0 };

  wrapAnswer(natives.context, 'decodeAudioData', (_, args) => {
    channels.noteDecoded(args[0]);
    counts.decoded += 1;
    return null;
  });
  wrapMethod(natives.bufferSource, 'start', (source) => {
    const buffer = natives.playedBuffer(source);
    if (buffer !== null && !played.get(buffer)) {
      played.set(buffer, true);
      counts.fresh += 1;
    }
    return null;
  });
  if (typeof AudioDecoder === 'function') {
    wrapMethod(AudioDecoder.prototype, 'decode', () => () => {
      counts.decoded += 1;
    });
  }
  if (typeof SourceBuffer === 'function') {
    wrapMethod(SourceBuffer.prototype, 'appendBuffer', (_, args) => () => {
      channels.noteDecoded(args[0]);
      counts.appended += 1;
    });
  }
  return {
    take() {
      const taken = counts;
      counts = { decoded: 0, appended: 0, fresh: 0 };
      return taken;
    },
  };
}
