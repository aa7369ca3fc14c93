import type { IpAddress } from '../address';
import { parseUrlHostAddress } from '../address-literal';
import { type Hostname, parseHostname } from '../hostname';
import { roomNamesIn } from '../identifiers/room-names';
import type { Observation } from '../observation';
import { type Bench, observe, retract } from '../report/observe';
import { addGap, addOrigin, closeGap, type PageRecord, startPage } from '../report/page-record';
import type { Coverage } from '../report/tab-report';
import type { ProbeEvent } from '../rtc/probe-event';
import type { ResourceHost } from '../rtc/resource-host';
import type { Gate } from './gate';
import { type Landing, Navigations } from './navigations';
import { Preloads } from './preloads';
import type { ProbeSender } from './probe-messages';
import { RequestPages } from './request-pages';
import type { TabLedger } from './tab-ledger';
import type { WatchList } from './watch-list';
import {
  hasLeft,
  isInternalRedirect,
  isNavigation,
  isPrerendered,
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

const OUTCOMES = {
  attempt: 'attempted',
  redirect: 'reached',
  response: 'reached',
  failure: 'failed',
} as const;

/** Decides to which page of which tab each event belongs, and adds it there. */
export class Monitor {
  readonly #options: MonitorOptions;
  readonly #navigations = new Navigations();
  readonly #preloads = new Preloads();
  readonly #requestPages = new RequestPages();
  /** Pages whose response was seen, and whose probe hasn't spoken yet. */
  readonly #unheard = new WeakSet<PageRecord>();

  constructor(options: MonitorOptions) {
    this.#options = options;
  }

  onRequest(phase: Phase, details: RequestDetails): void {
    if (isNavigation(details)) {
      const landing = this.#navigations.follow(phase, details);
      if (landing !== null) this.#land(phase, landing);
    } else if (details.tabId >= 0) this.#request(phase, details);
    else this.#backgroundRequest(phase, details);
  }

  onProbeEvent(event: ProbeEvent, sender: ProbeSender): void {
    if (event.kind === 'hello') {
      this.#hello(sender, event.returned);
      return;
    }
    const { ledger } = this.#options;
    const record = ledger.get(sender.tab);
    if (record === undefined || isFromAnotherPage(record, sender)) return;
    noteAddress(record, sender);
    switch (event.kind) {
      case 'goodbye':
        if (this.#isLeft(record, sender)) ledger.leave(sender.tab);
        else if (closeFrame(record, sender)) ledger.changed(sender.tab);
        return;
      case 'candidate-pair':
      case 'ice-server':
      case 'sound': {
        const via = sender.frame === 0 ? 'page' : 'frame';
        this.#observe(sender.tab, record, { ...event, via, origin: sender.origin }, sender.frame);
        return;
      }
      case 'resource-hosts':
        this.#noteHosts(sender, record, event.hosts);
        return;
      case 'microphone':
        record.microphones.set(String(sender.frame), { state: event.state, read: event.read });
        break;
      case 'live-playback':
        record.streams.live = true;
        return;
      case 'dropped':
        addGap(record, { kind: 'reports-dropped', count: event.count });
        break;
    }
    ledger.changed(sender.tab);
  }

  /** A page found in its tab by a background that has just begun and knows nothing of it. */
  onFound(tab: number, url: URL, at: number): void {
    if (this.#options.ledger.get(tab) === undefined) this.#startLate(tab, url, at, null);
  }

  /** Resolves once everything so far is judged and stored. */
  settled(): Promise<void> {
    const { bench, ledger } = this.#options;
    if (!bench.isUsed) return ledger.stored();
    return new Promise((resolve) => {
      bench.run(() => void ledger.stored().then(resolve));
    });
  }

  onTabReplaced(added: number, removed: number): void {
    this.#navigations.forget(removed);
    this.#options.ledger.move(removed, added);
  }

  onTabRemoved(tab: number): void {
    this.#navigations.forget(tab);
    this.#options.ledger.forget(tab);
  }

  /** Behind the requests seen before, which may be waiting for the databases: order matters here. */
  #noteHosts(sender: ProbeSender, record: PageRecord, hosts: readonly ResourceHost[]): void {
    const { bench, ledger } = this.#options;
    const { tab, frame, origin, at } = sender;
    const via = frame === 0 ? 'page' : 'frame';
    bench.run((value) => {
      for (const { scheme, host, port } of hosts) {
        const address = parseUrlHostAddress(host);
        const hostname = address === null ? parseHostname(host) : null;
        const name = address ?? hostname;
        if (name === null || record.hosts.has(name)) continue;
        if (isShown(record, name, value)) {
          const endpoint = { hostname, address, port };
          const listed = { kind: 'listed', at, endpoint, transport: scheme, via, origin } as const;
          observe(record, listed, String(frame), value);
        } else addGap(record, { kind: 'unseen-host', host: name });
      }
      if (ledger.get(tab) === record) ledger.changed(tab);
    });
  }

  #land(phase: Phase, { startedAt, hops, last }: Landing): void {
    const { ledger } = this.#options;
    const { tabId } = last;
    const url = new URL(last.url);
    const record =
      this.#alreadyThere(tabId, url, startedAt) ?? this.#arrive(tabId, url, last.timeStamp);
    if (record === null) {
      ledger.leave(tabId);
      return;
    }
    for (const hop of hops) {
      const outcome = hop === last ? OUTCOMES[phase] : 'reached';
      const observation = toObservation(hop, outcome, record.roomNames);
      if (observation !== null) this.#observe(tabId, record, observation, 0);
    }
  }

  /** Under load the page's own scripts may speak before the browser tells of its response. */
  #alreadyThere(tab: number, url: URL, startedAt: number): PageRecord | null {
    const record = this.#options.ledger.get(tab);
    if (record?.page !== url.origin || record.startedAt < startedAt) return null;
    return closeGap(record, 'started-late') ? record : null;
  }

  #arrive(tab: number, url: URL, at: number): PageRecord | null {
    const record = this.#start(tab, url, at, null);
    if (record !== null) this.#unheard.add(record);
    return record;
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

  #startLate(tab: number, url: URL, at: number, documentId: string | null): void {
    const record = this.#start(tab, url, at, documentId);
    if (record === null) return;
    addGap(record, { kind: 'started-late' });
    this.#options.ledger.changed(tab);
  }

  #request(phase: Phase, details: RequestDetails): void {
    const { tabId, frameId, documentId } = details;
    if (hasLeft(details)) return;
    const isPreload = isPrerendered(details);
    if (isPreload && documentId !== undefined) this.#preloads.note(documentId, phase, details);
    const record = this.#options.ledger.get(tabId);
    if (record === undefined) return;
    if (!isPreload && isOfAnotherPage(record, frameId, documentId ?? null)) return;
    const began = this.#requestPages.follow(phase, details, record);
    if (began === record) this.#add(phase, tabId, record, details);
  }

  #add(phase: Phase, tab: number, record: PageRecord, details: RequestDetails): void {
    const observation = toObservation(details, OUTCOMES[phase], record.roomNames);
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
  #hello(sender: ProbeSender, returned: boolean): void {
    const { tab, frame, url, documentId, origin } = sender;
    const { ledger } = this.#options;
    const record = ledger.get(tab);
    if (frame !== 0) {
      if (record === undefined) return;
      addOrigin(record, origin);
      record.microphones.delete(String(frame));
      return;
    }
    this.#options.onCommitted(tab);
    const isKnown =
      !(returned && record?.documentId === null) &&
      record?.page === url.origin &&
      (record.documentId === null || record.documentId === documentId);
    if (record !== undefined && isKnown) {
      this.#unheard.delete(record);
      record.documentId = documentId;
      record.roomNames = roomNamesIn(url);
      ledger.changed(tab);
    } else if (documentId === null || !ledger.takeBack(tab, documentId)) {
      this.#meet(sender);
    }
  }

  /**
   * Whether a goodbye is this page's. Where the browser names no documents, as older Firefox does,
   * a frame's is none, nor one that comes before the page's own hello: that is of the page before.
   */
  #isLeft(record: PageRecord, { frame, documentId, origin }: ProbeSender): boolean {
    if (documentId !== null) return documentId === record.documentId;
    return frame === 0 && origin === record.page && !this.#unheard.has(record);
  }

  /** A document that hasn't been heard of as a page: prerendered, or here before the background. */
  #meet({ tab, url, documentId, at }: ProbeSender): void {
    const asked = documentId === null ? [] : this.#preloads.take(documentId);
    if (asked.length === 0) {
      this.#startLate(tab, url, at, documentId);
      return;
    }
    const record = this.#start(tab, url, at, documentId);
    if (record === null) return;
    for (const [phase, details] of asked) {
      this.#add(phase, tab, record, { ...details, documentLifecycle: 'active' });
    }
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

