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
  latest: PathEvent;
  sent: PathEvent | null;
  settled: boolean;
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
    for (const pair of candidatePairs(report)) notePair(paths, pair, report.connection, now);
    // Chromium has no statistics of a closed connection: the last ones known are told then.
    const over = report.final || report.iceState === 'failed' || report.iceState === 'closed';
    for (const path of paths.values()) {
      if (!isWorthSending(path, over, now) || !offer(path.latest)) continue;
      path.pause = path.sent === null ? FIRST_PAUSE : Math.min(path.pause * 2, LONGEST_PAUSE);
      path.quietUntil = now + path.pause;
      path.sent = path.latest;
    }
  };
}

function notePair(
  paths: Map<string, Path>,
  pair: CandidatePair,
  connection: number,
  now: number,
): void {
  const key = JSON.stringify([pair.peer, pair.remote, pair.turn]);
  const before = paths.get(key);
  if (before === undefined && paths.size >= MOST_PATHS) return;
  const bytes = before?.bytes ?? new Map();
  bytes.set(pair.id, { sent: pair.bytesSent, received: pair.bytesReceived });
  const latest = eventOf(connection, pair, before?.latest ?? null, [...bytes.values()], now);
  if (before !== undefined) Object.assign(before, { latest, settled: pair.settled });
  else {
    const { settled } = pair;
    const fresh = { firstSeen: now, bytes, latest, sent: null, settled };
    paths.set(key, { ...fresh, pause: FIRST_PAUSE, quietUntil: 0 });
  }
}

function eventOf(
  connection: number,
  { selected, remote, peer, turn, carries, roundTripTime }: CandidatePair,
  before: PathEvent | null,
  totals: readonly { readonly sent: number; readonly received: number }[],
  now: number,
): PathEvent {
  return {
    kind: 'candidate-pair',
    at: now,
    connection,
    state: selected || before?.state === 'in-use' ? 'in-use' : 'checked',
    remote,
    peer,
    turn,
    carries: {
      audio: carries.audio || before?.carries.audio === true,
      video: carries.video || before?.carries.video === true,
      data: carries.data || before?.carries.data === true,
    },
    bytesSent: totals.reduce((sum, { sent }) => sum + sent, 0),
    bytesReceived: totals.reduce((sum, { received }) => sum + received, 0),
    roundTripTime: roundTripTime ?? before?.roundTripTime ?? null,
  };
}

function isWorthSending(
  { latest, sent, settled, firstSeen, quietUntil }: Path,
  over: boolean,
  now: number,
): boolean {
  if (latest.state === 'checked') {
    // Checks to a person tell nothing that may be told; the others wait until the choice is made.
    if (latest.peer === 'person') return false;
    return sent === null && (over || settled || now - firstSeen >= SETTLING);
  }
  if (sent === null || meaningOf(sent) !== meaningOf(latest)) return true;
  const flowed = latest.bytesSent !== sent.bytesSent || latest.bytesReceived !== sent.bytesReceived;
  return flowed && (over || now >= quietUntil);
}

function meaningOf({ state, carries, roundTripTime }: PathEvent): string {
  return JSON.stringify([state, carries, roundTripTime === null]);
}
