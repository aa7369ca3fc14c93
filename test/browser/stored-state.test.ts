import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  discardUnread,
  readSettings,
  readUnread,
  updateSettings,
} from '../../lib/browser/settings';
import { readTold } from '../../lib/browser/told-alerts';
import { popupView } from '../../lib/report/popup-view';
import { readStoredReport } from '../../lib/report/stored-report';
import type { TabReport } from '../../lib/report/tab-report';
import { DEFAULT_SETTINGS } from '../../lib/settings';
import { DIRECTORY } from '../../lib/vendors/catalog';
import { english } from '../report/english';
import { runBackground } from './bundled-background';

const FOLDER = 'test/fixtures/stored';
const TAB = 7;
const PAGE = 'https://www.clubhouse.com';
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
/** What can be read of mutes. */
const MUTE = {
  site: 'clubhouse',
  subject: 'voice',
  kind: 'location',
  severity: 'warning',
  country: 'CN',
  by: { kind: 'vendor', id: 'agora' },
};
const { version } = read('package.json') as { version: string };

it('is kept of this version before it is released: npm run keep-state', () => {
  expect(existsSync(`${FOLDER}/${version}`)).toBe(true);
});

/** The background's next life in a browser that stored this. */
async function begin(session: Record<string, unknown>, local: Record<string, unknown> = {}) {
  const stored = structuredClone(session);
  const background = await runBackground({
    'storage.local.get': () => structuredClone(local),
    'storage.session.get': () => structuredClone(stored),
    'storage.session.set': (items: unknown) => void Object.assign(stored, items),
    'storage.session.remove': (key: unknown) => {
      delete stored[key as string];
    },
    'tabs.query': () => [{ id: TAB, url: `${PAGE}/room/x` }],
    'permissions.contains': () => true,
  } as never);
  await sleep(300);
  return { stored, background, report: reportIn(stored) };
}

/** What this version makes of it: the background has written it anew, whoever wrote it before. */
function reportIn(stored: Record<string, unknown>): TabReport {
  const report = readStoredReport(stored[`tab:${TAB}`]);
  if (report === null) throw new Error('no report');
  return report;
}

/** How many destinations a release stored, whatever it stored them in. */
const destinationsIn = (stored: unknown): number =>
  (typeof stored === 'string' ? JSON.parse(stored) : stored).destinations.length;

/** Databases can't be read here, and that is all that may go wrong. */
function faults({ errors }: Awaited<ReturnType<typeof runBackground>>): readonly string[] {
  return errors.filter((error) => !/no file|indexedDB/.test(error));
}

const saysLate = ({ gaps }: TabReport) => gaps.some(({ kind }) => kind === 'started-late');

describe.each(readdirSync(FOLDER))('what %s stored', (release) => {
  const local = read(`${FOLDER}/${release}/local.json`);
  const session = read(`${FOLDER}/${release}/session.json`);
  beforeEach(() => fakeBrowser.reset());

  it('of settings and alerts is read, or kept aside and said', async () => {
    await fakeBrowser.storage.local.set(local);
    expect((await readTold()).size).toBe(local.told.length);
    if ((await readUnread()) !== 'nothing') return;
    expect(await readSettings()).toMatchObject(local.settings);
  });

  it('of pages is taken up, or its page says that it began late', async () => {
    const { report, background } = await begin(session, local);
    expect(faults(background)).toEqual([]);
    popupView(report, DIRECTORY, english);
    expect(report.page).toBe(PAGE);
    const before = destinationsIn(session[`tab:${TAB}`]);
    expect(saysLate(report) || report.destinations.length === before).toBe(true);
  });

  it('of a page that was left comes back whole, or late', async () => {
    const { stored, background } = await begin(session);
    const sender = { tab: { id: TAB }, frameId: 0, url: `${PAGE}/room/x`, origin: PAGE };
    const hello = [{ kind: 'hello', returned: true }];
    background.fire('runtime.onMessage', hello, { ...sender, documentId: 'first' });
    await sleep(300);
    const report = reportIn(stored);
    const before = destinationsIn(session['left:first'].report);
    expect(saysLate(report) || report.destinations.length === before).toBe(true);
    popupView(report, DIRECTORY, english);
  });
});

