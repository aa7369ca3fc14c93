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
  /** Payload bytes of sound that had been sent at the look before. */
  soundBefore: number;
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
    soundBefore: 0,
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

/**
 * Says whether the user's voice goes this way, once all pairs of a look are noted.
 * @param isOpen the path is in use, and the microphone open (see `own-voice`).
 */
export function noteOwnVoice(path: Path, isOpen: boolean): void {
  const { ownVoice, carried } = path.latest;
  const grew = carried.audio.sent > path.soundBefore;
  path.soundBefore = carried.audio.sent;
  const now = ownVoiceNow(ownVoice, grew, isOpen);
  if (now !== ownVoice) path.latest = { ...path.latest, ownVoice: now };
}

/** Pauses between two packets are no silence: what has sent goes on until the microphone closes. */
function ownVoiceNow(before: OwnVoice, grew: boolean, isOpen: boolean): OwnVoice {
  if (isOpen && (grew || before === 'now')) return 'now';
  return before === 'never' ? 'never' : 'before';
}

function eventOf(
  { selected, remote, peer, turn, roundTripTime }: CandidatePair,
  before: PathEvent | null,
  bytes: Path['bytes'],
  { connection, now, fresh, marks, sound }: Look,
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
    ownVoice: before?.ownVoice ?? 'never',
    sound: flows(carried.audio) ? sound : 'unseen',
    bytesSent: totals.reduce((sum, { sent }) => sum + sent, 0),
    bytesReceived: totals.reduce((sum, { received }) => sum + received, 0),
    roundTripTime: roundTripTime ?? before?.roundTripTime ?? null,
    // What program another participant uses is nobody's business.
    software: peer === 'person' ? [] : withMarks(before?.software ?? [], marks),
  };
}
