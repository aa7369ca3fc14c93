import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { parseAddress } from '../../lib/address';
import { Gate } from '../../lib/browser/gate';
import { Monitor } from '../../lib/browser/monitor';
import type { ProbeSender } from '../../lib/browser/probe-messages';
import type { LoadedBench } from '../../lib/browser/recorder';
import { TabLedger } from '../../lib/browser/tab-ledger';
import type { Phase, RequestDetails } from '../../lib/browser/web-request';
import { createLocator } from '../../lib/geo/locator';
import { createKnowledge } from '../../lib/knowledge';
import { defaultPolicy } from '../../lib/presets';
import { toReport } from '../../lib/report/page-record';
import { restorePage } from '../../lib/report/restore-page';
import type { Coverage, DestinationRow, TabReport } from '../../lib/report/tab-report';
import type { ProbeEvent } from '../../lib/rtc/probe-event';

const shipped = new Uint8Array(readFileSync('assets/geo/earshot.mmdb'));
const judged: LoadedBench = {
  knowledge: createKnowledge(createLocator({ shipped, user: [] })),
  policy: defaultPolicy(),
  here: null,
  prepare: () => null,
};

const TAB = 7;
const page: RequestDetails = {
  requestId: '1',
  url: 'https://room.example/7',
  method: 'GET',
  type: 'main_frame',
  timeStamp: 1_790_000_000_000,
  tabId: TAB,
  frameId: 0,
  statusCode: 200,
  documentLifecycle: 'active',
};
const fetched: RequestDetails = {
  ...page,
  requestId: '2',
  url: 'https://api.room.example/',
  type: 'xmlhttprequest',
  ip: '3.80.0.10',
  initiator: 'https://room.example',
  documentId: 'A',
};
const FIREFOX = { initiator: undefined, documentId: undefined, documentUrl: page.url } as never;
const probe: ProbeSender = {
  tab: TAB,
  frame: 0,
  url: new URL('https://room.example/7'),
  origin: 'https://room.example',
  documentId: 'A',
  left: false,
  at: 1_790_000_000_500,
};

function newLedger(): TabLedger {
  return new TabLedger({
    onNews: () => {},
    onForgotten: () => {},
    onError: (error) => expect.unreachable(String(error)),
  });
}

function newMonitor(bench: Gate<LoadedBench>): Monitor {
  return new Monitor({
    ledger,
    bench,
    watch: ({ hostname }) =>
      hostname.endsWith('room.example') ? { app: null, place: null } : null,
    coverage: () => coverage,
    onCommitted: () => {},
    onStranger: (_, { url }) => strangers.push(url),
  });
}

let ledger: TabLedger;
let strangers: string[];
let coverage: Coverage;
let monitor: Monitor;

beforeEach(async () => {
  fakeBrowser.reset();
  coverage = 'full';
  strangers = [];
  ledger = newLedger();
  const bench = new Gate<LoadedBench>(async () => judged);
  bench.run(() => {});
  await Promise.resolve();
  monitor = newMonitor(bench);
});

function play(...events: readonly [Phase, Partial<RequestDetails>][]): void {
  for (const [phase, change] of events) monitor.onRequest(phase, { ...page, ...change });
}

function report(): TabReport | null {
  const record = ledger.get(TAB);
  return record === undefined ? null : toReport(record);
}

function rows(): readonly DestinationRow[] {
  return report()?.destinations ?? [];
}

function hosts(): readonly (string | null)[] | null {
  return report()?.destinations.map(({ endpoint }) => endpoint.hostname) ?? null;
}

