/**
 * What the page world hands to the isolated world about sound that may go other ways than WebRTC:
 * counts of one stretch of time, copied and not interpreted. No contents, no device names, no ids.
 */
export interface SoundReport {
  readonly kind: 'sound';
  /** Milliseconds that the counts are about. */
  readonly elapsed: number;
  readonly microphone: MicrophoneUse;
  readonly playback: Playback;
  /** Only those over which something went. */
  readonly channels: readonly ChannelCounts[];
}

export interface MicrophoneUse {
  /** Audio tracks of `getUserMedia` that haven't ended. */
  readonly live: number;
  /** Those of them that are neither disabled by the page nor muted by the system. */
  readonly open: number;
  /** A `MediaRecorder` is recording it. */
  readonly recorded: boolean;
  /** It flows into an AudioWorklet or ScriptProcessor, where scripts get its samples. */
  readonly processed: boolean;
  /** Blocks of samples given to an `AudioEncoder`. */
  readonly encoded: number;
}

/** Ways in which scripts play sound that arrives bit by bit. */
export interface Playback {
  /** Calls of `decodeAudioData` and `AudioDecoder.decode`. */
  readonly decoded: number;
  /** Calls of `SourceBuffer.appendBuffer`. */
  readonly appended: number;
  /** Audio buffers played for the first time: an effect plays the same one again. */
  readonly fresh: number;
  /** A worklet or ScriptProcessor that isn't fed by the microphone is connected to something. */
  readonly scripted: boolean;
}

/** A WebSocket or a WebTransport session. */
export interface ChannelCounts {
  /** Counts those of one frame from 0. */
  readonly channel: number;
  readonly transport: 'websocket' | 'webtransport';
  /** Scheme, host and port. */
  readonly origin: string;
  readonly sent: Flow;
  readonly received: Flow;
}

export interface Flow {
  /** Binary frames, and texts long enough to hold some sound. */
  readonly frames: number;
  readonly bytes: number;
  /**
   * Frames whose very buffer came from the microphone's recorder or an encoder (sent), or went to
   * a decoder (received).
   */
  readonly traced: number;
}

export const MOST_CHANNELS = 256;
const LONGEST_ORIGIN = 300;

/** Reads what came through the port; anything that is not a report is `null`. */
export function parseSoundReport(value: unknown): SoundReport | null {
  if (!isFields(value) || value.kind !== 'sound' || !isAmount(value.elapsed)) return null;
  const { elapsed, channels } = value;
  const microphone = parseMicrophone(value.microphone);
  const playback = parsePlayback(value.playback);
  if (microphone === null || playback === null) return null;
  if (!Array.isArray(channels) || channels.length > MOST_CHANNELS) return null;
  const parsed = (channels as unknown[]).map(parseChannel);
  if (!parsed.every((channel) => channel !== null)) return null;
  return { kind: 'sound', elapsed, microphone, playback, channels: parsed };
}

type Fields = { readonly [field: string]: unknown };

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

function parseMicrophone(value: unknown): MicrophoneUse | null {
  if (!isFields(value)) return null;
  const { live, open, recorded, processed, encoded } = value;
  if (!isAmount(live) || !isAmount(open) || !isAmount(encoded)) return null;
  if (typeof recorded !== 'boolean' || typeof processed !== 'boolean') return null;
  return { live, open, recorded, processed, encoded };
}

function parsePlayback(value: unknown): Playback | null {
  if (!isFields(value)) return null;
  const { decoded, appended, fresh, scripted } = value;
  if (!isAmount(decoded) || !isAmount(appended) || !isAmount(fresh)) return null;
  return typeof scripted === 'boolean' ? { decoded, appended, fresh, scripted } : null;
}

function parseChannel(value: unknown): ChannelCounts | null {
  if (!isFields(value)) return null;
  const { channel, transport, origin } = value;
  const sent = parseFlow(value.sent);
  const received = parseFlow(value.received);
  if (!Number.isSafeInteger(channel) || sent === null || received === null) return null;
  if (transport !== 'websocket' && transport !== 'webtransport') return null;
  if (typeof origin !== 'string' || origin.length > LONGEST_ORIGIN) return null;
  return { channel: channel as number, transport, origin, sent, received };
}

function parseFlow(value: unknown): Flow | null {
  if (!isFields(value)) return null;
  const { frames, bytes, traced } = value;
  if (!isAmount(frames) || !isAmount(bytes) || !isAmount(traced)) return null;
  return { frames, bytes, traced };
}
