import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Alerts } from '../../lib/browser/alerts';
import { forgetTold, readTold } from '../../lib/browser/told-alerts';
import type { Mute } from '../../lib/report/mute';
import { restorePage } from '../../lib/report/restore-page';
import { english } from '../report/english';
import { directory } from '../report/fixture-directory';
import { SCENARIOS, scenario } from '../scenarios/scenarios';

const TAB = 7;
const create = vi.fn(async () => '');
let isOn: boolean;
let mutes: readonly Mute[];
let incognito: boolean;
let shown: string;

beforeEach(() => {
  vi.useFakeTimers();
  fakeBrowser.reset();
  mutes = [];
  create.mockReset().mockResolvedValue('');
  [isOn, incognito, shown] = [true, false, 'voice-to-watched-country'];
  Object.assign(fakeBrowser, { notifications: { create } });
  Object.assign(fakeBrowser.i18n, { getMessage: english.translate });
  Object.assign(fakeBrowser.tabs, { get: async () => ({ incognito }) });
});
afterEach(() => vi.useRealTimers());

/** A life of the background in which the page is seen. */
async function see(times = 1): Promise<void> {
  const alerts = new Alerts({
    directory,
    isOn: () => isOn,
    mutes: () => mutes,
    pageOf: () => restorePage(scenario(shown)),
  });
  for (let time = 0; time < times; time++) {
    alerts.consider(TAB);
    await vi.advanceTimersByTimeAsync(2000);
  }
}

describe('alerts', () => {
  it('tell once, over lives of the background, until they are reset', async () => {
    await see(3);
    await see();
    expect(create).toHaveBeenCalledOnce();
    expect(create.mock.lastCall).toMatchObject([
      'tab:7',
      { title: 'Earshot warns: www.clubhouse.com', buttons: [{ title: 'No more alerts' }] },
    ]);
    await forgetTold();
    await see();
    expect(create).toHaveBeenCalledTimes(2);
  });

  it('keep quiet and remember nothing in a private window', async () => {
    incognito = true;
    await see();
    expect(create).not.toHaveBeenCalled();
    expect(await readTold()).toEqual(new Set());
  });

  it('keep quiet and remember nothing while they are off', async () => {
    isOn = false;
    await see();
    expect(create).not.toHaveBeenCalled();
    expect(await readTold()).toEqual(new Set());
  });

  it('keep quiet about what was muted', async () => {
    shown = 'muted';
    mutes = SCENARIOS.find(({ name }) => name === shown)?.settings.muted ?? [];
    await see();
    expect(create).not.toHaveBeenCalled();
    mutes = [];
    await see();
    expect(create).toHaveBeenCalledOnce();
  });

  it('keep quiet below a warning', async () => {
    shown = 'check-only';
    await see();
    expect(create).not.toHaveBeenCalled();
  });

  it('do without buttons where the browser has none', async () => {
    // Firefox 153 throws, in the very call.
    create.mockImplementationOnce(() => {
      throw new Error('Property "buttons" is unsupported by Firefox');
    });
    await see();
    expect(create).toHaveBeenCalledTimes(2);
    expect(create.mock.lastCall?.at(1)).not.toHaveProperty('buttons');
  });

  it('need no notifications in the browser', async () => {
    Object.assign(fakeBrowser, { notifications: undefined });
    await see();
    expect(await readTold()).toEqual(new Set());
  });
});
