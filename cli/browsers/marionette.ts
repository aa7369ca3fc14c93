import type { Duplex } from 'node:stream';

/** A client of Marionette, the remote control every Firefox has built in. */
export interface Marionette {
  /** Sends one command and returns its result. */
  send(command: string, parameters?: object): Promise<unknown>;
  /** Runs steps that belong together: no other command comes between them. */
  together<T>(steps: () => Promise<T>): Promise<T>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Speaks Marionette's protocol, version 3: each packet is its length in bytes, a colon and JSON,
 * `[0, id, command, parameters]` out and `[1, id, error, result]` back.
 * https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export function speakMarionette(stream: Duplex): Marionette {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let ended: Error | null = null;

  function end(reason: string): void {
    ended ??= new Error(reason);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }
  stream.on('error', (error) => end(`Firefox's remote control failed: ${error.message}`));
  stream.on('close', () => end('Firefox has ended.'));
  onPackets(stream, (packet) => {
    if (!Array.isArray(packet)) return;
    const [, id, error, result] = packet as [number, number, RemoteError | null, unknown];
    const one = waiting.get(id);
    waiting.delete(id);
    if (error) one?.reject(named(error));
    else one?.resolve(result);
  });

  return {
    send: (command, parameters = {}) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        const packet = JSON.stringify([0, lastId, command, parameters]);
        stream.write(`${Buffer.byteLength(packet)}:${packet}`);
      }),
    together(steps) {
      const turn = queue.then(steps);
      queue = turn.catch(() => {});
      return turn;
    },
  };
}

interface RemoteError {
  /** WebDriver's error code, such as `no such element`. */
  readonly error: string;
  readonly message: string;
}

function named({ error, message }: RemoteError): Error {
  return Object.assign(new Error(message || error), { name: error });
}

function onPackets(stream: Duplex, take: (packet: unknown) => void): void {
  let bytes = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const colon = bytes.indexOf(':');
      const end = colon + 1 + Number(bytes.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || bytes.length < end) return;
      take(JSON.parse(bytes.subarray(colon + 1, end).toString()));
      bytes = bytes.subarray(end);
    }
  });
}
