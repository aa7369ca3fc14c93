import type { ProbeEvent } from './probe-event';
import { MOST_EVENTS, TAKEN } from './probe-message';

/** Events that wait at most: beyond them the newest are refused, and counted by who offered them. */
export const MOST_WAITING = 1000;

/** Milliseconds to wait before a message is sent again; after the last one it is given up. */
const PAUSES = [50, 100, 200, 400, 800, 1600, 3200, 6400];

interface OutboxOptions {
  /**
   * Sends one message. Resolves to {@link TAKEN} once it is stored; anything else, and a
   * rejection, means that it may be lost: the background was stopped under it.
   * @throws when the extension that started this frame's scripts is gone.
   */
  readonly send: (events: readonly ProbeEvent[]) => Promise<unknown>;
  readonly onGone: () => void;
  /** So many events were given up. */
  readonly onLost: (count: number) => void;
}

export interface Outbox {
  /** @returns whether it is taken; it isn't when too many wait. */
  put(event: ProbeEvent): boolean;
  /**
   * Sends it, and what waits, at once and once in one message: the document is about to end.
   * @param dropped events that were refused or given up and aren't told of yet: they are, together
   * with those for which the message has no room.
   */
  putLast(event: ProbeEvent, dropped: number): void;
  /**
   * Sends again what was under way: the document comes out of the back/forward cache, where
   * browsers close its channels without a word.
   */
  revive(): void;
}

/**
 * Brings every event to the background at least once, and in order: one message is under way at a
 * time, and it is sent again until the background says that it is stored. The background may be
 * stopped at any moment, with what it was just told.
 */
export function createOutbox({ send, onGone, onLost }: OutboxOptions): Outbox {
  let waiting: ProbeEvent[] = [];
  let underWay: readonly ProbeEvent[] = [];
  let failures = 0;

  function sendNext(): void {
    underWay = waiting.slice(0, MOST_EVENTS);
    waiting = waiting.slice(MOST_EVENTS);
    failures = 0;
    if (underWay.length > 0) attempt();
  }

  function attempt(): void {
    const sent = underWay;
    const unlessRevived = (settle: () => void) => () => {
      if (sent === underWay) settle();
    };
    let answer: Promise<unknown>;
    try {
      answer = send(underWay);
    } catch {
      onGone();
      return;
    }
    answer.then((reply) => unlessRevived(reply === TAKEN ? sendNext : fail)(), unlessRevived(fail));
  }

  function fail(): void {
    const pause = PAUSES[failures];
    failures += 1;
    // Not `setTimeout`: pages share its ids with content scripts and can clear them.
    const sent = underWay;
    const again = () => {
      if (sent === underWay) attempt();
    };
    if (pause !== undefined) AbortSignal.timeout(pause).addEventListener('abort', again);
    else {
      const lost = underWay.length;
      sendNext();
      onLost(lost);
    }
  }

  return {
    put(event) {
      if (waiting.length >= MOST_WAITING) return false;
      waiting.push(event);
      if (underWay.length === 0) sendNext();
      return true;
    },
    revive() {
      waiting = [...underWay, ...waiting];
      sendNext();
    },
    putLast(event, dropped) {
      // Of a message that failed nothing may have arrived, and its next attempt comes too late.
      const left = failures > 0 ? [...underWay, ...waiting] : waiting;
      const fitting = left.slice(0, MOST_EVENTS - 2);
      const count = dropped + left.length - fitting.length;
      const missing: ProbeEvent[] = count === 0 ? [] : [{ kind: 'dropped', count }];
      const last = [...fitting, ...missing, event];
      waiting = [];
      try {
        send(last).catch(() => {});
      } catch {
        onGone();
      }
    },
  };
}
