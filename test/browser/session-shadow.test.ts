import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SessionShadow } from '../../lib/browser/session-shadow';

describe('SessionShadow', () => {
  let errors: unknown[];
  beforeEach(() => {
    errors = [];
    vi.restoreAllMocks();
    fakeBrowser.reset();
    vi.useFakeTimers();
  });

  function shadowOf(value: () => unknown = () => true): SessionShadow {
    return new SessionShadow({
      write: (keys) => Object.fromEntries([...keys].map((key) => [key, value()])),
      makeRoom: async () => null,
      onError: (error) => errors.push(error),
    });
  }

  it('has stored a new destination before anything else can happen', async () => {
    const shadow = shadowOf();
    shadow.touch('tab:1', 'news');
    await vi.advanceTimersByTimeAsync(0);
    expect(await fakeBrowser.storage.session.get('tab:1')).toEqual({ 'tab:1': true });
  });

  it.each([
    { what: '300 requests to 10 hosts', events: 300, newEvery: 30, spacing: 10, most: 15 },
    { what: 'a flood of new hosts', events: 10_000, newEvery: 1, spacing: 1, most: 51 },
  ])('$what: at most $most writes', async ({ events, newEvery, spacing, most }) => {
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    let latest = 0;
    const shadow = shadowOf(() => latest);
    for (let event = 0; event < events; event++) {
      latest = event;
      shadow.touch('tab:1', event % newEvery === 0 ? 'news' : 'counters');
      await vi.advanceTimersByTimeAsync(spacing);
    }
    await vi.advanceTimersByTimeAsync(2000);
    expect(set.mock.calls.length).toBeLessThanOrEqual(most);
    expect(await fakeBrowser.storage.session.get('tab:1')).toEqual({ 'tab:1': events - 1 });
  });

  it('has one write in flight at a time', async () => {
    let inFlight = 0;
    let most = 0;
    vi.spyOn(fakeBrowser.storage.session, 'set').mockImplementation(async () => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setTimeout(resolve, 500));
      inFlight--;
    });
    const shadow = shadowOf();
    for (let i = 0; i < 50; i++) {
      shadow.touch(`tab:${i % 3}`, 'news');
      await vi.advanceTimersByTimeAsync(60);
    }
    await vi.advanceTimersByTimeAsync(5000);
    expect(most).toBe(1);
  });

  it('says when all news is stored, and not before', async () => {
    let finish = () => {};
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    set.mockImplementation(() => new Promise<void>((resolve) => (finish = resolve)));
    const shadow = shadowOf();
    const done: string[] = [];
    const say = (what: string) => void shadow.settled().then(() => done.push(what));
    say('nothing to store');
    shadow.touch('tab:1', 'news');
    say('first');
    await vi.advanceTimersByTimeAsync(0);
    shadow.touch('tab:2', 'news');
    say('second');
    await vi.advanceTimersByTimeAsync(300);
    expect(done).toEqual(['nothing to store']);
    finish();
    await vi.advanceTimersByTimeAsync(300);
    expect(done).toEqual(['nothing to store', 'first']);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toEqual(['nothing to store', 'first', 'second']);
  });

  it('tries again after a write that failed', async () => {
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValueOnce(new Error('quota'));
    const shadow = shadowOf();
    shadow.touch('tab:1', 'news');
    await vi.advanceTimersByTimeAsync(2000);
    expect(errors).toHaveLength(1);
    expect(await fakeBrowser.storage.session.get('tab:1')).toEqual({ 'tab:1': true });
  });

  it('tries ever more rarely while every write fails, and keeps nobody waiting', async () => {
    const set = vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('disk'));
    const shadow = shadowOf();
    let waiting = 0;
    for (let second = 0; second < 600; second++) {
      shadow.touch('tab:1', 'news');
      waiting += 1;
      void shadow.settled().then(() => (waiting -= 1));
      await vi.advanceTimersByTimeAsync(1000);
      if (second > 2) expect(waiting).toBe(0);
    }
    expect(set.mock.calls.length).toBeLessThanOrEqual(16);
    set.mockRestore();
    await vi.advanceTimersByTimeAsync(61_000);
    expect(await fakeBrowser.storage.session.get('tab:1')).toEqual({ 'tab:1': true });
  });
});
