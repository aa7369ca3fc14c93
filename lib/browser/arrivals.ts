import { roomNamesIn } from '../identifiers/room-names';
import { addGap, closeGap, type PageRecord, startPage } from '../report/page-record';
import type { Coverage } from '../report/tab-report';
import { type Landing, Navigations } from './navigations';
import type { Preloads, RequestEvent } from './preloads';
import type { ProbeSender } from './probe-messages';
import type { TabLedger } from './tab-ledger';
import type { WatchList } from './watch-list';
import type { Phase, RequestDetails } from './web-request';

interface ArrivalsOptions {
  readonly ledger: TabLedger;
  readonly watch: WatchList;
  readonly coverage: () => Coverage;
  readonly preloads: Preloads;
}

/** A page that has come to its tab. */
export interface Arrival {
  readonly tab: number;
  readonly record: PageRecord;
  /** What it took to bring it there, or what it asked for before anybody looked at it. */
  readonly requests: readonly RequestEvent[];
}

/**
 * Tells which page stands in each tab: a page comes with the answer to a navigation, with its
 * probe's hello where that wasn't seen, or is found by a background that has just begun.
 */
export class Arrivals {
  readonly #options: ArrivalsOptions;
  readonly #navigations = new Navigations();
  /** Pages whose response was seen, and whose probe hasn't spoken yet. */
  readonly #unheard = new WeakSet<PageRecord>();

  constructor(options: ArrivalsOptions) {
    this.#options = options;
  }

  /** @returns the page that the tab has come to by this event, `null` if none, or none of ours. */
  byRequest(phase: Phase, details: RequestDetails): Arrival | null {
    const landing = this.#navigations.follow(phase, details);
    if (landing === null) return null;
    const { hops, last } = landing;
    const record = this.#land(landing);
    if (record === null) {
      this.#options.ledger.leave(last.tabId);
      return null;
    }
    const requests = hops.map(
      (hop): RequestEvent => (hop === last ? [phase, hop] : ['redirect', hop]),
    );
    return { tab: last.tabId, record, requests };
  }

  /**
   * A probe starts in a tab's page: the page is there, whether or not its request was seen.
   * @returns the page if it is one that was prerendered, `null` for any other.
   */
  byHello(sender: ProbeSender, returned: boolean): Arrival | null {
    const { tab, url, documentId } = sender;
    const { ledger } = this.#options;
    const record = ledger.get(tab);
    const isKnown =
      !(returned && record?.documentId === null) &&
      record?.page === url.origin &&
      (record.documentId === null || record.documentId === documentId);
    if (record !== undefined && isKnown) {
      this.#unheard.delete(record);
      record.documentId = documentId;
      record.roomNames = roomNamesIn(url);
      ledger.changed(tab);
      return null;
    }
    if (documentId !== null && ledger.takeBack(tab, documentId)) return null;
    return this.#meet(sender);
  }

  /** @returns whether a page begins that was found in its tab: watched, and nothing known of it. */
  find(tab: number, url: URL, at: number): boolean {
    const { ledger } = this.#options;
    if (ledger.get(tab) !== undefined) return false;
    this.#startLate(tab, url, at, null);
    return ledger.get(tab) !== undefined;
  }

  /**
   * Whether a goodbye is this page's. Where the browser names no documents, as older Firefox does,
   * a frame's is none, nor one that comes before the page's own hello: that is of the page before.
   */
  isLeft(record: PageRecord, { frame, documentId, origin }: ProbeSender): boolean {
    if (documentId !== null) return documentId === record.documentId;
    return frame === 0 && origin === record.page && !this.#unheard.has(record);
  }

  /** The tab is gone, or has another number. */
  forget(tab: number): void {
    this.#navigations.forget(tab);
  }

  #land({ startedAt, last }: Landing): PageRecord | null {
    const url = new URL(last.url);
    const there = this.#alreadyThere(last.tabId, url, startedAt);
    if (there !== null) return there;
    const record = this.#start(last.tabId, url, last.timeStamp, null);
    if (record !== null) this.#unheard.add(record);
    return record;
  }

  /** Under load the page's own scripts may speak before the browser tells of its response. */
  #alreadyThere(tab: number, url: URL, startedAt: number): PageRecord | null {
    const record = this.#options.ledger.get(tab);
    if (record?.page !== url.origin || record.startedAt < startedAt) return null;
    return closeGap(record, 'started-late') ? record : null;
  }

  /** A document that hasn't been heard of as a page: prerendered, or here before the background. */
  #meet({ tab, url, documentId, at }: ProbeSender): Arrival | null {
    const requests = documentId === null ? [] : this.#options.preloads.take(documentId);
    if (requests.length === 0) {
      this.#startLate(tab, url, at, documentId);
      return null;
    }
    const record = this.#start(tab, url, at, documentId);
    if (record === null) return null;
    return { tab, record, requests: requests.map(asActive) };
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
}

function asActive([phase, details]: RequestEvent): RequestEvent {
  return [phase, { ...details, documentLifecycle: 'active' }];
}
