import { browser } from 'wxt/browser';

/** Milliseconds between two writes: 300 requests in a burst cost a handful of writes. */
const INTERVAL = 300;

/**
 * The write-behind shadow of what is in memory: the service worker may die at any moment, and
 * `storage.session` is what its next life starts from. The first change is written at once, later
 * ones together; one write is in flight at a time.
 */
export class SessionShadow {
  readonly #write: (keys: ReadonlySet<string>) => Record<string, unknown>;
  readonly #onError: (error: unknown) => void;
  #dirty = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #busy = false;

  /** @param write makes the values of the keys that have changed, when they are to be stored. */
  constructor(
    write: (keys: ReadonlySet<string>) => Record<string, unknown>,
    onError: (error: unknown) => void,
  ) {
    this.#write = write;
    this.#onError = onError;
  }

  touch(key: string): void {
    this.#dirty.add(key);
    if (!this.#busy && this.#timer === null) void this.#flush();
  }

  async remove(key: string): Promise<void> {
    this.#dirty.delete(key);
    await browser.storage.session.remove(key).catch(this.#onError);
  }

  async #flush(): Promise<void> {
    const keys = this.#dirty;
    this.#dirty = new Set();
    this.#busy = true;
    await browser.storage.session.set(this.#write(keys)).catch(this.#onError);
    this.#busy = false;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#dirty.size > 0) void this.#flush();
    }, INTERVAL);
  }
}
