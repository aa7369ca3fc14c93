import { append, getOwnPropertyDescriptor, slice, uncurry, weakMap } from './captured-globals';
import { getter } from './native-getter';
import { LONGEST_TEXT, MOST_TRANSCEIVERS } from './page-report';
import type { SoundTransceiver } from './sound-stream';
import { wrapMethod } from './wrap-native';

// Page world: see the rules in `captured-globals`.

type End = RTCRtpSender | RTCRtpReceiver;

/**
 * Captures what is needed to say, of each transceiver with sound, whether the page has put a
 * transform into its way out or in. Of the transform nothing is read: not its worker, its options,
 * or its keys.
 */
export function captureTransceivers(): (pc: RTCPeerConnection) => SoundTransceiver[] {
  const transceiver = RTCRtpTransceiver.prototype;
  const getTransceivers = uncurry(RTCPeerConnection.prototype.getTransceivers);
  const mid = getter(transceiver, 'mid');
  const sender = getter(transceiver, 'sender');
  const receiver = getter(transceiver, 'receiver');
  const track = getter(RTCRtpReceiver.prototype, 'track');
  const kind = getter(MediaStreamTrack.prototype, 'kind');
  const isSenderTransformed = watchTransforms(RTCRtpSender.prototype);
  const isReceiverTransformed = watchTransforms(RTCRtpReceiver.prototype);
  return (pc) => {
    const copies: SoundTransceiver[] = [];
    const all = getTransceivers(pc);
    for (let i = 0; i < all.length && copies.length < MOST_TRANSCEIVERS; i += 1) {
      const each = all[i] as RTCRtpTransceiver;
      const end = receiver(each);
      // A sender may have no track yet; a receiver always has one of its transceiver's kind.
      if (kind(track(end)) !== 'audio') continue;
      append(copies, {
        mid: slice(mid(each) ?? '', 0, LONGEST_TEXT),
        sendTransform: isSenderTransformed(sender(each)),
        receiveTransform: isReceiverTransformed(end),
      });
    }
    return copies;
  };
}

/**
 * The standard's `transform` is simply read at each look, so nothing is put in front of it.
 * Chromium's older `createEncodedStreams` leaves nothing to read: its calls are noted.
 */
function watchTransforms<T extends End>(prototype: T): (end: T) => boolean {
  const transform = getOwnPropertyDescriptor(prototype, 'transform')?.get;
  const read = transform === undefined ? null : (uncurry(transform) as (end: T) => unknown);
  const streamed = weakMap<T, true>();
  wrapMethod(prototype, 'createEncodedStreams', (end) => () => streamed.set(end, true));
  return (end) => streamed.get(end) === true || (read !== null && read(end) !== null);
}
