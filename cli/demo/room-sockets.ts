import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { serveAgoraClient } from './agora-edge';
import type { LabMachineName } from './lab';
import { contactOf, type RoomContact } from './room-log';
import { serveParticipant } from './signalling';
import type { VoiceServer } from './voice-server';

export interface RoomSockets {
  readonly voice: VoiceServer;
  readonly agoraVoice: VoiceServer;
  /** Where the browser is told it could reach the voice server too. */
  readonly spare: { readonly address: string; readonly port: number };
  readonly log: (contact: RoomContact) => void;
}

/**
 * Takes WebSockets on a server: those for signalling and those of Agora's edge.
 * @returns the sockets, which outlive their server unless they are ended too.
 */
export function acceptSockets(
  server: Server,
  machineOf: (request: IncomingMessage) => LabMachineName | 'page',
  { voice, agoraVoice, spare, log }: RoomSockets,
): ReadonlySet<WebSocket> {
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const machine = machineOf(request);
    log(contactOf(request, machine, `WebSocket ${request.url}`));
    // A browser that goes away in the middle of a message is no failure of the room.
    socket.on('error', () => socket.terminate());
    if (machine === 'signalling') serveParticipant(socket, voice, spare);
    else if (machine === 'agoraEdge') {
      serveAgoraClient(
        socket,
        () => agoraVoice,
        (type) => log(contactOf(request, machine, type)),
      );
    } else socket.close();
  });
  return sockets.clients;
}
