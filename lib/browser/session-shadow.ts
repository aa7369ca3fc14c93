import { browser } from 'wxt/browser';

/** How soon a change has to be stored: news can't be seen again, counters are told anew anyway. */
export type Urgency = 'news' | 'counters';

/** Milliseconds between two writes that bring counters only. */
const COUNTERS_INTERVAL = 1000;
/** Milliseconds between two writes of news once the burst is used up: four a second. */
const NEWS_INTERVAL = 250;
/** Writes of news made at once; one is earned back with each {@link COUNTERS_INTERVAL}. */
const BURST = 10;
/** Milliseconds at most from a write that failed to the next: from one second it doubles each time. */
const LONGEST_PAUSE = 60_000;

interface ShadowOptions {
  /** Makes the values of the keys that have changed, when they are to be stored. */
  readonly write: (keys: ReadonlySet<string>) => Record<string, unknown>;
  /**
   * Asked for when the browser has no room for what is written, until it has.
   * @returns what else is to be written anew; `null` when nothing more can go.
   */
  readonly makeRoom: () => Promise<readonly string[] | null>;
  readonly onError: (error: unknown) => void;
}

/**
 * The write-behind shadow of what is in memory. The service worker may die at any moment, and
 * `storage.session` is what its next life starts from: so a new destination is written at once,
 * while a flood of them, and mere counters, are written together. One write is in flight at a time.
 * What can't be stored at all stays in memory, is tried again ever more rarely, and keeps nobody
 * waiting.
 */
export class SessionShadow {
  readonly #options: ShadowOptions;
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
  /** Writes that failed one after the other. */
  #failures = 0;

  constructor(options: ShadowOptions) {
    this.#options = options;
  }

  touch(key: string, urgency: Urgency): void {
    this.#dirty.add(key);
    if (urgency === 'news') this.#hasNews = true;
    const due = this.#failures > 0 ? this.#nextTry() : this.#dueFor(urgency, Date.now());
    if (due >= this.#due) return;
    this.#due = due;
    this.#schedule();
  }

  /**
   * Resolves once all news told so far is stored; counters may still be on their way. Where storing
   * keeps failing it resolves all the same: memory has the news, and nothing more can be done.
   */
  settled(): Promise<void> {
    if (this.#failures > 1 || (!this.#hasNews && !this.#busy)) return Promise.resolve();
    return new Promise((resolve) => {
      (this.#hasNews ? this.#waitingNext : this.#waitingNow).push(resolve);
    });
  }

  async remove(key: string): Promise<void> {
    this.#dirty.delete(key);
    await browser.storage.session.remove(key).catch(this.#options.onError);
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
      await this.#store(keys);
      this.#failures = 0;
    } catch (error) {
      this.#options.onError(error);
      this.#failures += 1;
      this.#putBack(keys);
    }
    this.#busy = false;
    for (const resolve of this.#waitingNow.splice(0)) resolve();
    this.#schedule();
  }

  async #store(keys: ReadonlySet<string>): Promise<void> {
    const { write, makeRoom } = this.#options;
    const all = new Set(keys);
    for (;;) {
      try {
        await browser.storage.session.set(write(all));
        return;
      } catch (error) {
        const more = isFull(error) ? await makeRoom() : null;
        if (more === null) throw error;
        for (const key of more) all.add(key);
      }
    }
  }

  #putBack(keys: ReadonlySet<string>): void {
    for (const key of keys) this.#dirty.add(key);
    this.#due = this.#nextTry();
    // Once may be chance. Who still waits then would wait for ever.
    if (this.#failures > 1) return;
    this.#hasNews = true;
    this.#waitingNext.push(...this.#waitingNow.splice(0));
  }

  #nextTry(): number {
    return this.#lastWrite + Math.min(LONGEST_PAUSE, COUNTERS_INTERVAL * 2 ** (this.#failures - 1));
  }
}

/** In Chromium's words ("Session storage quota bytes exceeded.") and Firefox's (`QuotaExceededError`). */
function isFull(error: unknown): boolean {
  return error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
}
