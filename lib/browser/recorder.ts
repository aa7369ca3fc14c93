import type { IpAddress } from '../address';
import type { Observation } from '../observation';
import { addressesNeeded } from '../report/addresses-needed';
import { type Bench, observe, retract } from '../report/observe';
import type { PageRecord } from '../report/page-record';
import type { Gate } from './gate';
import type { LoadedKnowledge } from './load-knowledge';
import type { TabLedger } from './tab-ledger';

/** A bench whose country data is read as it is needed. */
export type LoadedBench = Bench & Pick<LoadedKnowledge, 'prepare'>;

/**
 * Adds to pages what was seen of them, in its order, as soon as what it is judged by is there: what
 * is given here may wait for the databases, while its tab goes on to another page.
 */
export class Recorder {
  readonly #ledger: TabLedger;
  readonly #bench: Gate<LoadedBench>;

  constructor(ledger: TabLedger, bench: Gate<LoadedBench>) {
    this.#ledger = ledger;
    this.#bench = bench;
  }

  /** @param frame tells the peer connections of one frame from another's. */
  observe(tab: number, record: PageRecord, observation: Observation, frame: number): void {
    this.#bench.runWith(
      ({ prepare }) => prepare(addressesNeeded(record, observation)),
      (bench) => {
        const isNews = observe(record, observation, String(frame), bench);
        if (this.#isThere(tab, record)) this.#ledger.changed(tab, isNews ? 'news' : 'counters');
      },
    );
  }

  /** Takes an attempt back that the browser itself turned elsewhere. */
  retract(record: PageRecord, observation: Observation): void {
    this.#bench.run((bench) => retract(record, observation, bench));
  }

  /**
   * Adds what has to be compared with all that was seen before it.
   * @param addresses those that it locates.
   */
  compare(
    tab: number,
    record: PageRecord,
    addresses: readonly IpAddress[],
    task: (bench: Bench) => void,
  ): void {
    this.#bench.runWith(
      ({ prepare }) => prepare(addresses),
      (bench) => {
        task(bench);
        if (this.#isThere(tab, record)) this.#ledger.changed(tab);
      },
    );
  }

  /**
   * Does something to a page after all that was seen before it, which may be waiting.
   * @param task tells whether a reader could see the difference.
   */
  inOrder(tab: number, record: PageRecord, task: () => boolean): void {
    const run = () => {
      if (task() && this.#isThere(tab, record)) this.#ledger.changed(tab);
    };
    if (this.#bench.isUsed) this.#bench.run(run);
    else run();
  }

  /** Resolves once everything so far is judged and stored; rejects when it can't be judged. */
  settled(): Promise<void> {
    if (!this.#bench.isUsed) return this.#ledger.stored();
    return new Promise((resolve, reject) => {
      this.#bench.run(() => void this.#ledger.stored().then(resolve), reject);
    });
  }

  #isThere(tab: number, record: PageRecord): boolean {
    return this.#ledger.get(tab) === record;
  }
}
