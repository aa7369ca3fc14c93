import { createServer as createHttpServer, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy that leads every name to one port of this machine, and says how often it was asked. */
export interface LeadingProxy {
  readonly url: string;
  readonly asked: () => number;
  readonly stop: () => Promise<void>;
}

/** RFC 9110 §9.3.6 and absolute-form requests (RFC 9112 §3.2.2). */
export async function startHttpProxy(target: number): Promise<LeadingProxy> {
  let asked = 0;
  const server = createHttpServer((incoming, outgoing) => {
    asked += 1;
    const { pathname } = new URL(incoming.url ?? '/');
    const { method = 'GET', headers } = incoming;
    const forward = request(
      { host: '127.0.0.1', port: target, path: pathname, method, headers },
      (answer) => answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers)),
    );
    incoming.pipe(forward.on('error', () => outgoing.destroy()));
  });
  server.on('connect', (_, socket: Socket) => {
    asked += 1;
    join(socket, target, () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
  });
  return started(server, 'http', () => asked);
}

/** RFC 1928: no authentication, CONNECT only. */
export async function startSocksProxy(target: number): Promise<LeadingProxy> {
  let asked = 0;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      socket.write(Uint8Array.of(5, 0));
      socket.once('data', () => {
        asked += 1;
        join(socket, target, () => socket.write(Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0)));
      });
    });
  });
  return started(server, 'socks5', () => asked);
}

function join(socket: Socket, port: number, onJoined: () => void): void {
  const far = connect(port, '127.0.0.1', () => {
    onJoined();
    socket.pipe(far).pipe(socket);
  });
  for (const end of [socket, far]) end.on('error', () => [socket, far].map((it) => it.destroy()));
}

async function started(server: Server, scheme: string, asked: () => number): Promise<LeadingProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
