import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readStoredReport } from '../../lib/report/stored-report';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/settings';
import { runBackground } from './bundled-background';

const PAGE = 'https://clubhouse.com';
const TAB = 7;

const request = {
  requestId: '1',
  url: `${PAGE}/room`,
  method: 'GET',
  type: 'main_frame',
  timeStamp: 1_790_000_000_000,
  tabId: TAB,
  frameId: 0,
  statusCode: 200,
  ip: '3.80.0.10',
};

/** A browser in which nothing was stored yet; `delay`: milliseconds for each answer of storage. */
function answers({ delay = 0, incognito = false } = {}) {
  const stored: Record<string, unknown> = {};
  const later = async (value: unknown) => {
    if (delay > 0) await sleep(delay);
    return value;
  };
  return {
    stored,
    'storage.local.get': () => later({}),
    'storage.session.get': () => later({ ...stored }),
    'storage.session.set': (items: unknown) => later(Object.assign(stored, items)),
    'tabs.query': () => later([{ id: TAB, incognito }]),
    'permissions.contains': () => later(true),
  } as const;
}

/** What the browser tells of a request, and when. */
type Moment = readonly [
  event: 'onBeforeRequest' | 'onBeforeRedirect' | 'onResponseStarted' | 'onErrorOccurred',
  details: object,
];

type Background = Awaited<ReturnType<typeof runBackground>>;

function openRoom({ fire }: Background): void {
  fire('webRequest.onBeforeRequest', request);
  fire('webRequest.onResponseStarted', request);
}

function contact({ fire }: Background, id: number, host: string, timeStamp: number): void {
  const details = { ...request, requestId: `${id}`, type: 'xmlhttprequest', timeStamp };
  fire('webRequest.onBeforeRequest', { ...details, url: `https://${host}/`, ip: null });
  fire('webRequest.onResponseStarted', { ...details, url: `https://${host}/` });
}

function hosts(stored: unknown): readonly (string | null)[] {
  return (readStoredReport(stored)?.destinations ?? []).map(({ endpoint }) => endpoint.hostname);
}

/** A browser of the smallest kind: Firefox for Android, which lacks most of these, and then some. */
const ANDROID_LACKS = [
  'notifications',
  'sidePanel',
  'sidebarAction',
  'menus',
  'contextMenus',
  'commands',
  'downloads',
  'tabs.onReplaced',
  'windows',
  'action.setBadgeTextColor',
];

function counts(listeners: Background['listeners']): Readonly<Record<string, number>> {
  return Object.fromEntries([...listeners].map(([event, { length }]) => [event, length]));
}

