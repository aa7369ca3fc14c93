import { reportError } from './report-error';

type Task<T> = (value: T) => void;

/**
 * Asked when it is a task's turn: what has to be read first, `null` when it is all there. May be
 * asked earlier as well, so that reading begins. What it gives must not reject, and once it has
 * resolved the next answer must be another.
 */
type Needs<T> = (value: T) => Promise<unknown> | null;

interface Waiting<T> {
  readonly task: Task<T>;
  readonly needs: Needs<T>;
  readonly onLost: () => void;
}

const nothing = () => null;

/** Milliseconds to wait before loading is tried again; after the last one it is given up. */
const PAUSES = [100, 200, 400, 800, 1600];

/**
 * Holds tasks back, in their order, until what they need has been loaded; from then on they run at
 * once, but for those that need more read. Loading begins with the first task, so what nobody needs
 * is never loaded. Where it fails it is tried again a few times; then what waits is lost, and the
 * next task begins anew.
 */
export class Gate<T> {
  readonly #load: () => Promise<T>;
  #waiting: Waiting<T>[] = [];
  #open: { readonly value: T } | null = null;
  #isLoading = false;
  #isStale = false;
  #failures = 0;
  /** The first in the queue is being read for, or runs. */
  #isBusy = false;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Whether anybody has needed it so far. */
  get isUsed(): boolean {
    return this.#open !== null || this.#isLoading;
  }

  /** @param onLost is called instead of the task when loading has been given up. */
  run(task: Task<T>, onLost: () => void = nothing): void {
    this.#add({ task, needs: nothing, onLost });
  }

  /** Runs a task that needs more read than what has been loaded. */
  runWith(needs: Needs<T>, task: Task<T>): void {
    this.#add({ task, needs, onLost: nothing });
  }

  /** Loads anew, because what was loaded (or is being loaded) is out of date, and runs `task`. */
  reload(task: Task<T>, needs: Needs<T> = nothing): void {
    this.#open = null;
    this.#isStale = this.#isLoading;
    this.runWith(needs, task);
  }

  #add(waiting: Waiting<T>): void {
    this.#waiting.push(waiting);
    if (this.#open !== null) {
      if (this.#isBusy) ask(waiting.needs, this.#open.value);
      else this.#runWaiting();
    } else if (!this.#isLoading) {
      this.#isLoading = true;
      this.#begin();
    }
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
    this.#isLoading = false;
    this.#isStale = false;
    for (const { onLost } of this.#waiting.splice(0)) onLost();
  }

  #pass(value: T): void {
    this.#failures = 0;
    if (this.#isStale) {
      this.#isStale = false;
      this.#begin();
      return;
    }
    this.#isLoading = false;
    this.#open = { value };
    for (const { needs } of this.#waiting) ask(needs, value);
    if (!this.#isBusy) this.#runWaiting();
  }

  #runWaiting(): void {
    while (this.#open !== null) {
      const [first] = this.#waiting;
      if (first === undefined) return;
      const { value } = this.#open;
      const reading = ask(first.needs, value);
      this.#isBusy = true;
      if (reading !== null) {
        void reading.then(() => {
          this.#isBusy = false;
          this.#runWaiting();
        });
        return;
      }
      this.#waiting.shift();
      attempt(first.task, value);
      this.#isBusy = false;
    }
  }
}

function ask<T>(needs: Needs<T>, value: T): Promise<unknown> | null {
  try {
    return needs(value);
  } catch (error) {
    reportError(error);
    return null;
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
