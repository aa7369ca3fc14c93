import { reportError } from './report-error';

/**
 * Holds tasks back, in their order, until what they need has been loaded; from then on they run at
 * once. Loading begins with the first task, so what nobody needs is never loaded.
 */
export class Gate<T> {
  readonly #load: () => Promise<T>;
  #waiting: ((value: T) => void)[] | null = null;
  #open: { readonly value: T } | null = null;

  /** @param load must not reject: absence is a value. */
  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  run(task: (value: T) => void): void {
    if (this.#open !== null) attempt(task, this.#open.value);
    else if (this.#waiting !== null) this.#waiting.push(task);
    else {
      this.#waiting = [task];
      void this.#load().then((value) => this.#pass(value), reportError);
    }
  }

  /** Loads again if it has been loaded before, and then runs `task`. */
  reload(task: (value: T) => void): void {
    if (this.#open === null) return;
    this.#open = null;
    this.run(task);
  }

  #pass(value: T): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    this.#open = { value };
    for (const task of waiting) attempt(task, value);
  }
}

/** One event that goes wrong must not take the others with it. */
function attempt<T>(task: (value: T) => void, value: T): void {
  try {
    task(value);
  } catch (error) {
    reportError(error);
  }
}