describe('which page an event belongs to', () => {
  it('begins a page with its own request and adds what the page asks for', () => {
    play(['attempt', {}], ['response', { ip: '3.80.0.10' }], ['response', fetched]);
    expect(hosts()).toEqual(['room.example', 'api.room.example']);
  });

  it('keeps nothing of a page that is not watched', () => {
    play(
      ['attempt', { url: 'https://bank.example/' }],
      ['response', { url: 'https://bank.example/' }],
    );
    play(['response', fetched]);
    expect(hosts()).toBeNull();
  });

  it('forgets the page when the tab goes elsewhere', () => {
    play(['attempt', {}], ['response', {}]);
    play(['attempt', { requestId: '9', url: 'https://bank.example/' }]);
    expect(hosts()).not.toBeNull();
    play(['response', { requestId: '9', url: 'https://bank.example/' }]);
    expect(hosts()).toBeNull();
  });

  it('stays on the page when a navigation became a download or was stopped', () => {
    play(['attempt', {}], ['response', {}], ['response', fetched]);
    const leaving = { requestId: '9', url: 'https://room.example/file' };
    play(['attempt', leaving], ['failure', { ...leaving, error: 'net::ERR_ABORTED' }]);
    play(['attempt', leaving], ['response', { ...leaving, statusCode: 204 }]);
    expect(hosts()).toEqual(['room.example', 'api.room.example']);
  });

  it('stays on the page when the answer is saved to a file', () => {
    play(['attempt', {}], ['response', {}], ['response', fetched]);
    const file = { requestId: '9', url: 'https://room.example/file' };
    const responseHeaders = [{ name: 'Content-Disposition', value: 'attachment; filename=a.zip' }];
    play(['attempt', file], ['response', { ...file, responseHeaders }]);
    expect(hosts()).toEqual(['room.example', 'api.room.example']);
  });

  it("does not take the workers of the site that linked here for the room's", () => {
    play(['attempt', { initiator: 'https://other.example' }]);
    play(['response', { initiator: 'https://other.example', ip: '3.80.0.10' }]);
    play(['response', { ...fetched, tabId: -1, frameId: -1, initiator: 'https://other.example' }]);
    expect(hosts()).toEqual(['room.example']);
  });

  it('takes an attempt back that the browser upgraded to HTTPS by itself', () => {
    play(['attempt', {}], ['response', { ip: '3.80.0.10' }]);
    const clear = { ...fetched, url: 'http://api.room.example/', method: 'POST', ip: null };
    play(['attempt', clear], ['redirect', clear]);
    expect(hosts()).toEqual(['room.example']);
    play(['redirect', { ...clear, ip: '3.80.0.10' }]);
    expect(hosts()).toEqual(['room.example', 'api.room.example']);
  });

  it('shows each hop of a redirect', () => {
    play(
      ['attempt', { url: 'https://go.room.example/' }],
      ['redirect', { url: 'https://go.room.example/', ip: '3.80.0.10' }],
      ['attempt', {}],
      ['response', { ip: '3.80.0.11' }],
    );
    expect(hosts()).toEqual(['go.room.example', 'room.example']);
  });

  it('does not reset the page for a prefetch in the same tab', () => {
    play(['attempt', {}], ['response', {}], ['response', fetched]);
    const prefetch = { requestId: '9', url: 'https://room.example/8', documentId: 'A' };
    play(['attempt', prefetch], ['response', prefetch]);
    expect(hosts()).toContain('api.room.example');
  });

  it('drops a late event of the page before', () => {
    play(['attempt', {}], ['response', {}]);
    monitor.onProbeEvent({ kind: 'hello', returned: false }, { ...probe, documentId: 'B' });
    play(['response', { ...fetched, documentId: 'A' }]);
    expect(hosts()).toEqual(['room.example']);
  });

  describe('that comes before the new page has said its name', () => {
    const late = { ...fetched, requestId: '8', url: 'https://late.room.example/' };
    const next = {
      requestId: '9',
      url: 'https://room.example/8',
      timeStamp: page.timeStamp + 9000,
    };

    beforeEach(() => {
      play(['attempt', {}], ['response', {}]);
    });

    it('is dropped by the name of the page before', () => {
      monitor.onProbeEvent({ kind: 'hello', returned: false }, probe);
      play(['attempt', next], ['response', next], ['attempt', late]);
      monitor.onProbeEvent(listed('listed.room.example'), probe);
      expect(hosts()).toEqual(['room.example']);
    });

    it('is dropped by who began it, where that page never said its name either', () => {
      play(['attempt', late], ['attempt', next], ['response', next], ['response', late]);
      expect(hosts()).toEqual(['room.example']);
    });

    it("is kept when it is the new page's", () => {
      monitor.onProbeEvent({ kind: 'hello', returned: false }, probe);
      play(['attempt', next], ['response', next], ['response', { ...late, documentId: 'B' }]);
      expect(hosts()).toEqual(['room.example', 'late.room.example']);
    });
  });

  it("gives a service worker's requests to the pages of its origin, and to no others", () => {
    play(['attempt', {}], ['response', {}]);
    const worker = { ...fetched, tabId: -1, frameId: -1 };
    play(['response', worker], ['response', { ...worker, initiator: 'https://other.example' }]);
    const record = ledger.get(TAB);
    expect(record && toReport(record).destinations.at(-1)).toMatchObject({
      via: ['background-worker'],
      requests: 1,
    });
  });
});

