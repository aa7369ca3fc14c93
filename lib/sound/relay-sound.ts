import {
  createPlayerReporter,
  type LivePlaybackEvent,
  parsePlayerReport,
  watchAttachedPlayers,
} from './endless-player';
import { createMicrophoneReporter, type MicrophoneEvent } from './microphone-event';
import type { SoundEvent } from './sound-event';
import { parseSoundReport } from './sound-report';
import { createSoundReporter } from './sound-reporter';

/** The isolated world's part for all sound that doesn't go by WebRTC. */
export interface SoundRelay {
  /** Takes anything that came through the port. */
  readonly read: (data: unknown) => void;
  /** Says that a peer connection sends sound: scripts then read the microphone to improve it. */
  readonly noteWebRtc: () => void;
  readonly stop: () => void;
}

/** @param offer takes an event, or says `false` and is offered the next one instead. */
export function relaySound(
  offer: (event: SoundEvent | MicrophoneEvent | LivePlaybackEvent) => boolean,
): SoundRelay {
  const reportSound = createSoundReporter(offer);
  const reportMicrophone = createMicrophoneReporter(offer);
  const reportPlayer = createPlayerReporter(offer);
  let sendsByWebRtc = false;
  return {
    read(data) {
      const sound = parseSoundReport(data);
      if (sound !== null) {
        reportMicrophone(sound);
        reportSound(sound, sendsByWebRtc, Date.now());
      }
      const player = parsePlayerReport(data);
      if (player !== null) reportPlayer(player, Date.now());
    },
    noteWebRtc: () => {
      sendsByWebRtc = true;
    },
    stop: watchAttachedPlayers((player) => reportPlayer(player, Date.now())),
  };
}
