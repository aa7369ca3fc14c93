import { define, uncurry } from './captured-globals';
import { captureTransceivers } from './copy-transceivers';
import { getter } from './native-getter';

/** The natives of `RTCPeerConnection`; `null` where the browser has WebRTC switched off. */
export const peerConnection =
  typeof RTCPeerConnection === 'function' && typeof RTCStatsReport === 'function'
    ? capturePeerConnection(RTCPeerConnection.prototype)
    : null;

/** See `captured-globals`. */
export type PeerConnectionNatives = NonNullable<typeof peerConnection>;

function capturePeerConnection(prototype: RTCPeerConnection) {
  // A promise that is resolved with a statistics report asks it for `then` first (ECMA-262
  // §27.2.1.3.2), and would find a page's on the prototypes: a locked `undefined` is in the way.
  define(RTCStatsReport.prototype, 'then', { value: undefined });
  return {
    prototype,
    getStats: uncurry(prototype.getStats) as (pc: RTCPeerConnection) => Promise<RTCStatsReport>,
    getConfiguration: uncurry(prototype.getConfiguration),
    iceConnectionState: getter(prototype, 'iceConnectionState'),
    iceGatheringState: getter(prototype, 'iceGatheringState'),
    remoteDescription: getter(prototype, 'remoteDescription'),
    getSenders: uncurry(prototype.getSenders),
    trackOf: getter(RTCRtpSender.prototype, 'track'),
    track: {
      kind: getter(MediaStreamTrack.prototype, 'kind'),
      enabled: getter(MediaStreamTrack.prototype, 'enabled'),
      muted: getter(MediaStreamTrack.prototype, 'muted'),
      readyState: getter(MediaStreamTrack.prototype, 'readyState'),
    },
    copyTransceivers: captureTransceivers(),
    sdp: getter(RTCSessionDescription.prototype, 'sdp'),
    forEachStat: uncurry(RTCStatsReport.prototype.forEach) as (
      report: RTCStatsReport,
      callback: (stat: object) => void,
    ) => void,
  };
}