const listed = (...names: readonly string[]): ProbeEvent => ({
  kind: 'resource-hosts',
  hosts: names.map((host) => ({ scheme: 'https', host, port: 443 })),
});

describe("the page's own list of what it loaded", () => {
  it('tells only of hosts whose requests were not seen, however late the databases come', async () => {
    let open: (value: LoadedBench) => void = () => {};
    const slow = new Gate(() => new Promise<LoadedBench>((resolve) => (open = resolve)));
    monitor = newMonitor(slow);
    play(['attempt', {}], ['response', {}], ['response', fetched]);
    monitor.onProbeEvent(listed('room.example', 'api.room.example', 'cdn.other.example'), probe);
    open(judged);
    await new Promise((resolve) => setTimeout(resolve));
    expect(hosts()).toEqual(['room.example', 'api.room.example', 'cdn.other.example']);
    expect(rows().map(({ late, outcome }) => ({ late, outcome }))).toEqual([
      { late: false, outcome: 'reached' },
      { late: false, outcome: 'reached' },
      { late: true, outcome: 'attempted' },
    ]);
  });

  it('gives way to the request itself, whatever that turns out to be', () => {
    play(['attempt', {}], ['response', {}]);
    monitor.onProbeEvent(listed('api.room.example', 'media.room.example'), probe);
    const posted = { ...fetched, method: 'POST' };
    play(['response', { ...posted, url: 'https://api.room.example/' }]);
    play(['failure', { ...fetched, url: 'https://media.room.example/', ip: null, error: 'x' }]);
    expect(rows().map(({ late, endpoint }) => [endpoint.hostname, late])).toEqual([
      ['room.example', false],
      ['api.room.example', false],
      ['media.room.example', false],
    ]);
  });

  it('is a gap where the browser would not have shown us the request', () => {
    coverage = 'partial';
    play(['attempt', {}], ['response', {}]);
    monitor.onProbeEvent(listed('unheard-of.example', 'cdn.agora.io'), probe);
    expect(hosts()).toEqual(['room.example', 'cdn.agora.io']);
    expect(report()?.gaps).toEqual([{ kind: 'unseen-host', host: 'unheard-of.example' }]);
  });
});

/** A path in use that carries sound. */
function pair(change: Partial<CandidatePair>): CandidatePair {
  const nothing = { sent: 0, received: 0 };
  return {
    kind: 'candidate-pair',
    at: probe.at,
    connection: 0,
    state: 'in-use',
    remote: { type: 'host', address: parseAddress('3.80.0.10'), port: 3478, protocol: 'udp' },
    peer: 'server',
    turn: null,
    carried: { audio: { sent: 60, received: 5 }, video: nothing, data: nothing },
    ownVoice: 'never',
    sound: 'unseen',
    bytesSent: 100,
    bytesReceived: 50,
    roundTripTime: null,
    software: [],
    ...change,
  };
}

type CandidatePair = Extract<ProbeEvent, { readonly kind: 'candidate-pair' }>;

