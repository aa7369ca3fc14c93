import { once } from 'node:events';
import type { Server } from 'node:http';
import type { WebSocket } from 'ws';

export interface Listener {
  readonly server: Server;
  readonly address: string;
  /** Open WebSockets, which a server doesn't count among its connections. */
  readonly sockets: ReadonlySet<WebSocket>;
}

/**
 * Opens one server per address, all on the same port: browsers can be told to move a port, but
 * Firefox can't be told to move it to different ports for different hosts.
 * @returns the port.
 * @throws the system's own error when no common port was found in a few attempts.
 */
export async function listenOnSamePort(
  listeners: readonly Listener[],
  attempts = 10,
): Promise<number> {
  let port = 0;
  for (const { server, address } of listeners) {
    try {
      server.listen(port, address);
      await once(server, 'listening');
      port = portOf(server);
    } catch (error) {
      await Promise.all(listeners.map(closeServer));
      if (attempts <= 1) throw error;
      return listenOnSamePort(listeners, attempts - 1);
    }
  }
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Ends a server with the connections and WebSockets it still has. */
export function closeServer({ server, sockets }: Listener): Promise<void> {
  for (const socket of sockets) socket.terminate();
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
