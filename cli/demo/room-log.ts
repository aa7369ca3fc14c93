import type { IncomingMessage } from 'node:http';
import type { LabMachineName } from './lab';

/** One thing that reached a machine of the lab. */
export interface RoomContact {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly machine: LabMachineName | 'page';
  /** As the browser named it, with its port where it isn't the usual one. */
  readonly host: string;
  /** Method and path, `WebSocket /`, or the type of a message to Agora's edge. */
  readonly what: string;
  /** Who asked, as the browser says; `null` when it doesn't. */
  readonly origin: string | null;
}

export function contactOf(
  request: IncomingMessage,
  machine: LabMachineName | 'page',
  what = `${request.method} ${request.url}`,
): RoomContact {
  const { host = '', origin = null } = request.headers;
  return { at: Date.now(), machine, host, what, origin };
}
