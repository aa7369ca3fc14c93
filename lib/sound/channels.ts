import { append, indexOf, milliseconds, slice, weakMap } from '../rtc/captured-globals';
import { payloadIdentity, payloadSize } from './payload';
import { type ChannelCounts, MOST_CHANNELS } from './sound-report';

// Page world: see the rules in `captured-globals`.

type Counts = { -readonly [K in keyof ChannelCounts['sent']]: number };

export interface Channel extends Omit<ChannelCounts, 'sent' | 'received'> {
  sent: Counts;
  received: Counts;
}

/** Frames and bytes by channel, and where their buffers came from or went to. */
export interface Channels {
  /** @returns `null` beyond the most that are counted. */
  readonly open: (transport: ChannelCounts['transport'], url: string) => Channel | null;
  readonly sent: (channel: Channel, data: unknown) => void;
  readonly received: (channel: Channel, data: unknown) => void;
  /** A buffer or Blob that the microphone's recorder or an encoder gave out. */
  readonly noteOutput: (data: unknown) => void;
  readonly isOutput: (data: unknown) => boolean;
  /** A buffer that is being decoded. */
  readonly noteDecoded: (data: unknown) => void;
  /** What went over them since the last call. */
  readonly take: () => ChannelCounts[];
}

/** @param onTraffic called for every frame that may hold sound. */
export function createChannels(onTraffic: () => void): Channels {
  const outputs = weakMap<object, true>();
  const arrivals = weakMap<object, Channel>();
  let busy: Channel[] = [];
  let count = 0;

  function note(channel: Channel, flow: Counts, size: number): void {
    const idle = channel.sent.frames + channel.received.frames === 0;
    if (idle && busy.length >= MOST_CHANNELS) return;
    if (idle) append(busy, channel);
    flow.frames += 1;
    flow.bytes += size;
    onTraffic();
  }

  return {
    open(transport, url) {
      const origin = originIn(url);
      if (origin === null) return null;
      const channel = { channel: count, transport, origin, sent: none(), received: none() };
      count += 1;
      return channel;
    },
    sent(channel, data) {
      const size = payloadSize(data);
      if (size === null) return;
      note(channel, channel.sent, size);
      if (isOutput(data)) channel.sent.traced += 1;
    },
    received(channel, data) {
      const size = payloadSize(data);
      if (size === null) return;
      note(channel, channel.received, size);
      const identity = payloadIdentity(data);
      if (identity !== null) arrivals.set(identity, channel);
    },
    noteOutput(data) {
      const identity = payloadIdentity(data);
      if (identity !== null) outputs.set(identity, true);
    },
    isOutput,
    noteDecoded(data) {
      const identity = payloadIdentity(data);
      const channel = identity === null ? undefined : arrivals.get(identity);
      if (channel !== undefined) channel.received.traced += 1;
    },
    take() {
      const taken: ChannelCounts[] = [];
      for (let i = 0; i < busy.length; i += 1) {
        const channel = busy[i] as Channel;
        append(taken, { ...channel });
        channel.sent = none();
        channel.received = none();
      }
      busy = [];
      return taken;
    },
  };

  function isOutput(data: unknown): boolean {
    const identity = payloadIdentity(data);
    return identity !== null && outputs.get(identity) === true;
  }
}

function none(): Counts {
  return { frames: 0, bytes: 0, traced: 0 };
}

/** Scheme, host and port of a URL as browsers write it: no path, query or user leaves the page. */
export function originIn(url: string): string | null {
  const start = indexOf(url, '://') + 3;
  const end = indexOf(url, '/', start);
  if (start < 3 || end < 0) return null;
  const authority = slice(url, start, end);
  const user = indexOf(authority, '@');
  return slice(url, 0, start) + (user < 0 ? authority : slice(authority, user + 1));
}

/** Measures the time between two calls, in milliseconds. */
export function createStopwatch(): () => number {
  let last = milliseconds();
  return () => {
    const now = milliseconds();
    const elapsed = now - last;
    last = now;
    return elapsed;
  };
}
