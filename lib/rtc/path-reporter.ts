import { type Carried, flows, increaseOfCarried, NOTHING_CARRIED } from '../carried';
import type { SoundTransform } from '../observation';
import { type CandidatePair, candidatePairs } from './candidate-pairs';
import { marksOfReport } from './marks-of-report';
import { isMicrophoneOpen } from './own-voice';
import type { PageReport } from './page-report';
import {
  continuePath,
  keyOfPath,
  noteOwnVoice,
  type Path,
  type PathEvent,
  startPath,
} from './path';
import { createSoundWatch } from './sound-watch';

/** Milliseconds between messages that only bring new byte counts: at first, and at most. */
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60_000;

/** Milliseconds after which a pair that was pinged and never selected is called `checked`. */
const SETTLING = 5000;

const MOST_CONNECTIONS = 512;
const MOST_PATHS = 256;

interface Connection {
  readonly paths: Map<string, Path>;
  /** Totals last read, by transport. */
  readonly carried: Map<string, Carried>;
  readonly soundOf: (report: PageReport) => SoundTransform;
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
  const connections = new Map<number, Connection>();

  function connectionOf({ connection, final }: PageReport): Connection {
    const known = connections.get(connection) ?? newConnection();
    connections.delete(connection);
    if (!final) connections.set(connection, known);
    if (connections.size > MOST_CONNECTIONS) connections.delete(Number([...connections.keys()][0]));
    return known;
  }

  return (report, now) => {
    const known = connectionOf(report);
    // Chromium has no statistics of a closed connection: the last ones known are told then.
    const over = report.final || report.iceState === 'failed' || report.iceState === 'closed';
    const isAnswered = report.answered && report.stats.length > 0;
    const isOpen = isMicrophoneOpen(report);
    const inUse = notePairs(known, report, now);
    for (const [key, path] of known.paths) {
      if (over || isAnswered) noteOwnVoice(path, !over && inUse.has(key) && isOpen);
      if (!isWorthTelling(path, over, now) || !offer(path.latest)) continue;
      path.pause = path.told === null ? FIRST_PAUSE : Math.min(path.pause * 2, LONGEST_PAUSE);
      path.quietUntil = now + path.pause;
      path.told = path.latest;
    }
  };
}

function newConnection(): Connection {
  return { paths: new Map(), carried: new Map(), soundOf: createSoundWatch() };
}

/** @returns the keys of the paths that are in use at this moment. */
function notePairs(known: Connection, report: PageReport, now: number): ReadonlySet<string> {
  const { connection } = report;
  const marks = marksOfReport(report);
  const sound = known.soundOf(report);
  const inUse = new Set<string>();
  for (const pair of candidatePairs(report)) {
    const look = { connection, now, fresh: freshOn(known, pair), marks, sound };
    const key = keyOfPath(pair);
    if (pair.selected) inUse.add(key);
    const path = known.paths.get(key);
    if (path !== undefined) continuePath(path, pair, look);
    else if (known.paths.size < MOST_PATHS) known.paths.set(key, startPath(pair, look));
  }
  return inUse;
}

/** What a transport carries belongs to the path that it uses as it is read. */
function freshOn({ carried }: Connection, { selected, transport, carried: now }: CandidatePair) {
  if (!selected) return NOTHING_CARRIED;
  const before = carried.get(transport) ?? NOTHING_CARRIED;
  carried.set(transport, now);
  return increaseOfCarried(before, now);
}

function isWorthTelling(
  { latest, told, settled, firstSeen, quietUntil }: Path,
  over: boolean,
  now: number,
): boolean {
  if (latest.state === 'checked') {
    // Checks to a person tell nothing that may be told; the others wait until the choice is made.
    if (latest.peer === 'person') return false;
    return told === null && (over || settled || now - firstSeen >= SETTLING);
  }
  if (told === null || meaningOf(told) !== meaningOf(latest)) return true;
  const flowed = latest.bytesSent !== told.bytesSent || latest.bytesReceived !== told.bytesReceived;
  return flowed && (over || now >= quietUntil);
}

function meaningOf({
  state,
  carried,
  ownVoice,
  sound,
  roundTripTime,
  software,
}: PathEvent): string {
  const { audio, video, data } = carried;
  const kinds = [audio, video, data].map(flows);
  return JSON.stringify([state, kinds, ownVoice, sound, roundTripTime === null, software]);
}
