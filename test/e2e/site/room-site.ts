import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site whose pages can be kept in a back/forward cache, each asking a host of its own. */
export interface RoomSite {
  readonly port: number;
  url(path: string, host?: string): string;
  stop(): Promise<void>;
}

/** `?asks=name` makes the page ask `name.lab.example`; `?speaks` takes the microphone. */
const PAGE = `<!doctype html><title>Room</title><h1>A room</h1><script>
  const wanted = new URLSearchParams(location.search);
  const name = wanted.get('asks');
  if (name) fetch('http://' + name + '.lab.example:' + location.port + '/', { method: 'POST' });
  if (wanted.has('speaks')) {
    navigator.mediaDevices.getUserMedia({ audio: true }).then((it) => { window.microphone = it; });
  }
  addEventListener('pageshow', ({ persisted }) => { if (persisted) document.title = 'revived'; });
</script>`;

export async function startRoomSite(): Promise<RoomSite> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site.example');
    response.setHeader('access-control-allow-origin', '*');
    if (pathname === '/redirect') {
      response.writeHead(302, { location: searchParams.get('to') ?? '/' }).end();
    } else if (pathname.startsWith('/room')) {
      response.setHeader('content-type', 'text/html').end(PAGE);
    } else response.setHeader('content-type', 'text/plain').end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (path, host = '127.0.0.1') => `http://${host}:${port}${path}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