describe('a page that is left', () => {
  const goodbye = { kind: 'goodbye' } as const;
  const returned = { kind: 'hello', returned: true } as const;
  const elsewhere = { requestId: '9', url: 'https://room.example/8', timeStamp: probe.at + 1000 };

  beforeEach(() => {
    play(['attempt', {}], ['response', {}], ['response', fetched]);
    monitor.onProbeEvent({ kind: 'hello', returned: false }, probe);
  });

  it('is no longer what its tab shows, even when nobody tells of the next one', () => {
    monitor.onProbeEvent(goodbye, probe);
    expect(hosts()).toBeNull();
  });

  it('gives its goodbye from the cache, where Chromium numbers its frame anew', () => {
    monitor.onProbeEvent(goodbye, { ...probe, frame: 4, left: true });
    expect(hosts()).toBeNull();
  });

  it('adds nothing to the next page', () => {
    play(['attempt', elsewhere], ['response', elsewhere]);
    monitor.onProbeEvent({ kind: 'hello', returned: false }, { ...probe, documentId: 'B' });
    const left = { ...probe, frame: 4, left: true };
    monitor.onProbeEvent(listed('beacon.room.example'), left);
    monitor.onProbeEvent(goodbye, left);
    play(['response', { ...fetched, frameId: 4, documentLifecycle: 'cached' }]);
    expect(hosts()).toEqual(['room.example']);
  });

  it('is not left by the goodbye of a frame, or of the page before', () => {
    monitor.onProbeEvent(goodbye, { ...probe, frame: 3, documentId: 'frame' });
    monitor.onProbeEvent(goodbye, { ...probe, documentId: 'before' });
    expect(hosts()).toEqual(['room.example', 'api.room.example']);
  });

  it('no longer has the microphone of a frame that is gone', () => {
    const frame = { ...probe, frame: 3, documentId: 'frame' };
    monitor.onProbeEvent({ kind: 'microphone', state: 'on', read: true }, frame);
    expect(report()?.gaps).toEqual([{ kind: 'voice-untraced' }]);
    monitor.onProbeEvent(goodbye, frame);
    expect(report()?.gaps).toEqual([]);
  });

  describe.each([
    { how: 'says its goodbye while it is there', left: false },
    { how: 'is taken out first, as Chromium does with those of other sites', left: true },
  ])('has a frame that $how', ({ left }) => {
    const frame = { ...probe, frame: 3, documentId: 'frame', origin: 'https://call.example' };
    const gone = { ...frame, left };
    const hello = { kind: 'hello', returned: false } as const;
    const speaking = (now: 'now' | 'never') => pair({ ownVoice: now });
    const ownVoice = () => rows().find(({ subject }) => subject === 'voice')?.ownVoice;

    beforeEach(() => monitor.onProbeEvent(hello, frame));

    it('and holds no microphone any more', () => {
      monitor.onProbeEvent({ kind: 'microphone', state: 'on', read: true }, frame);
      expect(report()?.gaps).toEqual([{ kind: 'voice-untraced' }]);
      monitor.onProbeEvent(goodbye, gone);
      expect(report()?.gaps).toEqual([]);
      expect(hosts()).not.toBeNull();
    });

    it('and sends no voice any more, unless another one does', () => {
      monitor.onProbeEvent(speaking('now'), frame);
      monitor.onProbeEvent(speaking('now'), probe);
      monitor.onProbeEvent(goodbye, gone);
      expect(ownVoice()).toBe('now');
      monitor.onProbeEvent(pair({ ownVoice: 'before' }), probe);
      expect(ownVoice()).toBe('before');
    });

    it('and sends no voice any more', () => {
      monitor.onProbeEvent(speaking('now'), frame);
      expect(ownVoice()).toBe('now');
      monitor.onProbeEvent(goodbye, gone);
      expect(ownVoice()).toBe('before');
    });

    it('with what it tells at the last moment', () => {
      monitor.onProbeEvent(speaking('never'), gone);
      expect(rows().map(({ subject }) => subject)).toContain('voice');
    });

    it('and takes nothing from the document that came into its place before', () => {
      monitor.onProbeEvent(hello, { ...frame, documentId: 'next' });
      monitor.onProbeEvent(speaking('now'), { ...frame, documentId: 'next' });
      monitor.onProbeEvent(goodbye, gone);
      expect(ownVoice()).toBe('now');
    });

    it('whatever it told before and is told again', () => {
      monitor.onProbeEvent(goodbye, gone);
      monitor.onProbeEvent({ kind: 'microphone', state: 'on', read: true }, gone);
      monitor.onProbeEvent(speaking('now'), gone);
      expect(ownVoice()).toBe('before');
      expect(report()?.microphones).toBeUndefined();
    });

    it('also where an earlier life of the background knew it', () => {
      monitor.onProbeEvent(speaking('now'), frame);
      const before = report();
      ledger = newLedger();
      monitor = newMonitor(new Gate<LoadedBench>(async () => judged));
      if (before !== null) ledger.begin(TAB, restorePage(before));
      monitor.onProbeEvent(goodbye, gone);
      expect(ownVoice()).toBe('before');
    });
  });

  it('counts the paths of a frame anew that was loaded again', () => {
    const frame = { ...probe, frame: 3, documentId: 'frame' };
    monitor.onProbeEvent(pair({ bytesSent: 100 }), frame);
    const again = { ...frame, documentId: 'again' };
    monitor.onProbeEvent({ kind: 'hello', returned: false }, again);
    monitor.onProbeEvent(pair({ bytesSent: 150 }), again);
    expect(rows().find(({ subject }) => subject === 'voice')?.bytesSent).toBe(250);
  });

  it.each([
    ['of a frame', { frame: 3 }],
    ['of the page before, at the same site', {}],
    ['of the page before, elsewhere', { origin: 'https://other.room.example' }],
  ])('is not left by a goodbye %s, in a browser that names no documents', (_, from) => {
    const unnamed = { ...probe, documentId: null };
    play(['attempt', elsewhere], ['response', elsewhere]);
    if (Object.keys(from).length > 0)
      monitor.onProbeEvent({ kind: 'hello', returned: false }, unnamed);
    monitor.onProbeEvent(goodbye, { ...unnamed, ...from });
    expect(hosts()).toEqual(['room.example']);
  });

  it('is left by its own goodbye, in a browser that names no documents', () => {
    const unnamed = { ...probe, documentId: null };
    play(['attempt', elsewhere], ['response', elsewhere]);
    monitor.onProbeEvent({ kind: 'hello', returned: false }, unnamed);
    monitor.onProbeEvent(goodbye, unnamed);
    expect(hosts()).toBeNull();
  });

  it('comes back with what was found on it', () => {
    play(['attempt', elsewhere], ['response', elsewhere]);
    monitor.onProbeEvent({ kind: 'hello', returned: false }, { ...probe, documentId: 'B' });
    expect(hosts()).toEqual(['room.example']);
    monitor.onProbeEvent(returned, probe);
    expect(hosts()).toEqual(['room.example', 'api.room.example']);
    monitor.onProbeEvent(returned, { ...probe, documentId: 'B' });
    expect(hosts()).toEqual(['room.example']);
  });

  it('comes back with a gap when nobody remembers it', () => {
    monitor.onProbeEvent(returned, { ...probe, documentId: 'forgotten' });
    expect(report()).toMatchObject({ destinations: [], gaps: [{ kind: 'started-late' }] });
  });

  it('is forgotten with its tab', () => {
    monitor.onProbeEvent(goodbye, probe);
    monitor.onTabRemoved(TAB);
    monitor.onProbeEvent(returned, probe);
    expect(report()?.gaps).toEqual([{ kind: 'started-late' }]);
  });

  it('gets no answer that came after it, in a browser that names no documents', () => {
    const { documentId: _, ...unnamed } = { ...fetched, requestId: '3' };
    const late = { ...unnamed, url: 'https://late.room.example/' };
    monitor.onRequest('attempt', late);
    play(['attempt', elsewhere], ['response', elsewhere]);
    monitor.onRequest('response', late);
    expect(hosts()).toEqual(['room.example']);
  });
});

