import {
  append,
  callAfter,
  listen,
  settle,
  type Weakly,
  weakly,
  weakMap,
} from './captured-globals';
import {
  type ConnectionFacts,
  copyStats,
  describeConnection,
  originLines,
  passedSdp,
} from './connection-snapshot';
import type { PageReport, StatsEntry } from './page-report';
import type { PeerConnectionNatives } from './peer-connection-natives';
import { marksOfDescription, withChannels } from './software-in-page';
import { wrapPeerConnection } from './wrap-peer-connection';

/** Milliseconds between two looks at a live connection. */
const PERIOD = 2000;

/** Milliseconds from a change of state to the second look at it. */
const SOON = 300;

/** An answer takes milliseconds; one that is this late won't come. */
const TICKS_TO_ANSWER = 3;

/** How many connections one tick looks at; with more alive, they take turns. */
const MOST_PER_TICK = 32;

/** Connections made between two times of forgetting those that are gone. */
const FORGET_EVERY = 256;

interface Watched {
  readonly connection: number;
  /** Chromium allows 500 connections per page until they are collected: never keep one alive. */
  readonly pc: Weakly<RTCPeerConnection>;
  /** From the description the page passed: Chromium rewrites the origin line in its own copy. */
  origin: readonly string[];
  /** Names of the marks that software left in that description. */
  marks: readonly string[];
  looking: boolean;
  lookAgain: boolean;
  /** Ticks since an answer was due. */
  waiting: number;
  ended: boolean;
}

/**
 * Watches every peer connection made in this realm and reports its state: at once when it changes,
 * then every two seconds while anything is connected, and a last time as it is closed.
 * @returns a function that ends the watching; the page notices neither.
 */
export function watchPeerConnections(
  realm: object,
  natives: PeerConnectionNatives,
  report: (report: PageReport) => void,
): () => void {
  const known = weakMap<RTCPeerConnection, Watched>();
  let alive: Watched[] = [];
  let count = 0;
  let turn = 0;
  let ticking = false;
  let stopped = false;

  function onSeen(pc: RTCPeerConnection): void {
    if (stopped || known.get(pc) !== undefined) return;
    // Throws for anything but a peer connection, as when a page calls a method on another object.
    natives.iceConnectionState(pc);
    const watched: Watched = {
      connection: count,
      pc: weakly(pc),
      origin: [],
      marks: [],
      looking: false,
      lookAgain: false,
      waiting: 0,
      ended: false,
    };
    count += 1;
    if (count % FORGET_EVERY === 0) forgetDead();
    append(alive, watched);
    listen(pc, 'icegatheringstatechange', () => look(watched));
    listen(pc, 'iceconnectionstatechange', () => {
      look(watched);
      // Checks go out in the first moments, and a page may close the connection before the tick.
      callAfter(SOON, () => look(watched));
      startTicking();
    });
    // Last: a page that fills the stack makes any line throw, and is not to be known by halves.
    known.set(pc, watched);
  }

  function onRemoteDescription(pc: RTCPeerConnection, description: unknown): void {
    onSeen(pc);
    const watched = known.get(pc);
    if (watched === undefined) return;
    const sdp = passedSdp(natives, description);
    watched.origin = originLines(sdp);
    watched.marks = marksOfDescription(sdp);
  }

  /** Facts are gone after the call, and of statistics Firefox gives only those asked for after. */
  function onClosing(pc: RTCPeerConnection): () => void {
    onSeen(pc);
    const watched = known.get(pc);
    if (watched === undefined || watched.ended) return () => {};
    const facts = describeConnection(natives, pc, watched.origin);
    watched.ended = true;
    return () => askStats(pc, watched, facts);
  }

  function look(watched: Watched): void {
    const pc = watched.pc.get();
    if (stopped || watched.ended || pc === undefined) return;
    if (watched.looking) {
      watched.lookAgain = true;
      return;
    }
    watched.looking = true;
    askStats(pc, watched, describeConnection(natives, pc, watched.origin));
  }

  function askStats(pc: RTCPeerConnection, watched: Watched, facts: ConnectionFacts): void {
    const final = watched.ended;
    const onStats = (stats: StatsEntry[], marks: readonly string[]) => {
      onLooked(watched);
      if (stopped || final !== watched.ended) return;
      const { connection } = watched;
      report({ connection, final, answered: true, ...facts, marks, stats });
    };
    settle(
      natives.getStats(pc),
      (stats) => onStats(copyStats(natives, stats), withChannels(natives, stats, watched.marks)),
      () => onStats([], watched.marks),
    );
  }

  function onLooked(watched: Watched): void {
    watched.looking = false;
    watched.waiting = 0;
    if (!watched.lookAgain) return;
    watched.lookAgain = false;
    look(watched);
  }

  /** In Firefox `getStats` settles by way of the page's `then`, which may swallow it. */
  function tellWaiting(watched: Watched, pc: RTCPeerConnection): void {
    watched.waiting += 1;
    if (watched.waiting !== TICKS_TO_ANSWER) return;
    const facts = describeConnection(natives, pc, watched.origin);
    const { connection, marks } = watched;
    report({ connection, final: false, answered: false, ...facts, marks, stats: [] });
  }

  function startTicking(): void {
    if (ticking) return;
    ticking = true;
    callAfter(PERIOD, tick);
  }

  /** Looks at the next connections in turn, and stops when none is connected. */
  function tick(): void {
    ticking = false;
    if (stopped) return;
    forgetDead();
    const connected: Watched[] = [];
    for (let i = 0; i < alive.length; i += 1) {
      const watched = alive[i] as Watched;
      const pc = watched.pc.get();
      if (pc === undefined) continue;
      if (watched.looking) tellWaiting(watched, pc);
      if (isLive(natives.iceConnectionState(pc))) append(connected, watched);
    }
    for (let i = 0; i < connected.length && i < MOST_PER_TICK; i += 1) {
      look(connected[(turn + i) % connected.length] as Watched);
    }
    turn += MOST_PER_TICK;
    if (connected.length > 0) startTicking();
  }

  function forgetDead(): void {
    const still: Watched[] = [];
    for (let i = 0; i < alive.length; i += 1) {
      const watched = alive[i] as Watched;
      if (!watched.ended && watched.pc.get() !== undefined) append(still, watched);
    }
    alive = still;
  }

  wrapPeerConnection(realm, natives.prototype, { onSeen, onRemoteDescription, onClosing });
  return () => {
    stopped = true;
  };
}

function isLive(state: RTCIceConnectionState): boolean {
  return state !== 'new' && state !== 'failed' && state !== 'closed';
}
