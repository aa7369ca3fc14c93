import type { PageRecord } from '../report/page-record';
import { isOfAnotherPage } from './another-page';
import type { Preloads } from './preloads';
import type { Recorder } from './recorder';
import { RequestPages } from './request-pages';
import type { TabLedger } from './tab-ledger';
import type { WatchList } from './watch-list';
import {
  hasLeft,
  isInternalRedirect,
  isPrerendered,
  originOf,
  type Phase,
  type RequestDetails,
  toObservation,
} from './web-request';

const OUTCOMES = {
  attempt: 'attempted',
  redirect: 'reached',
  response: 'reached',
  failure: 'failed',
} as const;

interface RequestsOptions {
  readonly ledger: TabLedger;
  readonly recorder: Recorder;
  readonly preloads: Preloads;
  readonly watch: WatchList;
  /** A watched page asks for something, and its tab isn't known to show one. */
  readonly onStranger: (phase: Phase, details: RequestDetails) => void;
}

/** Gives each request to the page that asked for it. */
export class Requests {
  readonly #options: RequestsOptions;
  readonly #pages = new RequestPages();

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  /** A request of a page that stands in its tab, or of a worker. */
  follow(phase: Phase, details: RequestDetails): void {
    if (details.tabId >= 0) this.#ofTab(phase, details);
    else this.#ofWorker(phase, details);
  }

  /** A request of which it is known whose it is. */
  add(phase: Phase, tab: number, record: PageRecord, details: RequestDetails): void {
    const { recorder } = this.#options;
    const observation = toObservation(details, OUTCOMES[phase], record.roomNames);
    if (observation === null) return;
    if (isInternalRedirect(phase, details)) recorder.retract(record, observation);
    else recorder.observe(tab, record, observation, details.frameId);
  }

  #ofTab(phase: Phase, details: RequestDetails): void {
    const { tabId } = details;
    if (hasLeft(details)) return;
    const { ledger, preloads } = this.#options;
    const isPreload = isPrerendered(details);
    if (isPreload) preloads.note(phase, details);
    const record = ledger.get(tabId);
    if (record === undefined) {
      if (this.#isStranger(phase, details)) this.#options.onStranger(phase, details);
      return;
    }
    if (!isPreload && !this.#isOf(record, phase, details)) return;
    this.add(phase, tabId, record, details);
  }

  #isOf(record: PageRecord, phase: Phase, details: RequestDetails): boolean {
    const { frameId, documentId = null } = details;
    if (isOfAnotherPage(this.#options.ledger, record, frameId, documentId)) return false;
    return this.#pages.follow(phase, details, record) === record;
  }

  /**
   * Its own request was never seen, nor was it there when this life of the background looked into
   * all tabs: so begins the first page of a browser. Or its tab has left it: who asks has to look.
   */
  #isStranger(phase: Phase, details: RequestDetails): boolean {
    if (phase !== 'response' || details.frameId !== 0 || isPrerendered(details)) return false;
    const origin = originOf(details);
    return origin !== null && this.#options.watch(new URL(origin)) !== null;
  }

  /** Service workers and shared workers belong to every page of their origin. */
  #ofWorker(phase: Phase, details: RequestDetails): void {
    const origin = originOf(details);
    if (origin === null) return;
    for (const [tab, record] of this.#options.ledger.all()) {
      if (record.origins.has(origin)) this.add(phase, tab, record, details);
    }
  }
}
