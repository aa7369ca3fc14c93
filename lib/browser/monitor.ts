import { beginFrame, closeFrame, isGone, noteFrame, noteGoodbye } from '../report/frames';
import { addOrigin, type PageRecord } from '../report/page-record';
import type { Coverage } from '../report/tab-report';
import type { ProbeEvent } from '../rtc/probe-event';
import { isFromAnotherPage } from './another-page';
import { type Arrival, Arrivals } from './arrivals';
import type { Gate } from './gate';
import { Preloads } from './preloads';
import type { ProbeSender } from './probe-messages';
import { noteRoom, ProbeReports } from './probe-reports';
import { type LoadedBench, Recorder } from './recorder';
import { Requests } from './requests';
import type { TabLedger } from './tab-ledger';
import type { WatchList } from './watch-list';
import { isNavigation, type Phase, type RequestDetails } from './web-request';

interface MonitorOptions {
  readonly ledger: TabLedger;
  /** Opened by the first thing to be judged, so that unwatched tabs never load the databases. */
  readonly bench: Gate<LoadedBench>;
  readonly watch: WatchList;
  readonly coverage: () => Coverage;
  /** A page stands in its tab: whatever the browser showed for the page before is gone. */
  readonly onCommitted: (tab: number) => void;
  /** A watched page asks for something, and its tab isn't known to show one. */
  readonly onStranger: (phase: Phase, details: RequestDetails) => void;
}

/** Takes the browser's events: each moves a page, or is given to the page it belongs to. */
export class Monitor {
  readonly #options: MonitorOptions;
  readonly #recorder: Recorder;
  readonly #arrivals: Arrivals;
  readonly #requests: Requests;
  readonly #reports: ProbeReports;

  constructor(options: MonitorOptions) {
    const { ledger, bench, watch, coverage, onStranger } = options;
    const preloads = new Preloads();
    const recorder = new Recorder(ledger, bench);
    this.#options = options;
    this.#recorder = recorder;
    this.#arrivals = new Arrivals({ ledger, watch, coverage, preloads });
    this.#requests = new Requests({ ledger, recorder, preloads, watch, onStranger });
    this.#reports = new ProbeReports({ ledger, recorder });
  }

  onRequest(phase: Phase, details: RequestDetails): void {
    if (isNavigation(details)) this.#take(this.#arrivals.byRequest(phase, details));
    else this.#requests.follow(phase, details);
  }

  onProbeEvent(event: ProbeEvent, sender: ProbeSender): void {
    if (event.kind === 'hello') {
      this.#hello(sender, event.returned);
      return;
    }
    const { ledger } = this.#options;
    const record = ledger.get(sender.tab);
    if (record === undefined || isFromAnotherPage(ledger, record, sender)) return;
    noteRoom(record, sender);
    if (event.kind === 'goodbye') this.#goodbye(record, sender);
    else this.#reports.add(record, event, sender);
  }

  /**
   * A page found in its tab by a background that has just begun.
   * @returns whether it is a watched one that nothing is known of: its page begins late.
   */
  onFound(tab: number, url: URL, at: number): boolean {
    return this.#arrivals.find(tab, url, at);
  }

  /** Resolves once everything so far is judged and stored; rejects when it can't be judged. */
  settled(): Promise<void> {
    return this.#recorder.settled();
  }

  /** A frame is gone, and nobody has heard its goodbye. */
  onFrameGone(tab: number, frame: string): void {
    const record = this.#options.ledger.get(tab);
    if (record !== undefined) this.#endFrame(tab, record, frame);
  }

  onTabReplaced(added: number, removed: number): void {
    this.#arrivals.forget(removed);
    this.#options.ledger.move(removed, added);
  }

  onTabRemoved(tab: number): void {
    this.#arrivals.forget(tab);
    this.#options.ledger.forget(tab);
  }

  #hello(sender: ProbeSender, returned: boolean): void {
    const { tab, frame, origin, documentId } = sender;
    if (frame === 0) {
      this.#options.onCommitted(tab);
      this.#take(this.#arrivals.byHello(sender, returned));
      return;
    }
    const record = this.#options.ledger.get(tab);
    if (record === undefined) return;
    addOrigin(record, origin);
    const isAnother = noteFrame(record, String(frame), documentId);
    if (!returned && isAnother) {
      this.#recorder.inOrder(tab, record, () => beginFrame(record, String(frame)));
    }
  }

  #goodbye(record: PageRecord, sender: ProbeSender): void {
    const { tab, documentId } = sender;
    const frame = String(sender.frame);
    if (this.#arrivals.isLeft(record, sender)) this.#options.ledger.leave(tab);
    else if (sender.frame !== 0 && !isGone(record, frame, documentId)) {
      this.#endFrame(tab, record, frame);
    }
  }

  #endFrame(tab: number, record: PageRecord, frame: string): void {
    noteGoodbye(record, frame);
    this.#recorder.inOrder(tab, record, () => closeFrame(record, frame));
  }

  #take(arrival: Arrival | null): void {
    if (arrival === null) return;
    const { tab, record, requests } = arrival;
    for (const [phase, details] of requests) this.#requests.add(phase, tab, record, details);
  }
}
