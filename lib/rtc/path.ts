import { addCarried, type Carried, flows, NOTHING_CARRIED } from '../carried';
import type { OwnVoice, SoundTransform } from '../observation';
import { type SeenMark, withMarks } from '../software/mark';
import type { CandidatePair } from './candidate-pairs';
import type { ProbeEvent } from './probe-event';

export type PathEvent = Extract<ProbeEvent, { kind: 'candidate-pair' }>;

/** All pairs of one connection that go the same way: only their sum means something outside. */
export interface Path {
  readonly firstSeen: number;
  readonly bytes: Map<string, { readonly sent: number; readonly received: number }>;
  latest: PathEvent;
  /** What was told last, `null` before anything was. */
  told: PathEvent | null;
  settled: boolean;
  pause: number;
  quietUntil: number;
}

/** What one look shows of a pair, beyond the pair itself. */
export interface Look {
  readonly connection: number;
  readonly now: number;
  /** What the pair's transport has carried since the look before. */
  readonly fresh: Carried;
  /** See `own-voice`. */
  readonly microphoneOpen: boolean;
  /** Of the connection. */
  readonly marks: readonly SeenMark[];
  /** See `sound-watch`. */
  readonly sound: SoundTransform;
}

/** Pairs of one key go the same way. */
export function keyOfPath({ peer, remote, turn }: CandidatePair): string {
  return JSON.stringify([peer, remote, turn]);
}

export function startPath(pair: CandidatePair, look: Look): Path {
  const bytes = new Map([[pair.id, { sent: pair.bytesSent, received: pair.bytesReceived }]]);
  return {
    firstSeen: look.now,
    bytes,
    latest: eventOf(pair, null, bytes, look),
    told: null,
    settled: pair.settled,
    pause: 0,
    quietUntil: 0,
  };
}

export function continuePath(path: Path, pair: CandidatePair, look: Look): void {
  path.bytes.set(pair.id, { sent: pair.bytesSent, received: pair.bytesReceived });
  path.latest = eventOf(pair, path.latest, path.bytes, look);
  path.settled = pair.settled;
}

/** The path isn't used any more, or nothing more is known of it. */
export function fallSilent(path: Path): void {
  if (path.latest.ownVoice === 'now') path.latest = { ...path.latest, ownVoice: 'before' };
}

function eventOf(
  { selected, remote, peer, turn, roundTripTime }: CandidatePair,
  before: PathEvent | null,
  bytes: Path['bytes'],
  { connection, now, fresh, microphoneOpen, marks, sound }: Look,
): PathEvent {
  const totals = [...bytes.values()];
  const carried = addCarried(before?.carried ?? NOTHING_CARRIED, fresh);
  return {
    kind: 'candidate-pair',
    at: now,
    connection,
    state: selected || before?.state === 'in-use' ? 'in-use' : 'checked',
    remote,
    peer,
    turn,
    carried,
    ownVoice: ownVoiceOf(before?.ownVoice ?? 'never', fresh, selected && microphoneOpen),
    sound: flows(carried.audio) ? sound : 'unseen',
    bytesSent: totals.reduce((sum, { sent }) => sum + sent, 0),
    bytesReceived: totals.reduce((sum, { received }) => sum + received, 0),
    roundTripTime: roundTripTime ?? before?.roundTripTime ?? null,
    // What program another participant uses is nobody's business.
    software: peer === 'person' ? [] : withMarks(before?.software ?? [], marks),
  };
}

/** Pauses between two packets are no silence: an open sender that has sent goes on until it closes. */
function ownVoiceOf(before: OwnVoice, { audio }: Carried, isOpen: boolean): OwnVoice {
  if (isOpen && (before === 'now' || audio.sent > 0)) return 'now';
  return before === 'never' ? 'never' : 'before';
}
