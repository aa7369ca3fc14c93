import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type PopupState, TabFollower } from '../../lib/browser/popup-source';
import { storeReport } from '../../lib/report/stored-report';
import { scenario } from '../scenarios/scenarios';

const TAB = 7;

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: 1_790_000_000_000 });
  const deaf = { addListener: () => {} };
  Object.assign(fakeBrowser.tabs, { get: async () => ({}) });
  Object.assign(fakeBrowser, { permissions: { onAdded: deaf, contains: async () => true } });
});
afterEach(() => {
  vi.useRealTimers();
});

it('shows at most ten changes a second, and the last one always', async () => {
  const shown: PopupState[] = [];
  const follower = new TabFollower((state) => shown.push(state));
  void follower.follow(TAB);
  await vi.advanceTimersByTimeAsync(1);
  const before = shown.length;
  for (let i = 1; i <= 200; i++) {
    await fakeBrowser.storage.session.set({
      [`tab:${TAB}`]: storeReport({ ...scenario('voice-at-home'), startedAt: i }),
    });
    await vi.advanceTimersByTimeAsync(5);
  }
  expect(shown.length - before).toBeLessThanOrEqual(10);
  await vi.advanceTimersByTimeAsync(100);
  expect(shown.at(-1)).toMatchObject({ report: { startedAt: 200 } });
});

it('takes no report of another version for its own', async () => {
  const shown: PopupState[] = [];
  const follower = new TabFollower((state) => shown.push(state));
  const newer = JSON.stringify({ ...scenario('voice-at-home'), version: 2 });
  await fakeBrowser.storage.session.set({ [`tab:${TAB}`]: newer });
  void follower.follow(TAB);
  await vi.advanceTimersByTimeAsync(10);
  await fakeBrowser.storage.session.set({ [`tab:${TAB}`]: `${newer} ` });
  await vi.advanceTimersByTimeAsync(200);
  expect(shown.map(({ kind }) => kind)).not.toContain('watched');
});

it('calls a background silent that does not answer, until it stores something', async () => {
  const shown: PopupState[] = [];
  const follower = new TabFollower((state) => shown.push(state));
  fakeBrowser.runtime.onMessage.addListener(() => new Promise(() => {}));
  const report = scenario('voice-at-home');
  await fakeBrowser.storage.session.set({ [`tab:${TAB}`]: storeReport(report) });
  void follower.follow(TAB);
  await vi.advanceTimersByTimeAsync(4000);
  expect(shown.at(-1)).toMatchObject({ kind: 'watched', answering: false });
  await fakeBrowser.storage.session.set({
    [`tab:${TAB}`]: storeReport({ ...report, startedAt: 1 }),
  });
  await vi.advanceTimersByTimeAsync(200);
  expect(shown.at(-1)).toMatchObject({ kind: 'watched', answering: true });
});
