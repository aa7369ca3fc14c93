import { listen, weakMap } from '../rtc/captured-globals';
import { wrapMethod, wrapSetter } from '../rtc/wrap-native';
import type { Channel, Channels } from './channels';
import type { socket } from './sound-natives';

// Page world: see the rules in `captured-globals`.

const OPEN = 1;

/**
 * Counts the frames of every WebSocket that sends, or whose page sets `onmessage` or `binaryType`.
 * The constructor stays the browser's own. One that only ever listens by `addEventListener`, for
 * texts or Blobs, is missed; so are those in workers.
 */
export function watchSockets(natives: NonNullable<typeof socket>, channels: Channels): void {
  const known = weakMap<WebSocket, Channel>();

  function channelOf(ws: WebSocket): Channel | undefined {
    const before = known.get(ws);
    if (before !== undefined) return before;
    const channel = channels.open('websocket', natives.url(ws));
    if (channel === null) return;
    known.set(ws, channel);
    listen<MessageEvent>(ws, 'message', (event) => channels.received(channel, natives.data(event)));
    return channel;
  }

  wrapMethod(natives.prototype, 'send', (ws, args) => {
    const channel = channelOf(ws);
    if (channel === undefined || natives.readyState(ws) !== OPEN) return null;
    return () => channels.sent(channel, args[0]);
  });
  wrapSetter(natives.prototype, 'onmessage', channelOf);
  wrapSetter(natives.prototype, 'binaryType', channelOf);
}
