import { parseUrlHostAddress } from '../address-literal';
import { parseHostname } from '../hostname';
import type { Observation } from '../observation';
import { type Bench, observe, retract } from '../report/observe';
import { addGap, addOrigin, closeGap, type PageRecord, startPage } from '../report/page-record';
import type { Coverage } from '../report/tab-report';
import type { ProbeEvent, ResourceHost } from '../rtc/probe-event';
import type { Gate } from './gate';
import type { ProbeSender } from './probe-messages';
import type { TabLedger } from './tab-ledger';
import type { WatchList } from './watch-list';
import {
  isDownload,
  isNavigation,
  originOf,
  type Phase,
  type RequestDetails,
  toObservation,
} from './web-request';

interface MonitorOptions {
  readonly ledger: TabLedger;
  /** Opened by the first thing to be judged, so that unwatched tabs never load the databases. */
  readonly bench: Gate<Bench>;
  readonly watch: WatchList;
  readonly coverage: () => Coverage;
  /** A page stands in its tab: whatever the browser showed for the page before is gone. */
  readonly onCommitted: (tab: number) => void;
}

/** A tab on its way to a new page: until that answers, the old page stays. */
interface Navigation {
  readonly requestId: string;
  readonly startedAt: number;
  readonly hops: RequestDetails[];
}

const OUTCOMES = {
  attempt: 'attempted',
  redirect: 'reached',
  response: 'reached',
  failure: 'failed',
} as const;

/** Answers without a page: the tab stays where it is (Fetch standard, "null body status"). */
const NO_PAGE: ReadonlySet<number> = new Set([204, 205]);

/** The user or another navigation stopped it, or it became a download. Chromium's, Firefox's. */
const ABORTED: ReadonlySet<string> = new Set(['net::ERR_ABORTED', 'NS_BINDING_ABORTED']);

/** Decides to which page of which tab each event belongs, and adds it there. */
export class Monitor {
  readonly #options: MonitorOptions;
  readonly #navigations = new Map<number, Navigation>();

  constructor(options: MonitorOptions) {
    this.#options = options;
  }

  onRequest(phase: Phase, details: RequestDetails): void {
    if (isNavigation(details)) this.#navigate(phase, details);
    else if (details.tabId >= 0) this.#request(phase, details);
    else this.#backgroundRequest(phase, details);
  }

  onProbeEvent(event: ProbeEvent, sender: ProbeSender): void {
    if (event.kind === 'hello') {
      this.#hello(sender);
      return;
    }
    const { ledger } = this.#options;
    const record = ledger.get(sender.tab);
    if (record === undefined || isOfAnotherPage(record, sender.frame, sender.documentId)) return;
    switch (event.kind) {
      case 'candidate-pair':
      case 'ice-server': {
        const via = sender.frame === 0 ? 'page' : 'frame';
        this.#observe(sender.tab, record, { ...event, via, origin: sender.origin }, sender.frame);
        return;
      }
      case 'resource-hosts':
        this.#noteHosts(sender.tab, record, event.hosts);
        return;
      case 'dropped':
        addGap(record, { kind: 'reports-dropped', count: event.count });
        break;
    }
    ledger.changed(sender.tab);
  }

  /** Resolves once everything so far is judged and stored. */
  settled(): Promise<void> {
    const { bench, ledger } = this.#options;
    if (!bench.isUsed) return ledger.stored();
    return new Promise((resolve) => {
      bench.run(() => void ledger.stored().then(resolve));
    });
  }