describe('a page that is prepared ahead', () => {
  const asked = {
    ...fetched,
    requestId: '5',
    url: 'https://ahead.room.example/',
    documentId: 'P',
    documentLifecycle: 'prerender',
  };

  beforeEach(() => {
    play(['attempt', {}], ['response', {}], ['response', fetched]);
    monitor.onProbeEvent({ kind: 'hello', returned: false }, probe);
    play(['attempt', asked], ['response', asked]);
  });

  it('shows its contacts on the page that stands there, marked', () => {
    expect(rows().map(({ endpoint, via }) => [endpoint.hostname, via])).toEqual([
      ['room.example', ['page']],
      ['api.room.example', ['page']],
      ['ahead.room.example', ['preload']],
    ]);
  });

  it('becomes the page when somebody goes there, with all it has asked for', () => {
    const url = new URL('https://room.example/9');
    monitor.onProbeEvent({ kind: 'hello', returned: false }, { ...probe, documentId: 'P', url });
    expect(rows().map(({ endpoint, via }) => [endpoint.hostname, via])).toEqual([
      ['ahead.room.example', ['page']],
    ]);
    expect(report()?.gaps).toEqual([]);
  });
});

// Chromium numbers the frame of a prepared page anew, and calls it 0 once it is the page.
describe('a page that is prepared ahead, with frames in it', () => {
  const hello = { kind: 'hello', returned: false } as const;
  const prepared = { ...fetched, documentLifecycle: 'prerender' };
  const asked: readonly Partial<RequestDetails>[] = [
    { frameId: 4, documentId: 'P', url: 'https://ahead.room.example/' },
    { type: 'sub_frame', frameId: 5, parentDocumentId: 'P', url: 'https://frame.example/' },
    { frameId: 5, documentId: 'Q', parentDocumentId: 'P', url: 'https://in-frame.example/' },
    { frameId: 6, documentId: 'R', parentDocumentId: 'Q', url: 'https://deeper.example/' },
    { frameId: 7, documentId: 'X', url: 'https://another-page.example/' },
  ];
  const pageOf = (documentId: string): ProbeSender => ({
    ...probe,
    documentId,
    url: new URL('https://room.example/9'),
  });
  const frame = { ...probe, frame: 5, documentId: 'Q', origin: 'https://call.example' };

  beforeEach(() => {
    play(['attempt', {}], ['response', {}], ['response', fetched]);
    monitor.onProbeEvent(hello, probe);
    for (const [i, details] of asked.entries()) {
      const whole = { ...prepared, requestId: `1${i}`, ...details };
      const { documentId: _, ...unnamed } = whole;
      const told = details.documentId === undefined ? unnamed : whole;
      monitor.onRequest('attempt', { ...told, timeStamp: page.timeStamp + i });
      monitor.onRequest('response', { ...told, timeStamp: page.timeStamp + i });
    }
  });

  const seen = () => rows().map(({ endpoint, via }) => [endpoint.hostname, ...via]);

  it('shows what they ask for on the page that stands there, marked', () => {
    expect(seen().slice(2)).toEqual(
      ['ahead.room', 'frame', 'in-frame', 'deeper', 'another-page'].map((name) => [
        `${name}.example`,
        'preload',
      ]),
    );
  });

  it.each([
    ['after the page', [pageOf('P'), frame]],
    ['before it', [frame, pageOf('P')]],
  ])('takes them along when somebody goes there, and speaks %s', (_, order) => {
    for (const sender of order) monitor.onProbeEvent(hello, sender);
    expect(seen()).toEqual([
      ['ahead.room.example', 'page'],
      ['frame.example', 'frame'],
      ['in-frame.example', 'frame'],
      ['deeper.example', 'frame'],
    ]);
    expect(report()?.gaps).toEqual([]);
  });

  it('leaves them to their own page when somebody goes to another', () => {
    monitor.onProbeEvent(hello, pageOf('X'));
    expect(seen()).toEqual([['another-page.example', 'page']]);
  });
});

