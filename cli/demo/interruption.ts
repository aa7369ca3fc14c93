/** The end that comes from outside: Ctrl-C, or a request to end this process. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the process's signals back to their usual meaning. */
  stopListening(): void;
}

export function awaitInterruption(): Interruption {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  return {
    signal: controller.signal,
    stopListening() {
      process.removeListener('SIGINT', abort);
      process.removeListener('SIGTERM', abort);
    },
  };
}