  /** Behind the requests seen before, which may be waiting for the databases: order matters here. */
  #noteHosts(tab: number, record: PageRecord, hosts: readonly ResourceHost[]): void {
    const { bench, ledger } = this.#options;
    bench.run(() => {
      for (const { host } of hosts) {
        const name = parseUrlHostAddress(host) ?? parseHostname(host);
        if (name !== null && !record.hosts.has(name)) {
          addGap(record, { kind: 'unseen-host', host: name });
        }
      }
      if (ledger.get(tab) === record) ledger.changed(tab);
    });
  }

  onTabRemoved(tab: number): void {
    this.#navigations.delete(tab);
    this.#options.ledger.forget(tab);
  }

  #navigate(phase: Phase, details: RequestDetails): void {
    const { tabId, requestId } = details;
    const current = this.#navigations.get(tabId);
    const navigation =
      current?.requestId === requestId
        ? current
        : { requestId, startedAt: details.timeStamp, hops: [] as RequestDetails[] };
    this.#navigations.set(tabId, navigation);
    if (phase === 'attempt') return;
    if (!isInternalRedirect(phase, details)) navigation.hops.push(details);
    if (phase === 'redirect') return;
    this.#navigations.delete(tabId);
    const stays =
      phase === 'failure'
        ? ABORTED.has(details.error ?? '')
        : NO_PAGE.has(details.statusCode ?? 200) || isDownload(details);
    if (!stays) this.#commit(phase, navigation);
  }

  #commit(phase: Phase, navigation: Navigation): void {
    const { ledger } = this.#options;
    const { hops } = navigation;
    const last = hops.at(-1);
    if (last === undefined) return;
    const url = new URL(last.url);
    const record =
      this.#alreadyThere(last.tabId, url, navigation) ??
      this.#start(last.tabId, url, last.timeStamp, null);
    if (record === null) {
      ledger.forget(last.tabId);
      return;
    }
    for (const hop of hops) {
      const observation = toObservation(hop, hop === last ? OUTCOMES[phase] : 'reached');
      if (observation !== null) this.#observe(last.tabId, record, observation, 0);
    }
  }

  /** Under load the page's own scripts may speak before the browser tells of its response. */
  #alreadyThere(tab: number, url: URL, { startedAt }: Navigation): PageRecord | null {
    const record = this.#options.ledger.get(tab);
    if (record?.page !== url.origin || record.startedAt < startedAt) return null;
    return closeGap(record, 'started-late') ? record : null;
  }

  #start(tab: number, url: URL, at: number, documentId: string | null): PageRecord | null {
    const { ledger, watch, coverage } = this.#options;
    const watched = watch(url);
    if (watched === null) return null;
    const record = startPage({
      url,
      at: Math.round(at),
      documentId,
      app: watched.app,
      place: watched.place,
      coverage: coverage(),
    });
    ledger.begin(tab, record);
    return record;
  }

  #request(phase: Phase, details: RequestDetails): void {
    const record = this.#options.ledger.get(details.tabId);
    if (record === undefined) return;
    if (isOfAnotherPage(record, details.frameId, details.documentId ?? null)) return;
    this.#add(phase, details.tabId, record, details);
  }

  #add(phase: Phase, tab: number, record: PageRecord, details: RequestDetails): void {
    const observation = toObservation(details, OUTCOMES[phase]);
    if (observation === null) return;
    if (isInternalRedirect(phase, details)) {
      this.#options.bench.run((value) => retract(record, observation, value));
    } else {
      this.#observe(tab, record, observation, details.frameId);
    }
  }

  /** Service workers and shared workers belong to every page of their origin. */
  #backgroundRequest(phase: Phase, details: RequestDetails): void {
    const origin = originOf(details);
    if (origin === null) return;
    for (const [tab, record] of this.#options.ledger.all()) {
      if (record.origins.has(origin)) this.#add(phase, tab, record, details);
    }
  }

  /** A probe starts in a page: the page is there, whether or not its request was seen. */
  #hello({ tab, frame, url, documentId, origin, at }: ProbeSender): void {
    const { ledger } = this.#options;
    const record = ledger.get(tab);
    if (frame !== 0) {
      if (record !== undefined) addOrigin(record, origin);
      return;
    }
    this.#options.onCommitted(tab);
    const isKnown =
      record?.page === url.origin &&
      (record.documentId === null || record.documentId === documentId);
    if (record !== undefined && isKnown) {
      record.documentId = documentId;
      ledger.changed(tab);
      return;
    }
    const late = this.#start(tab, url, at, documentId);
    if (late === null) return;
    addGap(late, { kind: 'started-late' });
    ledger.changed(tab);
  }

  #observe(tab: number, record: PageRecord, observation: Observation, frame: number): void {
    const { bench, ledger } = this.#options;
    bench.run((value) => {
      const isNews = observe(record, observation, String(frame), value);
      // While the databases were loading the tab may have gone on to another page.
      if (ledger.get(tab) === record) ledger.changed(tab, isNews ? 'news' : 'counters');
    });
  }
}

/**
 * A redirect by the browser itself or by another extension, which nobody was asked for: only an
 * answer from a machine carries its address.
 */
function isInternalRedirect(phase: Phase, { ip, fromCache, proxyInfo }: RequestDetails): boolean {
  return phase === 'redirect' && !ip && fromCache !== true && proxyInfo == null;
}

/** A late event of the page that was here before. Only Chromium names documents. */
function isOfAnotherPage(record: PageRecord, frame: number, documentId: string | null): boolean {
  return (
    frame === 0 &&
    documentId !== null &&
    record.documentId !== null &&
    documentId !== record.documentId
  );
}
