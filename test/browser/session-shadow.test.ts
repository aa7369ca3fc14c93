import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SessionShadow } from '../../lib/browser/session-shadow';

describe('SessionShadow', () => {
  beforeEach(() => {
    vi.restoreAllMocks();
    fakeBrowser.reset();
    vi.useFakeTimers();
  });

  it('writes the first change at once and a burst of later ones together', async () => {
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    let version = 0;
    const shadow = new SessionShadow(
      (keys) => Object.fromEntries([...keys].map((key) => [key, version])),
      (error) => expect.unreachable(String(error)),
    );
    for (version = 1; version <= 300; version++) {
      shadow.touch('tab:1');
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(set.mock.calls.length).toBeLessThanOrEqual(15);
    expect(await fakeBrowser.storage.session.get('tab:1')).toEqual({ 'tab:1': 300 });
  });

  it('has one write in flight at a time', async () => {
    let inFlight = 0;
    let most = 0;
    vi.spyOn(fakeBrowser.storage.session, 'set').mockImplementation(async () => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setTimeout(resolve, 500));
      inFlight--;
    });
    const shadow = new SessionShadow(
      () => ({}),
      (error) => expect.unreachable(String(error)),
    );
    for (let i = 0; i < 50; i++) {
      shadow.touch(`tab:${i % 3}`);
      await vi.advanceTimersByTimeAsync(60);
    }
    await vi.advanceTimersByTimeAsync(5000);
    expect(most).toBe(1);
  });

  it('goes on after a write that failed', async () => {
    const errors: unknown[] = [];
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValueOnce(new Error('quota'));
    const shadow = new SessionShadow(
      (keys) => Object.fromEntries([...keys].map((key) => [key, true])),
      (error) => errors.push(error),
    );
    shadow.touch('tab:1');
    await vi.advanceTimersByTimeAsync(1000);
    shadow.touch('tab:1');
    await vi.advanceTimersByTimeAsync(1000);
    expect(errors).toHaveLength(1);
    expect(await fakeBrowser.storage.session.get('tab:1')).toEqual({ 'tab:1': true });
  });
});
