import type { Endpoint, SoundObservation } from '../observation';
import { parseOrigin } from './origin';
import { type ChannelMemory, listenOn, NEW_CHANNEL } from './recognise';
import type { SoundEvent } from './sound-event';
import type { ChannelCounts, SoundReport } from './sound-report';

/** Milliseconds between messages that only bring new byte counts: at first, and at most. */
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60_000;

const MOST_CHANNELS = 512;

interface Known {
  readonly endpoint: Endpoint;
  readonly transport: SoundObservation['transport'];
  memory: ChannelMemory;
  bytesSent: number;
  bytesReceived: number;
  told: string | null;
  pause: number;
  quietUntil: number;
}

/**
 * Tells of each socket and session in which sound is recognised: once, when more becomes known of
 * it, and its byte counts ever more rarely, so that a quiet background may sleep.
 * @param offer takes a message, or says `false` and is offered the next one instead.
 */
export function createSoundReporter(
  offer: (event: SoundEvent) => boolean,
): (report: SoundReport, otherWay: boolean, now: number) => void {
  const channels = new Map<number, Known>();
  return (report, otherWay, now) => {
    for (const counts of report.channels) {
      const known = channels.get(counts.channel) ?? newChannel(counts);
      if (known === null) continue;
      channels.set(counts.channel, known);
      if (channels.size > MOST_CHANNELS) channels.delete(Number([...channels.keys()][0]));
      known.memory = listenOn(known.memory, counts, report, otherWay);
      known.bytesSent += counts.sent.bytes;
      known.bytesReceived += counts.received.bytes;
      tell(known, counts.channel, now);
    }
  };

  function tell(known: Known, channel: number, now: number): void {
    const { endpoint, transport, bytesSent, bytesReceived } = known;
    const { sent, received } = known.memory.recognised;
    if (sent === null && received === null) return;
    const meaning = `${sent} ${received}`;
    if (known.told === meaning && now < known.quietUntil) return;
    const bytes = { bytesSent, bytesReceived };
    if (
      !offer({ kind: 'sound', at: now, channel, endpoint, transport, sent, received, ...bytes })
    ) {
      return;
    }
    known.pause = known.told === meaning ? Math.min(known.pause * 2, LONGEST_PAUSE) : FIRST_PAUSE;
    known.quietUntil = now + known.pause;
    known.told = meaning;
  }
}

function newChannel({ origin, transport }: ChannelCounts): Known | null {
  const parsed = parseOrigin(origin);
  if (parsed === null) return null;
  return {
    endpoint: parsed.endpoint,
    transport: transport === 'webtransport' ? 'webtransport' : parsed.transport,
    memory: NEW_CHANNEL,
    bytesSent: 0,
    bytesReceived: 0,
    told: null,
    pause: FIRST_PAUSE,
    quietUntil: 0,
  };
}
