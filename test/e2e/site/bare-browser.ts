/**
 * A browser that starts as it does for its user: with the extension installed before, on a page,
 * and with nobody attached until that page has begun.
 */
export interface BareBrowser {
  /** Runs in a page that is opened for it. */
  evaluateAt<A extends readonly unknown[], T>(
    url: string,
    run: string | ((...args: A) => T),
    ...args: A
  ): Promise<Awaited<T>>;
  /** Ends it and all of its helpers, whatever state they are in. */
  close(): Promise<void>;
}
