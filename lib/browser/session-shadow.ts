import { browser } from 'wxt/browser';

/** How soon a change has to be stored: news can't be seen again, counters are told anew anyway. */
export type Urgency = 'news' | 'counters';

/** Milliseconds between two writes that bring counters only. */
const COUNTERS_INTERVAL = 1000;
/** Milliseconds between two writes of news once the burst is used up: four a second. */
const NEWS_INTERVAL = 250;
/** Writes of news made at once; one is earned back with each {@link COUNTERS_INTERVAL}. */
const BURST = 10;

/**
 * The write-behind shadow of what is in memory. The service worker may die at any moment, and
 * `storage.session` is what its next life starts from: so a new destination is written at once,
 * while a flood of them, and mere counters, are written together. One write is in flight at a time.
 */
export class SessionShadow {
  readonly #write: (keys: ReadonlySet<string>) => Record<string, unknown>;
  readonly #onError: (error: unknown) => void;
  #dirty = new Set<string>();
  #due = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #hasNews = false;
  /** Who waits for the write that is under way, and for the one after it. */
  #waitingNow: (() => void)[] = [];
  #waitingNext: (() => void)[] = [];
  #burst = BURST;
  #lastWrite = 0;

  /** @param write makes the values of the keys that have changed, when they are to be stored. */
  constructor(
    write: (keys: ReadonlySet<string>) => Record<string, unknown>,
    onError: (error: unknown) => void,
  ) {
    this.#write = write;
    this.#onError = onError;
  }

  touch(key: string, urgency: Urgency): void {
    this.#dirty.add(key);
    if (urgency === 'news') this.#hasNews = true;
    const due = this.#dueFor(urgency, Date.now());
    if (due >= this.#due) return;
    this.#due = due;
    this.#schedule();
  }

  /** Resolves once all news told so far is stored; counters may still be on their way. */
  settled(): Promise<void> {
    if (!this.#hasNews && !this.#busy) return Promise.resolve();
    return new Promise((resolve) => {
      (this.#hasNews ? this.#waitingNext : this.#waitingNow).push(resolve);
    });
  }

  async remove(key: string): Promise<void> {
    this.#dirty.delete(key);
    await browser.storage.session.remove(key).catch(this.#onError);
  }

  #dueFor(urgency: Urgency, now: number): number {
    if (urgency === 'counters') return this.#lastWrite + COUNTERS_INTERVAL;
    const earned = Math.floor((now - this.#lastWrite) / COUNTERS_INTERVAL);
    this.#burst = Math.min(BURST, this.#burst + earned);
    return this.#burst > 0 ? now : this.#lastWrite + NEWS_INTERVAL;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#busy || this.#due === Number.POSITIVE_INFINITY) return;
    const wait = this.#due - Date.now();
    if (wait <= 0) void this.#flush();
    else this.#timer = setTimeout(() => void this.#flush(), wait);
  }

  async #flush(): Promise<void> {
    const keys = this.#dirty;
    this.#dirty = new Set();
    this.#due = Number.POSITIVE_INFINITY;
    this.#lastWrite = Date.now();
    this.#burst = Math.max(0, this.#burst - 1);
    this.#busy = true;
    this.#hasNews = false;
    this.#waitingNow = this.#waitingNext;
    this.#waitingNext = [];
    try {
      await browser.storage.session.set(this.#write(keys));
    } catch (error) {
      this.#onError(error);
      this.#putBack(keys);
    }
    this.#busy = false;
    for (const resolve of this.#waitingNow.splice(0)) resolve();
    this.#schedule();
  }

  #putBack(keys: ReadonlySet<string>): void {
    for (const key of keys) this.#dirty.add(key);
    this.#hasNews = true;
    this.#waitingNext.push(...this.#waitingNow.splice(0));
    this.#due = Date.now() + COUNTERS_INTERVAL;
  }
}