describe('what this version can’t read', () => {
  const session = read(`${FOLDER}/${version}/session.json`);
  const report = JSON.parse(session[`tab:${TAB}`]);

  it.each<[string, unknown]>([
    ['a report of a later version', JSON.stringify({ ...report, version: 2 })],
    ['a damaged report', JSON.stringify({ ...report, destinations: [{ key: 7 }] })],
    ['a report that is none', 'lost'],
    ['nothing', null],
  ])('%s gives way to a page that says that it began late', async (_, value) => {
    const { report: now, background } = await begin({ ...session, [`tab:${TAB}`]: value });
    expect(saysLate(now)).toBe(true);
    expect(now.destinations).toEqual([]);
    expect(faults(background)).toEqual([
      `Earshot: Error: tab:${TAB}: not a report of this version`,
    ]);
  });

  it.each<[string, unknown]>([
    ['a page that was left', { tab: TAB, report: JSON.stringify({ ...report, version: 2 }) }],
    ['nothing', null],
  ])('%s is set aside, and the page that is there stays', async (_, value) => {
    const { stored, report: now } = await begin({ ...session, 'left:first': value });
    expect(Object.keys(stored)).not.toContain('left:first');
    expect(now.destinations).toEqual(report.destinations);
  });

  describe('of settings', () => {
    beforeEach(() => fakeBrowser.reset());
    const later = { ...DEFAULT_SETTINGS, version: 2, watched: { by: 'law' } };

    it.each<[string, unknown]>([
      ['a later version’s', later],
      ['damaged ones', { ...DEFAULT_SETTINGS, sites: 'all' }],
      ['none at all', 'lost'],
    ])('%s are said, and kept when new ones are made', async (_, settings) => {
      await fakeBrowser.storage.local.set({ settings });
      expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
      expect(await readUnread()).toBe('settings');
      await updateSettings((now) => ({ ...now, here: 'JP' }));
      await updateSettings((now) => ({ ...now, flags: false }));
      expect(await readSettings()).toEqual({ ...DEFAULT_SETTINGS, here: 'JP', flags: false });
      expect(await readUnread()).toBe('settings');
      expect(Object.values(await fakeBrowser.storage.local.get(null))).toContainEqual(settings);
    });

    it.each([false, true])('they go when the user says so (new ones made: %s)', async (made) => {
      await fakeBrowser.storage.local.set({ settings: later });
      if (made) await updateSettings((now) => ({ ...now, here: 'JP' }));
      await discardUnread();
      expect(await readUnread()).toBe('nothing');
      expect(await readSettings()).toMatchObject({ here: made ? 'JP' : null });
    });

    it('one mute that can’t be read takes no other with it, and is said', async () => {
      const later = { ...MUTE, kind: 'of a later version' };
      const settings = { ...DEFAULT_SETTINGS, here: 'JP', muted: [MUTE, later, null] };
      await fakeBrowser.storage.local.set({ settings });
      expect(await readSettings()).toEqual({ ...settings, muted: [MUTE] });
      expect(await readUnread()).toBe('mutes');
      await updateSettings((now) => ({ ...now, flags: false }));
      await updateSettings((now) => ({ ...now, alerts: true }));
      expect(await readUnread()).toBe('mutes');
      expect(Object.values(await fakeBrowser.storage.local.get(null))).toContainEqual(settings);
      await discardUnread();
      expect(await readUnread()).toBe('nothing');
      expect(await fakeBrowser.storage.local.get(null)).toEqual({
        settings: { ...settings, flags: false, alerts: true, muted: [MUTE] },
      });
    });

    it.each<[string, unknown, unknown[]]>([
      ['among others', [MUTE, 7], [MUTE]],
      ['and all of them', { 0: MUTE }, []],
    ])(
      'mutes that can’t be read go before anything else is changed, %s',
      async (_, muted, left) => {
        const settings = { ...DEFAULT_SETTINGS, here: 'JP', muted };
        await fakeBrowser.storage.local.set({ settings });
        await discardUnread();
        expect(await readUnread()).toBe('nothing');
        expect(await readSettings()).toEqual({ ...settings, muted: left });
      },
    );

    it('settings set aside are not lost to a mute that can’t be read', async () => {
      await fakeBrowser.storage.local.set({ settings: later });
      await updateSettings((now) => now);
      await fakeBrowser.storage.local.set({ settings: { ...DEFAULT_SETTINGS, muted: [7] } });
      await updateSettings((now) => ({ ...now, here: 'JP' }));
      expect(await readUnread()).toBe('settings');
      expect(Object.values(await fakeBrowser.storage.local.get(null))).toContainEqual(later);
    });

    it('nothing is said where none were ever made, or these are read', async () => {
      expect(await readUnread()).toBe('nothing');
      await updateSettings((now) => ({ ...now, here: 'JP' }));
      expect(await readUnread()).toBe('nothing');
    });
  });
});
