/**
 * Bundled for Node with a `browser` that swallows what it is told: the background's own path of an
 * event, from the browser's details to the stored and painted page, and nothing of a browser.
 */
import { readFileSync } from 'node:fs';
import { Gate } from '../../lib/browser/gate';
import { Monitor } from '../../lib/browser/monitor';
import type { LoadedBench } from '../../lib/browser/recorder';
import { TabLedger } from '../../lib/browser/tab-ledger';
import type { RequestDetails } from '../../lib/browser/web-request';
import { createLocator } from '../../lib/geo/locator';
import { createKnowledge } from '../../lib/knowledge';
import { defaultPolicy } from '../../lib/presets';
import { ADDRESSES } from './own-network';

export interface Background {
  readonly monitor: Monitor;
  readonly ledger: TabLedger;
}

export function startBackground(database: string): Background {
  const shipped = new Uint8Array(readFileSync(database));
  const ledger = new TabLedger({
    onNews: () => {},
    onForgotten: () => {},
    onError: (error) => {
      throw error;
    },
  });
  const bench = new Gate<LoadedBench>(async () => ({
    knowledge: createKnowledge(createLocator({ shipped, user: [] })),
    policy: defaultPolicy(),
    here: null,
    prepare: () => null,
  }));
  const monitor = new Monitor({
    ledger,
    bench,
    watch: () => ({ app: null, place: null }),
    coverage: () => 'full',
    onCommitted: () => {},
    onStranger: () => {},
  });
  return { monitor, ledger };
}

const EVENT = {
  method: 'GET',
  statusCode: 200,
  frameId: 0,
  documentLifecycle: 'active',
} as const;

/** A tab arrives at its page. */
export function openTab({ monitor }: Background, tabId: number): void {
  const details: RequestDetails = {
    ...EVENT,
    requestId: `page${tabId}`,
    url: 'https://room.test/',
    type: 'main_frame',
    timeStamp: Date.now(),
    tabId,
    ip: '127.0.0.1',
  };
  monitor.onRequest('attempt', details);
  monitor.onRequest('response', details);
}

let requests = 0;

/** One request of a tab, as the browser tells of it: asked, then answered. */
export function request({ monitor }: Background, tabId: number, host: number): void {
  requests += 1;
  const details: RequestDetails = {
    ...EVENT,
    requestId: String(requests),
    url: `https://h${host}.bench.test/${requests}`,
    type: 'xmlhttprequest',
    timeStamp: Date.now(),
    tabId,
    initiator: 'https://room.test',
  };
  monitor.onRequest('attempt', details);
  monitor.onRequest('response', { ...details, ip: ADDRESSES[host % ADDRESSES.length] ?? '' });
}
