import { reportError } from './report-error';

type Task<T> = (value: T) => void;

/**
 * Holds tasks back, in their order, until what they need has been loaded; from then on they run at
 * once. Loading begins with the first task, so what nobody needs is never loaded.
 */
export class Gate<T> {
  readonly #load: () => Promise<T>;
  #waiting: Task<T>[] | null = null;
  #open: { readonly value: T } | null = null;
  #isStale = false;

  /** @param load should not reject: absence is a value. If it does, what waits is lost. */
  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Whether anybody has needed it so far. */
  get isUsed(): boolean {
    return this.#open !== null || this.#waiting !== null;
  }

  run(task: Task<T>): void {
    if (this.#open !== null) attempt(task, this.#open.value);
    else if (this.#waiting !== null) this.#waiting.push(task);
    else {
      this.#waiting = [task];
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
      (error) => {
        this.#waiting = null;
        reportError(error);
      },
    );
  }

  #pass(value: T): void {
    if (this.#isStale) {
      this.#isStale = false;
      this.#begin();
      return;
    }
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    this.#open = { value };
    for (const task of waiting) attempt(task, value);
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
