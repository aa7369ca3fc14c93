import { construct, uncurry } from '../rtc/captured-globals';
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

/** WebTransport's, and those of the streams it is made of; `null` where the browser has none. */
export const transport =
  typeof WebTransport === 'function'
    ? {
        prototype: WebTransport.prototype,
        datagrams: getter(WebTransport.prototype, 'datagrams'),
        incomingOneWay: getter(WebTransport.prototype, 'incomingUnidirectionalStreams'),
        incomingBothWays: getter(WebTransport.prototype, 'incomingBidirectionalStreams'),
        duplex: WebTransportDatagramDuplexStream.prototype,
        datagramsIn: getter(WebTransportDatagramDuplexStream.prototype, 'readable'),
        readable: getter(WebTransportBidirectionalStream.prototype, 'readable'),
        writable: getter(WebTransportBidirectionalStream.prototype, 'writable'),
        desiredSize: getter(WritableStreamDefaultWriter.prototype, 'desiredSize'),
        writableStream: WritableStream.prototype,
        writer: WritableStreamDefaultWriter.prototype,
        readableStream: ReadableStream.prototype,
        readers: [ReadableStreamDefaultReader.prototype, ReadableStreamBYOBReader.prototype],
        /** What `for await` asks for the next piece of a stream. */
        makeIterator: makeIterator(ReadableStream, uncurry(ReadableStream.prototype.values)),
        absoluteUrl: absoluteUrl(URL, getter(Node.prototype, 'baseURI')),
        href: getter(URL.prototype, 'href'),
      }
    : null;

function makeIterator(
  stream: typeof ReadableStream,
  values: (self: ReadableStream) => object,
): () => object {
  return () => values(construct(stream, []) as ReadableStream);
}

function absoluteUrl(url: typeof URL, base: (self: Node) => string): (text: string) => URL {
  return (text) => construct(url, [text, base(document)]) as URL;
}