describe('a background that has just begun', () => {
  it('takes up a watched page that it finds in its tab, and says that it came late', () => {
    expect(monitor.onFound(TAB, probe.url, probe.at)).toBe(true);
    expect(report()?.gaps).toEqual([{ kind: 'started-late' }]);
    play(['response', fetched]);
    expect(hosts()).toEqual(['api.room.example']);
  });

  it('leaves alone what it remembers, and what is not watched', () => {
    play(['attempt', {}], ['response', {}]);
    const bank = new URL('https://bank.example/');
    expect(monitor.onFound(TAB, probe.url, probe.at)).toBe(false);
    expect(monitor.onFound(TAB + 1, bank, probe.at)).toBe(false);
    expect(report()?.gaps).toEqual([]);
    expect(ledger.size).toBe(1);
  });
});

describe('a request in a tab that is not known to show a watched page', () => {
  const cases: readonly [string, Phase, Partial<RequestDetails>, readonly string[]][] = [
    ['of a watched page', 'response', {}, [fetched.url]],
    ["of a watched page, in Firefox's words", 'response', FIREFOX, [fetched.url]],
    ['of any other', 'response', { initiator: 'https://bank.example' }, []],
    ['of a page that was left', 'response', { documentLifecycle: 'pending_deletion' }, []],
    ['of a page that is prepared ahead', 'response', { documentLifecycle: 'prerender' }, []],
    ["of another page's frame", 'response', { frameId: 3 }, []],
    ['that nobody has answered yet', 'attempt', {}, []],
  ];
  it.each(cases)('%s', (_, phase, change, expected) => {
    play([phase, { ...fetched, ...change }]);
    expect(strangers).toEqual(expected);
    expect(ledger.size).toBe(0);
  });

  it('is none where the page is known', () => {
    play(['attempt', {}], ['response', {}], ['response', fetched]);
    expect(strangers).toEqual([]);
  });
});

