/** The end that comes from outside: Ctrl-C, or a request to end this process. */
export interface Interruption {
  /** Settles when it comes, if it does. */
  readonly came: Promise<void>;
  /** Gives the signals back to their usual meaning. */
  stopListening(): void;
}

export function awaitInterruption(): Interruption {
  let end: () => void = () => {};
  const came = new Promise<void>((resolve) => {
    end = resolve;
  });
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  return {
    came,
    stopListening() {
      process.removeListener('SIGINT', end);
      process.removeListener('SIGTERM', end);
    },
  };
}
