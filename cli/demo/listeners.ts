import { once } from 'node:events';
import type { Server } from 'node:http';

/**
 * Opens one server per address, all on the same port: browsers can be told to move a port, but
 * Firefox can't be told to move it to different ports for different hosts.
 * @returns the port.
 * @throws the system's own error when no common port was found in a few attempts.
 */
export async function listenOnSamePort(
  servers: readonly { readonly server: Server; readonly address: string }[],
  attempts = 10,
): Promise<number> {
  let port = 0;
  for (const { server, address } of servers) {
    try {
      server.listen(port, address);
      await once(server, 'listening');
      port = portOf(server);
    } catch (error) {
      await Promise.all(servers.map(({ server: open }) => closeServer(open)));
      if (attempts <= 1) throw error;
      return listenOnSamePort(servers, attempts - 1);
    }
  }
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Ends a server with the connections it still has. */
export function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
