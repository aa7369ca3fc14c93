import { reportError } from './report-error';

type Task<T> = (value: T) => void;

interface Waiting<T> {
  readonly task: Task<T>;
  readonly onLost: () => void;
}

/** Milliseconds to wait before loading is tried again; after the last one it is given up. */
const PAUSES = [100, 200, 400, 800, 1600];

/**
 * Holds tasks back, in their order, until what they need has been loaded; from then on they run at
 * once. Loading begins with the first task, so what nobody needs is never loaded. Where it fails it
 * is tried again a few times; then what waits is lost, and the next task begins anew.
 */
export class Gate<T> {
  readonly #load: () => Promise<T>;
  #waiting: Waiting<T>[] | null = null;
  #open: { readonly value: T } | null = null;
  #isStale = false;
  #failures = 0;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Whether anybody has needed it so far. */
  get isUsed(): boolean {
    return this.#open !== null || this.#waiting !== null;
  }

  /** @param onLost is called instead of the task when loading has been given up. */
  run(task: Task<T>, onLost: () => void = () => {}): void {
    if (this.#open !== null) attempt(task, this.#open.value);
    else if (this.#waiting !== null) this.#waiting.push({ task, onLost });
    else {
      this.#waiting = [{ task, onLost }];
      this.#begin();
    }
  }

  /** Loads anew, because what was loaded (or is being loaded) is out of date, and runs `task`. */
  reload(task: Task<T>): void {
    this.#open = null;
    this.#isStale = this.#waiting !== null;
    this.run(task);
  }

  #begin(): void {
    this.#load().then(
      (value) => this.#pass(value),
      (error) => this.#fail(error),
    );
  }

  #fail(error: unknown): void {
    reportError(error);
    const pause = PAUSES[this.#failures];
    this.#failures += 1;
    if (pause !== undefined) {
      setTimeout(() => this.#begin(), pause);
      return;
    }
    this.#failures = 0;
    for (const { onLost } of this.#takeWaiting()) onLost();
  }

  #pass(value: T): void {
    this.#failures = 0;
    if (this.#isStale) {
      this.#isStale = false;
      this.#begin();
      return;
    }
    const waiting = this.#takeWaiting();
    this.#open = { value };
    for (const { task } of waiting) attempt(task, value);
  }

  #takeWaiting(): readonly Waiting<T>[] {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    return waiting;
  }
}

/** One event that goes wrong must not take the others with it. */
function attempt<T>(task: Task<T>, value: T): void {
  try {
    task(value);
  } catch (error) {
    reportError(error);
  }
}
