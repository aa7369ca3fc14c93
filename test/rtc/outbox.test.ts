import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutbox, MOST_WAITING } from '../../lib/rtc/outbox';
import type { ProbeEvent } from '../../lib/rtc/probe-event';
import { MOST_EVENTS, parseProbeMessage, TAKEN } from '../../lib/rtc/probe-message';

/** Stands for one event; only its number matters here. */
const event = (count: number): ProbeEvent => ({ kind: 'dropped', count });
const numbers = (events: readonly ProbeEvent[]) =>
  events.map((it) => (it.kind === 'dropped' ? it.count : -1));

/** A background that dies with each message its fates say so of. */
function background(fates: readonly ('takes' | 'dies' | 'is silent')[]) {
  const stored: number[] = [];
  const messages: number[][] = [];
  const send = async (events: readonly ProbeEvent[]) => {
    const fate = fates[messages.length] ?? 'takes';
    messages.push(numbers(events));
    if (fate === 'dies') throw new Error('The message channel closed before a response came.');
    if (fate === 'is silent') return undefined;
    stored.push(...numbers(events));
    return TAKEN;
  };
  return { stored, messages, send };
}

describe('the outbox', () => {
  // `AbortSignal.timeout` isn't among the timers a test can move.
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), ms);
      return controller.signal;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  const outboxOf = (send: (events: readonly ProbeEvent[]) => Promise<unknown>) => {
    const lost: number[] = [];
    const onGone = vi.fn();
    return { lost, onGone, ...createOutbox({ send, onGone, onLost: (it) => lost.push(it) }) };
  };

  it.each([
    { fates: [] },
    { fates: ['dies'] },
    { fates: ['is silent', 'dies', 'dies'] },
    { fates: ['takes', 'dies', 'takes', 'dies', 'dies'] },
  ] as const)('brings every event once and in order: $fates', async ({ fates }) => {
    const { stored, send } = background(fates);
    const { put } = outboxOf(send);
    for (let i = 0; i < 200; i++) {
      put(event(i));
      if (i % 50 === 0) await vi.advanceTimersByTimeAsync(20);
    }
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stored).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });

  it('has one message under way at a time, of a bounded size', async () => {
    const { messages, send } = background([]);
    const { put } = outboxOf(send);
    for (let i = 0; i < 150; i++) put(event(i));
    expect(messages).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(messages.map(({ length }) => length)).toEqual([1, MOST_EVENTS, MOST_EVENTS, 21]);
  });

  it('refuses what is too much, and counts what it gives up', async () => {
    const { send } = background(Array.from({ length: 9 }, () => 'dies' as const));
    const { put, lost } = outboxOf(send);
    const taken = Array.from({ length: MOST_WAITING + 5 }, (_, i) => put(event(i)));
    expect(taken.filter((it) => !it)).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(13_000);
    expect(lost).toEqual([1]);
  });

  it('sends at once all that waits when the document ends', async () => {
    const { messages, send } = background(['dies']);
    const { put, putLast } = outboxOf(send);
    put(event(1));
    put(event(2));
    putLast(event(3), 0);
    expect(messages).toEqual([[1], [2, 3]]);
    await vi.advanceTimersByTimeAsync(100);
    expect(messages.slice(2)).toEqual([[1]]);
  });

  it('sends with the last what has failed and would be tried again too late', async () => {
    const { messages, send } = background(['dies']);
    const { put, putLast } = outboxOf(send);
    put(event(1));
    put(event(2));
    await vi.advanceTimersByTimeAsync(10);
    putLast(event(3), 0);
    expect(messages).toEqual([[1], [1, 2, 3]]);
  });

  it.each([
    { waiting: MOST_EVENTS - 2, before: 0, told: null },
    { waiting: MOST_EVENTS - 1, before: 0, told: 1 },
    { waiting: MOST_EVENTS + 10, before: 0, told: 12 },
    { waiting: 1, before: 7, told: 7 },
    { waiting: MOST_EVENTS, before: 7, told: 9 },
  ])('tells with the last what is not told any more: $waiting wait', (its) => {
    const messages: (readonly ProbeEvent[])[] = [];
    const { put, putLast } = outboxOf(async (events) => messages.push(events));
    const last = { kind: 'goodbye' } as const;
    put(event(0));
    for (let i = 0; i < its.waiting; i++) put(event(i));
    putLast(last, its.before);
    const missing = its.told === null ? [] : [{ kind: 'dropped', count: its.told }];
    expect(messages[1]?.slice(Math.min(its.waiting, MOST_EVENTS - 2))).toEqual([...missing, last]);
    expect(parseProbeMessage(messages[1])).toEqual(messages[1]);
  });

  it('falls silent when its extension is gone', () => {
    const { put, onGone } = outboxOf(() => {
      throw new Error('Extension context invalidated.');
    });
    put(event(1));
    put(event(2));
    expect(onGone).toHaveBeenCalledOnce();
  });
});

describe('the message', () => {
  it.each([
    ['events', [{ kind: 'dropped', count: 1 }], [{ kind: 'dropped', count: 1 }]],
    ['what is no event', [7, null, { kind: 'dropped', count: 1 }], [{ kind: 'dropped', count: 1 }]],
    [
      'too many',
      Array.from({ length: MOST_EVENTS + 1 }, () => ({ kind: 'hello', returned: false })),
      null,
    ],
    ['a single event', { kind: 'hello', returned: false }, null],
    ['a word', 'ping', null],
  ])('%s', (_, value, expected) => expect(parseProbeMessage(value)).toEqual(expected));
});
