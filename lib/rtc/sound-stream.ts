import type { StatsEntry } from './page-report';
import type { StatsIndex } from './stats-index';

/** One transceiver with sound, as the page world copies it. */
export interface SoundTransceiver {
  /** Ties it to its statistics; `''` until it is negotiated. */
  readonly mid: string;
  /** Something stands between encoder and network (W3C webrtc-encoded-transform). */
  readonly sendTransform: boolean;
  /** Something stands between network and decoder. */
  readonly receiveTransform: boolean;
}

/** Sound that has flowed in one direction, with what stands in its way now. */
export interface SoundStream {
  /** The statistics' own id: the same stream keeps it. */
  readonly id: string;
  readonly direction: 'sent' | 'received';
  readonly bytes: number;
  readonly transformed: boolean;
}

/** The streams of sound that have carried anything. One whose transceiver isn't known is left out. */
export function soundStreams(
  transceivers: readonly SoundTransceiver[],
  stats: StatsIndex,
): readonly SoundStream[] {
  const byMid = new Map(transceivers.map((each) => [each.mid, each]));
  const streamsOf = (direction: SoundStream['direction'], entries: readonly StatsEntry[]) =>
    entries.flatMap(({ id, kind, mid, bytesSent, bytesReceived }) => {
      const transceiver = byMid.get(String(mid));
      const bytes = Number(direction === 'sent' ? bytesSent : bytesReceived);
      if (kind !== 'audio' || transceiver === undefined || !(bytes > 0)) return [];
      const transformed =
        direction === 'sent' ? transceiver.sendTransform : transceiver.receiveTransform;
      return { id: String(id), direction, bytes, transformed };
    });
  return [
    ...streamsOf('sent', stats.ofType('outbound-rtp')),
    ...streamsOf('received', stats.ofType('inbound-rtp')),
  ];
}