/** A frame that has gone holds no microphone. @returns whether it held one. */
function closeFrame({ microphones }: PageRecord, { frame }: ProbeSender): boolean {
  return frame !== 0 && microphones.delete(String(frame));
}

/** A page may go into a room without being loaded anew: its probe speaks from where it is now. */
function noteAddress(record: PageRecord, { frame, url }: ProbeSender): void {
  if (frame === 0 && url.origin === record.page) record.roomNames = roomNamesIn(url);
}

/** Whether the browser shows us requests to that host, as far as can be told by its name. */
function isShown(record: PageRecord, name: Hostname | IpAddress, { knowledge }: Bench): boolean {
  if (record.coverage === 'full' || name === record.host) return true;
  return knowledge.vendorOfHost(name as Hostname) !== null;
}

/** Out of the back/forward cache a page's own frame has another number, Chromium's alone. */
function isFromAnotherPage(record: PageRecord, { frame, documentId, left }: ProbeSender): boolean {
  return left ? documentId !== record.documentId : isOfAnotherPage(record, frame, documentId);
}

/** A late event of the page that was here before. Only Chromium names documents of requests. */
function isOfAnotherPage(record: PageRecord, frame: number, documentId: string | null): boolean {
  return (
    frame === 0 &&
    documentId !== null &&
    record.documentId !== null &&
    documentId !== record.documentId
  );
}
