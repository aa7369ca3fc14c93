import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ADDRESSES } from './own-network';

export interface ManyHosts {
  readonly port: number;
  /** Page from which the requests are made. */
  readonly room: string;
  /** For the browser's resolver: every name of the bench, each at an address of its own. */
  readonly hostRules: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Names are under `.test`, which nobody owns (RFC 6761). */
export const ROOM_HOST = 'room.test';

export function hostName(index: number): string {
  return `h${index}.bench.test`;
}

/** A server that answers for a thousand hosts with two bytes. */
export async function startManyHosts(isInOwnNetwork: boolean): Promise<ManyHosts> {
  const server = createServer(({ url }, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cache-control', 'no-store');
    if (url === '/room')
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Room</title>');
    else response.setHeader('content-type', 'text/plain').end('ok');
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  const addresses = isInOwnNetwork ? ADDRESSES : ['127.0.0.1'];
  const hostRules: Record<string, string> = { [ROOM_HOST]: '127.0.0.1' };
  for (let i = 0; i < 1000; i++) hostRules[hostName(i)] = addresses[i % addresses.length] ?? '';
  return {
    port,
    room: `http://${ROOM_HOST}:${port}/room`,
    hostRules,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs in the page: `count` requests over `hosts` hosts, a dozen at a time, all awaited. */
export async function makeRequests(count: number, hosts: number, port: number): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const i = next;
      next += 1;
      await fetch(`http://h${i % hosts}.bench.test:${port}/${i}`).then((it) => it.text());
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
}
