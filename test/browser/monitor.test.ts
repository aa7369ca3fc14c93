import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Gate } from '../../lib/browser/gate';
import { Monitor } from '../../lib/browser/monitor';
import type { ProbeSender } from '../../lib/browser/probe-messages';
import { TabLedger } from '../../lib/browser/tab-ledger';
import type { Phase, RequestDetails } from '../../lib/browser/web-request';
import { createLocator } from '../../lib/geo/locator';
import { createKnowledge } from '../../lib/knowledge';
import { defaultPolicy } from '../../lib/presets';
import type { Bench } from '../../lib/report/observe';
import { toReport } from '../../lib/report/page-record';

const shipped = new Uint8Array(readFileSync('assets/geo/earshot.mmdb'));
const judged: Bench = {
  knowledge: createKnowledge(createLocator({ shipped, user: [] })),
  policy: defaultPolicy(),
  here: null,
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
const probe: ProbeSender = {
  tab: TAB,
  frame: 0,
  url: new URL('https://room.example/7'),
  origin: 'https://room.example',
  documentId: 'A',
  at: 1_790_000_000_500,
};

function newLedger(): TabLedger {
  return new TabLedger({
    onNews: () => {},
    onForgotten: () => {},
    onError: (error) => expect.unreachable(String(error)),
  });
}

function newMonitor(bench: Gate<Bench>): Monitor {
  return new Monitor({
    ledger,
    bench,
    watch: ({ hostname }) =>
      hostname.endsWith('room.example') ? { app: null, place: null } : null,
    coverage: () => 'full',
    onCommitted: () => {},
  });
}

let ledger: TabLedger;
let monitor: Monitor;

beforeEach(async () => {
  fakeBrowser.reset();
  ledger = newLedger();
  const bench = new Gate<Bench>(async () => judged);
  bench.run(() => {});
  await Promise.resolve();
  monitor = newMonitor(bench);
});

function play(...events: readonly [Phase, Partial<RequestDetails>][]): void {
  for (const [phase, change] of events) monitor.onRequest(phase, { ...page, ...change });
}

function hosts(): readonly (string | null)[] | null {
  const record = ledger.get(TAB);
  if (record === undefined) return null;
  return toReport(record).destinations.map(({ endpoint }) => endpoint.hostname);
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
    monitor.onProbeEvent({ kind: 'hello' }, { ...probe, documentId: 'B' });
    play(['response', { ...fetched, documentId: 'A' }]);
    expect(hosts()).toEqual(['room.example']);
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

it('tells only of hosts whose requests were not seen, however late the databases come', async () => {
  let open: (value: Bench) => void = () => {};
  const slow = new Gate(() => new Promise<Bench>((resolve) => (open = resolve)));
  monitor = newMonitor(slow);
  play(['attempt', {}], ['response', {}], ['response', fetched]);
  const hostsOfPage = ['room.example', 'api.room.example', 'cdn.other.example'].map((host) => ({
    scheme: 'https' as const,
    host,
    port: 443,
  }));
  monitor.onProbeEvent({ kind: 'resource-hosts', hosts: hostsOfPage }, probe);
  open(judged);
  await new Promise((resolve) => setTimeout(resolve));
  const record = ledger.get(TAB);
  expect(record && toReport(record).gaps).toEqual([
    { kind: 'unseen-host', host: 'cdn.other.example' },
  ]);
});

describe('a probe that speaks first', () => {
  it('begins the page and says that it was late', () => {
    monitor.onProbeEvent({ kind: 'hello' }, probe);
    const record = ledger.get(TAB);
    expect(record && toReport(record).gaps).toEqual([{ kind: 'started-late' }]);
  });

  it('is no news on a page whose request was seen', () => {
    play(['attempt', {}], ['response', {}]);
    monitor.onProbeEvent({ kind: 'hello' }, probe);
    const record = ledger.get(TAB);
    expect(record && toReport(record)).toMatchObject({ gaps: [], documentId: 'A' });
  });

  it('is the same page when the browser tells of its response only afterwards', () => {
    play(['attempt', {}]);
    monitor.onProbeEvent({ kind: 'hello' }, probe);
    play(['response', fetched], ['response', { timeStamp: probe.at + 100 }]);
    const record = ledger.get(TAB);
    expect(record && toReport(record)).toMatchObject({ gaps: [], documentId: 'A' });
    expect(hosts()).toEqual(['api.room.example', 'room.example']);
  });

  it('is ignored on a page that is not watched', () => {
    monitor.onProbeEvent({ kind: 'hello' }, { ...probe, url: new URL('https://bank.example/') });
    expect(hosts()).toBeNull();
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
  await next.restore();
  const [before, after] = [ledger.get(TAB), next.get(tab.id ?? -1)];
  expect(after && toReport(after)).toEqual(before && toReport(before));
  expect(await fakeBrowser.storage.session.get(`tab:${TAB}`)).toEqual({});
});
