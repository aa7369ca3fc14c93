import { uncurry } from '../rtc/captured-globals';
import { getter } from '../rtc/native-getter';

/** The natives of the microphone; `null` where the browser offers none (insecure pages). */
export const microphone =
  typeof MediaDevices === 'function' && typeof MediaStreamTrack === 'function'
    ? {
        devices: MediaDevices.prototype,
        stream: MediaStream.prototype,
        track: MediaStreamTrack.prototype,
        audioTracks: uncurry(MediaStream.prototype.getAudioTracks),
        readyState: getter(MediaStreamTrack.prototype, 'readyState'),
        enabled: getter(MediaStreamTrack.prototype, 'enabled'),
        muted: getter(MediaStreamTrack.prototype, 'muted'),
      }
    : null;

/** Web Audio's; `null` where the browser has it switched off. */
export const webAudio =
  typeof AudioContext === 'function' && typeof AudioWorkletNode === 'function'
    ? {
        node: AudioNode.prototype,
        context: BaseAudioContext.prototype,
        liveContext: AudioContext.prototype,
        bufferSource: AudioBufferSourceNode.prototype,
        inputs: getter(AudioNode.prototype, 'numberOfInputs'),
        // Each throws for nodes of another kind: that is how the kinds are told apart.
        sourceStream: getter(MediaStreamAudioSourceNode.prototype, 'mediaStream'),
        destinationStream: getter(MediaStreamAudioDestinationNode.prototype, 'stream'),
        workletPort: getter(AudioWorkletNode.prototype, 'port'),
        processorSize: getter(ScriptProcessorNode.prototype, 'bufferSize'),
        playedBuffer: getter(AudioBufferSourceNode.prototype, 'buffer'),
      }
    : null;

export const recorder =
  typeof MediaRecorder === 'function'
    ? {
        prototype: MediaRecorder.prototype,
        stream: getter(MediaRecorder.prototype, 'stream'),
        state: getter(MediaRecorder.prototype, 'state'),
        event: BlobEvent.prototype,
        eventTarget: getter(Event.prototype, 'target'),
      }
    : null;

export const socket =
  typeof WebSocket === 'function'
    ? {
        prototype: WebSocket.prototype,
        url: getter(WebSocket.prototype, 'url'),
        readyState: getter(WebSocket.prototype, 'readyState'),
        data: getter(MessageEvent.prototype, 'data'),
      }
    : null;
