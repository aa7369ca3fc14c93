import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** A small site on every loopback address, with a page that does as it's told. */
export interface SmallSite {
  readonly port: number;
  /** `http://<host>:<port>/<path>` */
  url(path?: string, host?: string): string;
  stop(): Promise<void>;
}

const PAGE = '<!doctype html><title>Room</title><h1>A room</h1>';

export async function startSmallSite(): Promise<SmallSite> {
  const sockets = new Set<WebSocket>();
  const server = createServer((request, response) => {
    if (request.url !== '/private') response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cache-control', 'no-store');
    if (request.url === '/' || request.url?.endsWith('.html'))
      response.setHeader('content-type', 'text/html').end(PAGE);
    else response.setHeader('content-type', 'text/plain').end('ok');
  });
  new WebSocketServer({ server }).on('connection', (socket) => sockets.add(socket));
  await listen(server);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (path = '/', host = '127.0.0.1') => `http://${host}:${port}${path}`,
    stop: async () => {
      for (const socket of sockets) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '0.0.0.0', resolve);
  });
}