describe('a probe that speaks first', () => {
  it('begins the page and says that it was late', () => {
    monitor.onProbeEvent({ kind: 'hello', returned: false }, probe);
    const record = ledger.get(TAB);
    expect(record && toReport(record).gaps).toEqual([{ kind: 'started-late' }]);
  });

  it('is no news on a page whose request was seen', () => {
    play(['attempt', {}], ['response', {}]);
    monitor.onProbeEvent({ kind: 'hello', returned: false }, probe);
    const record = ledger.get(TAB);
    expect(record && toReport(record)).toMatchObject({ gaps: [], documentId: 'A' });
  });

  it('is the same page when the browser tells of its response only afterwards', () => {
    play(['attempt', {}]);
    monitor.onProbeEvent({ kind: 'hello', returned: false }, probe);
    play(['response', fetched], ['response', { timeStamp: probe.at + 100 }]);
    const record = ledger.get(TAB);
    expect(record && toReport(record)).toMatchObject({ gaps: [], documentId: 'A' });
    expect(hosts()).toEqual(['api.room.example', 'room.example']);
  });

  it('is ignored on a page that is not watched', () => {
    monitor.onProbeEvent(
      { kind: 'hello', returned: false },
      { ...probe, url: new URL('https://bank.example/') },
    );
    expect(hosts()).toBeNull();
  });
});

describe('a room that is named to another site', () => {
  const named = { url: 'https://count.example/?r=k3Jd92lsQ0', requestId: '3' };
  const told = () => {
    const report = toReport(ledger.get(TAB) ?? expect.unreachable());
    expect(JSON.stringify(report)).not.toContain('k3Jd92lsQ0');
    const row = report.destinations.find(({ endpoint }) => endpoint.hostname === 'count.example');
    return row?.identifiers;
  };
  const room = [{ names: 'room', exposure: 'third-party', parameter: null }];

  it('is told of, and what it is called is kept nowhere', () => {
    const inRoom = { url: 'https://room.example/room/k3Jd92lsQ0' };
    play(['attempt', inRoom], ['response', inRoom], ['response', { ...fetched, ...named }]);
    expect(told()).toEqual(room);
  });

  it('is known as soon as a probe speaks from there, though no page was loaded', () => {
    play(['attempt', {}], ['response', {}], ['response', { ...fetched, ...named }]);
    expect(told()).toEqual([]);
    const url = new URL('https://room.example/room/k3Jd92lsQ0');
    monitor.onProbeEvent({ kind: 'dropped', count: 1 }, { ...probe, url });
    play(['response', { ...fetched, ...named }]);
    expect(told()).toEqual(room);
  });

  it('is not of a frame, whatever its address is', () => {
    play(['attempt', {}], ['response', {}]);
    const url = new URL('https://room.example/room/k3Jd92lsQ0');
    monitor.onProbeEvent({ kind: 'dropped', count: 1 }, { ...probe, frame: 3, url });
    play(['response', { ...fetched, ...named }]);
    expect(told()).toEqual([]);
  });
});

it('takes up where an earlier life of the background ended', async () => {
  play(['attempt', {}], ['response', {}], ['response', fetched]);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const next = newLedger();
  const tab = await fakeBrowser.tabs.create({});
  await fakeBrowser.storage.session.set({
    [`tab:${tab.id}`]: (await fakeBrowser.storage.session.get(`tab:${TAB}`))[`tab:${TAB}`],
  });
  next.restore(await fakeBrowser.storage.session.get(null), await fakeBrowser.tabs.query({}));
  const [before, after] = [ledger.get(TAB), next.get(tab.id ?? -1)];
  expect(after && toReport(after)).toEqual(before && toReport(before));
  expect(await fakeBrowser.storage.session.get(`tab:${TAB}`)).toEqual({});
});