describe.concurrent.each<[string, readonly string[]]>([
  ['the background script', []],
  ['the background script where a browser lacks what telephones lack', ANDROID_LACKS],
])('%s', (_, absent) => {
  const run = (api: object) => runBackground(api as never, { absent });

  it('adds every listener in its first turn, before any promise is settled', async () => {
    const api = answers();
    const { listeners } = await run(api);
    expect([...listeners.keys()].sort()).toEqual(
      expect.arrayContaining([
        'permissions.onAdded',
        'permissions.onRemoved',
        'runtime.onInstalled',
        'runtime.onMessage',
        'runtime.onStartup',
        'storage.local.onChanged',
        'tabs.onRemoved',
        'webRequest.onBeforeRedirect',
        'webRequest.onBeforeRequest',
        'webRequest.onErrorOccurred',
        'webRequest.onResponseStarted',
      ]),
    );
    const before = counts(listeners);
    await sleep(100);
    const attempts = 'webRequest.onBeforeRequest';
    expect(counts(listeners)).toEqual({ ...before, [attempts]: 1 });
  });

  it.each([
    ['no page', [], 1],
    ['a watched page', [`${PAGE}/room`], 2],
    ['another page', ['https://other.example/'], 1],
    ['a watched page, and then another in its tab', [`${PAGE}/room`, 'https://other.example/'], 1],
  ])('hears attempts of %s alone or of everything', async (_, urls, listening) => {
    const background = await run(answers());
    for (const [i, url] of urls.entries()) {
      const page = { ...request, requestId: `${i}`, timeStamp: request.timeStamp + i, url };
      background.fire('webRequest.onBeforeRequest', page);
      background.fire('webRequest.onResponseStarted', page);
    }
    await sleep(100);
    expect(background.listeners.get('webRequest.onBeforeRequest')).toHaveLength(listening);
  });

  it.each([
    { what: 'the page itself', left: [], coverage: 'none' },
    { what: 'all sites but this one', left: [`${PAGE}/*`], coverage: 'partial' },
    { what: 'nothing that matters here', left: ['<all_urls>', `${PAGE}/*`], coverage: 'full' },
  ])('says within 3 s that access to $what was taken back', async ({ left, coverage }) => {
    let granted: readonly unknown[] = ['<all_urls>', `${PAGE}/*`];
    const api = answers();
    const contains = async (asked: unknown) =>
      (asked as { origins: readonly unknown[] }).origins.every((each) => granted.includes(each));
    const background = await run({ ...api, 'permissions.contains': contains });
    openRoom(background);
    await sleep(200);
    expect(readStoredReport(api.stored[`tab:${TAB}`])).toMatchObject({ coverage: 'full' });
    granted = left;
    background.fire('permissions.onRemoved', {});
    await sleep(500);
    expect(readStoredReport(api.stored[`tab:${TAB}`])).toMatchObject({ coverage });
  });

  it.each([
    ['a watched page that it finds late', `${PAGE}/room`, 1],
    ['any other', 'https://other.example/', 0],
  ])('brings the relay to %s', async (_, url, times) => {
    const api = { ...answers(), 'tabs.query': async () => [{ id: TAB, url }] };
    const { calls } = await run(api);
    await sleep(100);
    const brought = calls.filter(({ method }) => method === 'scripting.executeScript');
    expect(brought).toHaveLength(times);
    if (times > 0) expect(brought[0]?.args[0]).toMatchObject({ target: { tabId: TAB } });
  });

  it.each([
    ['still there', { id: TAB, url: `${PAGE}/room` }, ['far.example']],
    ['gone to another', { id: TAB, url: 'https://other.example/' }, null],
    ['closed', new Error('No tab with id: 7.'), null],
  ])('takes up a page that it never saw begin, with what it asks for: %s', async (_, tab, seen) => {
    const api = answers();
    const get = async () => {
      if (tab instanceof Error) throw tab;
      return tab;
    };
    const background = await run({ ...api, 'tabs.get': get });
    await sleep(50);
    const details = { ...request, requestId: '2', type: 'xmlhttprequest', initiator: PAGE };
    background.fire('webRequest.onResponseStarted', { ...details, url: 'https://far.example/' });
    await sleep(300);
    const report = readStoredReport(api.stored[`tab:${TAB}`]);
    expect(report && hosts(api.stored[`tab:${TAB}`])).toEqual(seen);
    if (seen) expect(report).toMatchObject({ gaps: [{ kind: 'started-late' }, {}] });
    expect(background.errors.join()).not.toContain('No tab');
  });

  it('begins in spite of a storage that fails at first, and forgets nothing', async () => {
    const api = answers();
    let failures = 3;
    const get = async () => {
      if (failures-- > 0) throw new Error('planted');
      return {};
    };
    const background = await run({ ...api, 'storage.local.get': get });
    openRoom(background);
    contact(background, 2, 'early.example', request.timeStamp + 1);
    await sleep(1200);
    expect(hosts(api.stored[`tab:${TAB}`])).toEqual(['clubhouse.com', 'early.example']);
  });

  it('refuses probes and pings when it can never begin, so that they are told again', async () => {
    const get = async () => {
      throw new Error('planted');
    };
    const background = await run({ ...answers(), 'storage.local.get': get });
    const frame = { id: 'earshot', frameId: 0, tab: { id: TAB }, url: `${PAGE}/room` };
    const own = { id: 'earshot', url: 'chrome-extension://earshot/popup.html' };
    const told = (message: unknown, sender: object) =>
      background.fire('runtime.onMessage', message, sender).find((it) => it !== undefined);
    const answersTold = [told([{ kind: 'hello', returned: false }], frame), told('ping', own)];
    const outcomes = await Promise.allSettled(answersTold);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('drops nothing and keeps the order while storage takes half a second', async () => {
    const api = answers({ delay: 500 });
    const background = await run(api);
    openRoom(background);
    const names = Array.from({ length: 100 }, (_, i) => `h${i}.example`);
    for (const [i, name] of names.entries())
      contact(background, i + 2, name, request.timeStamp + i);
    await sleep(3000);
    expect(hosts(api.stored[`tab:${TAB}`])).toEqual(['clubhouse.com', ...names]);
  });

  it('writes at most 15 times for 300 requests', async () => {
    const api = answers();
    const background = await run(api);
    openRoom(background);
    for (let i = 0; i < 300; i++) {
      contact(background, i + 2, `h${i % 10}.example`, request.timeStamp + i);
      if (i % 10 === 0) await sleep(30);
    }
    await sleep(1500);
    const writes = background.calls.filter(({ method }) => method === 'storage.session.set');
    console.info(`storage: ${writes.length} writes for 300 requests to 10 hosts`);
    expect(writes.length).toBeLessThanOrEqual(15);
    expect(hosts(api.stored[`tab:${TAB}`])).toHaveLength(11);
  });

  describe('where the browser stopped an earlier life of it', () => {
    const earlier = { ...request, requestId: '2', timeStamp: request.timeStamp + 1 };
    const contactAt = (url: string) => ({ ...earlier, type: 'xmlhttprequest', url });

    it.each<[string, readonly Moment[], Moment, string]>([
      [
        'a request of its page',
        [['onBeforeRequest', contactAt('https://far.example/')]],
        ['onResponseStarted', contactAt('https://far.example/')],
        'reached',
      ],
      [
        'one that fails',
        [['onBeforeRequest', contactAt('https://far.example/')]],
        ['onErrorOccurred', { ...contactAt('https://far.example/'), ip: null, error: 'refused' }],
        'failed',
      ],
      [
        'one that was redirected',
        [
          ['onBeforeRequest', contactAt('https://near.example/')],
          ['onBeforeRedirect', contactAt('https://near.example/')],
        ],
        ['onResponseStarted', contactAt('https://far.example/')],
        'reached',
      ],
    ])('gives %s to it', async (_, before, [event, details], outcome) => {
      const api = answers();
      const first = await run(api);
      openRoom(first);
      for (const [earlierEvent, seen] of before) first.fire(`webRequest.${earlierEvent}`, seen);
      await sleep(300);
      const left = hosts(api.stored[`tab:${TAB}`]);
      (await run(api)).fire(`webRequest.${event}`, details);
      await sleep(300);
      expect(hosts(api.stored[`tab:${TAB}`])).toEqual([...new Set([...left, 'far.example'])]);
      const row = readStoredReport(api.stored[`tab:${TAB}`])?.destinations.at(-1);
      expect(row?.outcome).toBe(outcome);
    });

    it('begins a page whose request it saw, and whose answer comes now', async () => {
      const api = answers();
      const first = await run(api);
      first.fire('webRequest.onBeforeRequest', request);
      await sleep(200);
      const next = await run(api);
      next.fire('webRequest.onResponseStarted', request);
      contact(next, 2, 'far.example', request.timeStamp + 1);
      await sleep(500);
      expect(hosts(api.stored[`tab:${TAB}`])).toEqual(['clubhouse.com', 'far.example']);
      expect(readStoredReport(api.stored[`tab:${TAB}`])?.gaps).not.toContainEqual({
        kind: 'started-late',
      });
    });

    // It may have been stopped after what it saw was stored, and before that was painted.
    it('paints its badge again, though nothing new is seen', async () => {
      const api = answers();
      openRoom(await run(api));
      await sleep(300);
      const next = await run(api);
      await sleep(300);
      const painted = next.calls.filter(({ method }) => method === 'action.setIcon');
      expect(painted.map(({ args }) => args[0])).toContainEqual(
        expect.objectContaining({ tabId: TAB }),
      );
    });
  });

  it('forgets all it knows of a tab with it, what is stored and what was left, too', async () => {
    const api = { ...answers(), 'storage.session.remove': (key: string) => delete api.stored[key] };
    const background = await run(api);
    const named = { id: 'earshot', frameId: 0, tab: { id: TAB }, url: `${PAGE}/room` };
    openRoom(background);
    background.fire('runtime.onMessage', [{ kind: 'hello', returned: false }], {
      ...named,
      documentId: 'first',
    });
    await sleep(200);
    const second = { ...request, requestId: '3', timeStamp: Date.now() + 1000 };
    background.fire('webRequest.onBeforeRequest', second);
    background.fire('webRequest.onResponseStarted', second);
    await sleep(300);
    expect(Object.keys(api.stored).sort()).toEqual(['left:first', 'ready', `tab:${TAB}`]);
    background.fire('tabs.onRemoved', TAB);
    await sleep(300);
    expect(Object.keys(api.stored)).toEqual(['ready']);
    // A late event of what it showed brings nothing back.
    contact(background, 4, 'late.example', Date.now());
    await sleep(300);
    expect(Object.keys(api.stored)).toEqual(['ready']);
  });

  it('keeps nothing of any page, private or not, beyond the session', async () => {
    const api = answers({ incognito: true });
    const background = await run(api);
    openRoom(background);
    contact(background, 2, 'private.example', request.timeStamp);
    await sleep(500);
    expect(hosts(api.stored[`tab:${TAB}`])).toContain('private.example');
    const written = background.calls.filter(({ method }) =>
      /^storage\.(local|sync)\.set/.test(method),
    );
    expect(written).toEqual([]);
  });

  it('forgets, when it begins, tabs that were closed while it was stopped', async () => {
    const api = answers();
    const first = await run(api);
    openRoom(first);
    await sleep(300);
    const next = await run({ ...api, 'tabs.query': () => [] });
    await sleep(100);
    expect(next.calls).toContainEqual({ method: 'storage.session.remove', args: [`tab:${TAB}`] });
  });

  it('forgets what was muted in a private window with its tab', async () => {
    const api = answers({ incognito: true });
    const OTHER = 8;
    const mutes = { [TAB]: ['a mute'], [OTHER]: ['another'] };
    Object.assign(api.stored, { 'private-mutes': mutes });
    const tabs = [{ id: TAB }, { id: OTHER }];
    const background = await run({ ...api, 'tabs.query': () => tabs });
    await sleep(100);
    expect(api.stored['private-mutes']).toEqual(mutes);
    background.fire('tabs.onRemoved', TAB);
    await sleep(100);
    expect(api.stored['private-mutes']).toEqual({ [OTHER]: ['another'] });
    await run({ ...api, 'tabs.query': () => [] });
    await sleep(100);
    expect(api.stored['private-mutes']).toEqual({});
  });

  it.each(['runtime.onInstalled', 'runtime.onStartup'])(
    'follows at %s settings that changed before anybody listened',
    async (event) => {
      const url = 'https://other.example/';
      let settings: Settings | undefined;
      const api = { ...answers(), 'storage.local.get': async () => ({ settings }) };
      const background = await runBackground(api as never);
      settings = { ...DEFAULT_SETTINGS, sites: [new URL(url).origin] };
      background.fire(event, { reason: 'install' });
      await sleep(50);
      background.fire('webRequest.onBeforeRequest', { ...request, url });
      background.fire('webRequest.onResponseStarted', { ...request, url });
      await sleep(100);
      expect(hosts(api.stored[`tab:${TAB}`])).toEqual(['other.example']);
    },
  );

  it('begins beside a tab that has no address yet', async () => {
    const api = answers();
    const tabs = [{ id: 8, url: '' }, { id: TAB }];
    const background = await run({ ...api, 'tabs.query': () => tabs });
    openRoom(background);
    await sleep(300);
    expect(hosts(api.stored[`tab:${TAB}`])).toEqual(['clubhouse.com']);
  });

  it('paints its badge, and nothing goes wrong', async () => {
    const api = answers();
    const background = await run(api);
    openRoom(background);
    contact(background, 2, 'host.example', request.timeStamp);
    await sleep(500);
    expect(hosts(api.stored[`tab:${TAB}`])).toEqual(['clubhouse.com', 'host.example']);
    const [badge] = background.calls.filter(({ method }) => method === 'action.setIcon');
    expect(badge).toBeDefined();
    // Databases can't be read here, and that is all that may go wrong.
    expect(background.errors.filter((error) => !/no file|indexedDB/.test(error))).toEqual([]);
  });

  it.skipIf(absent.includes('tabs.onReplaced'))(
    'keeps a page whose tab is given another number',
    async () => {
      const api = answers();
      const background = await run(api);
      openRoom(background);
      await sleep(300);
      background.fire('tabs.onReplaced', 8, TAB);
      await sleep(300);
      expect(hosts(api.stored['tab:8'])).toEqual(['clubhouse.com']);
      expect(background.calls).toContainEqual({
        method: 'storage.session.remove',
        args: [`tab:${TAB}`],
      });
      const painted = background.calls.filter(({ method }) => method === 'action.setIcon');
      expect(painted.map(({ args }) => (args[0] as { tabId: number }).tabId)).toContain(8);
    },
  );
});
