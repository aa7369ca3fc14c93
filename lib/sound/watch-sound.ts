import { callAfter } from '../rtc/captured-globals';
import { createChannels, createStopwatch } from './channels';
import type { PlayerReport } from './endless-player';
import { watchAudioGraph } from './microphone-graph';
import { microphone, recorder, socket, transport, webAudio } from './sound-natives';
import type { SoundReport } from './sound-report';
import { watchMicrophone } from './watch-microphone';
import { watchEncoders, watchRecorders } from './watch-outputs';
import { watchPlayback } from './watch-playback';
import { watchPlayers } from './watch-players';
import { watchSockets } from './watch-sockets';
import { watchTransports } from './watch-transports';

/** Milliseconds that are counted together. */
const PERIOD = 1000;

/**
 * Page world: watches the microphone, and all ways but WebRTC by which a page's scripts can send
 * and play sound. Reports each second in which there is something to tell.
 * @returns a function that ends the reports; the page notices neither.
 */
export function watchSound(report: (report: SoundReport | PlayerReport) => void): () => void {
  // Where pages have no microphone, no sound or no sockets there is nothing to find out.
  if (microphone === null || webAudio === null || recorder === null || socket === null) {
    return () => {};
  }
  let ticking = false;
  let stopped = false;
  let lived = 0;
  let elapsed = createStopwatch();

  const channels = createChannels(startTicking);
  const voice = watchMicrophone(microphone, startTicking);
  const graph = watchAudioGraph(webAudio, voice);
  const recorders = watchRecorders(recorder, voice, channels);
  const encoders = watchEncoders(channels);
  const playback = watchPlayback(webAudio, channels);
  watchSockets(socket, channels);
  if (transport !== null) watchTransports(transport, channels);
  watchPlayers((player) => {
    if (!stopped) report(player);
  });

  function startTicking(): void {
    if (ticking || stopped) return;
    ticking = true;
    // What went on while nothing was watched belongs to no second.
    playback.take();
    encoders.take();
    elapsed = createStopwatch();
    callAfter(PERIOD, tick);
  }

  function tick(): void {
    ticking = false;
    if (stopped) return;
    const { live, open } = voice.count();
    const taken = channels.take();
    const encoded = encoders.take();
    const played = playback.take();
    if (live > 0 || lived > 0 || taken.length > 0) {
      report({
        kind: 'sound',
        elapsed: elapsed(),
        microphone: {
          live,
          open,
          recorded: recorders.isRecording(),
          processed: live > 0 && graph.isMicrophoneProcessed(),
          encoded,
        },
        playback: { ...played, scripted: graph.isScripted() },
        channels: taken,
      });
    }
    lived = live;
    if (live > 0 || taken.length > 0) startTicking();
  }

  return () => {
    stopped = true;
  };
}
