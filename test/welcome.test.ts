// @vitest-environment happy-dom
import { h, render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Welcome, type WelcomeState } from '../entrypoints/welcome/welcome';
import { welcomeNewUsers } from '../lib/browser/welcome';
import { DEFAULT_SETTINGS } from '../lib/settings';
import { english } from './report/english';
import { directory } from './report/fixture-directory';

const actions = {
  choosePreset: vi.fn(),
  seeAllSites: vi.fn(),
  turnAlerts: vi.fn(),
  options: vi.fn(),
};
const context = { directory, databases: [], speaker: english, here: null };
const fresh: WelcomeState = {
  settings: DEFAULT_SETTINGS,
  granted: { allSites: false, catalogue: true, sites: [], notifications: false },
  isRefused: false,
};
let root: HTMLElement;

beforeEach(() => {
  vi.clearAllMocks();
  fakeBrowser.reset();
  root = document.createElement('div');
  document.body.replaceChildren(root);
});

async function show(state: WelcomeState): Promise<void> {
  await act(() => render(h(Welcome, { state, context, actions }), root));
}

const box = (id: string) => root.querySelector<HTMLInputElement>(`#${id}`);

describe('the welcome page', () => {
  it('says what it has to say in 150 words, lists and example aside', async () => {
    await show(fresh);
    for (const each of root.querySelectorAll('.example .popup, [id^=preset-], [for^=preset-]')) {
      (each.closest('.choice') ?? each).remove();
    }
    const words = root.textContent?.match(/[\p{L}\d’]+/gu) ?? [];
    expect(words.length).toBeLessThanOrEqual(150);
    expect(words.length).toBeGreaterThan(80);
  });

  it('shows the real popup on a room that was recorded', async () => {
    await show(fresh);
    expect(root.querySelector('.example .headline')?.textContent).toContain('China');
    expect(root.querySelectorAll('.example li.row').length).toBeGreaterThan(3);
    // Nothing in it would act on a page.
    expect(root.querySelector('.example .main-action')).toBeNull();
    for (const row of root.querySelectorAll<HTMLDetailsElement>('.example details')) {
      await act(() => {
        row.open = true;
        row.dispatchEvent(new Event('toggle'));
      });
    }
    expect(root.querySelector('.example')?.textContent).toContain('112.126.96.46:4713');
  });

  it('asks the browser, and follows its answer rather than the click', async () => {
    await show(fresh);
    await act(() => box('all-sites')?.click());
    expect(actions.seeAllSites).toHaveBeenCalledWith(true);
    await act(() => box('alerts-on')?.click());
    expect(actions.turnAlerts).toHaveBeenCalledWith(true);
    expect(box('all-sites')?.checked).toBe(false);
    expect(box('alerts-on')?.checked).toBe(false);
    await show({ ...fresh, isRefused: true });
    expect(root.querySelector('[role=status]')?.textContent).toContain('works all the same');
  });
});

describe('after an installation', () => {
  it.each([
    ['install', 1],
    ['update', 0],
    ['browser_update', 0],
  ])('%s: opens %i tabs', async (reason, count) => {
    const create = vi.fn(async () => ({}));
    Object.assign(fakeBrowser.tabs, { create });
    welcomeNewUsers();
    await fakeBrowser.runtime.onInstalled.trigger({ reason } as never);
    expect(create).toHaveBeenCalledTimes(count);
  });
});
