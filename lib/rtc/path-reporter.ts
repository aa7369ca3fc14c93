import type { CandidatePairObservation } from '../observation';
import { type CandidatePair, candidatePairs } from './candidate-pairs';
import type { PageReport } from './page-report';
import type { ProbeEvent } from './probe-event';

type PathEvent = Extract<ProbeEvent, { kind: 'candidate-pair' }>;

/** Milliseconds between messages that only bring new byte counts: at first, and at most. */
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60_000;

/** Milliseconds after which a pair that was pinged and never selected is called `checked`. */
const SETTLING = 5000;

const MOST_CONNECTIONS = 512;
const MOST_PATHS = 256;

/** All pairs of one connection that go the same way: only their sum means something outside. */
interface Path {
  readonly firstSeen: number;
  readonly bytes: Map<string, { readonly sent: number; readonly received: number }>;
  used: boolean;
  carries: CandidatePairObservation['carries'];
  sent: PathEvent | null;
  pause: number;
  quietUntil: number;
}

/**
 * Turns looks at connections into messages worth sending: each path once when it is known and when
 * it changes its meaning, and its byte counts ever more rarely. A message each second would keep
 * the background awake for as long as a room is open.
 * @param offer takes a message, or says `false` and is offered the next one of that path instead.
 */
export function createPathReporter(
  offer: (event: PathEvent) => boolean,
): (report: PageReport, now: number) => void {
  const connections = new Map<number, Map<string, Path>>();
  return (report, now) => {
    const paths = connections.get(report.connection) ?? new Map<string, Path>();
    connections.delete(report.connection);
    if (!report.final) connections.set(report.connection, paths);
    if (connections.size > MOST_CONNECTIONS) connections.delete(Number([...connections.keys()][0]));
    const over = report.final || report.iceState === 'failed' || report.iceState === 'closed';
    for (const pair of candidatePairs(report)) {
      const path = pathOf(paths, pair, now);
      if (path === null) continue;
      const event = eventOf(report.connection, pair, path, now);
      const settled = over || pair.settled;
      if (!isWorthSending(event, path, { settled, over, now }) || !offer(event)) continue;
      path.pause = path.sent === null ? FIRST_PAUSE : Math.min(path.pause * 2, LONGEST_PAUSE);
      path.quietUntil = now + path.pause;
      path.sent = event;
    }
  };
}

function pathOf(paths: Map<string, Path>, pair: CandidatePair, now: number): Path | null {
  const key = JSON.stringify([pair.peer, pair.remote, pair.turn]);
  let path = paths.get(key);
  if (path === undefined) {
    if (paths.size >= MOST_PATHS) return null;
    path = {
      firstSeen: now,
      bytes: new Map(),
      used: false,
      carries: pair.carries,
      sent: null,
      pause: FIRST_PAUSE,
      quietUntil: 0,
    };
    paths.set(key, path);
  }
  path.used ||= pair.selected;
  path.carries = {
    audio: path.carries.audio || pair.carries.audio,
    video: path.carries.video || pair.carries.video,
    data: path.carries.data || pair.carries.data,
  };
  path.bytes.set(pair.id, { sent: pair.bytesSent, received: pair.bytesReceived });
  return path;
}

function eventOf(connection: number, pair: CandidatePair, path: Path, now: number): PathEvent {
  const totals = [...path.bytes.values()];
  return {
    kind: 'candidate-pair',
    at: now,
    connection,
    state: path.used ? 'in-use' : 'checked',
    remote: pair.remote,
    peer: pair.peer,
    turn: pair.turn,
    carries: path.carries,
    bytesSent: totals.reduce((sum, { sent }) => sum + sent, 0),
    bytesReceived: totals.reduce((sum, { received }) => sum + received, 0),
    roundTripTime: pair.roundTripTime ?? path.sent?.roundTripTime ?? null,
  };
}

function isWorthSending(
  event: PathEvent,
  path: Path,
  { settled, over, now }: { settled: boolean; over: boolean; now: number },
): boolean {
  if (event.state === 'checked') {
    // Checks to a person tell nothing that may be told; the others wait until the choice is made.
    if (event.peer === 'person') return false;
    return path.sent === null && (settled || now - path.firstSeen >= SETTLING);
  }
  const last = path.sent;
  if (last === null || meaningOf(last) !== meaningOf(event)) return true;
  const flowed = event.bytesSent !== last.bytesSent || event.bytesReceived !== last.bytesReceived;
  return flowed && (over || now >= path.quietUntil);
}

function meaningOf({ state, carries, roundTripTime }: PathEvent): string {
  return JSON.stringify([state, carries, roundTripTime === null]);
}
