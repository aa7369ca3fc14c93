import type { WebSocket } from 'ws';
import type { VoiceServer } from '../../../cli/demo/voice-server';
import { bytesFields } from './protobuf';

/**
 * As much of LiveKit's signalling as its client 2.23 needs to talk: no LiveKit server runs here.
 * Field numbers are those of `livekit_rtc.proto` (Apache-2.0); answers go as JSON, which the client
 * reads as well.
 */
const OFFER = 1;
const ADD_TRACK = 4;

const JOIN = {
  room: { sid: 'RM_lab', name: 'lab' },
  participant: {
    sid: 'PA_lab',
    identity: 'visitor',
    state: 'JOINED',
    permission: { canPublish: true, canSubscribe: true, canPublishData: true },
  },
  serverVersion: '1.9.0',
  serverInfo: { edition: 'Standard', version: '1.9.0', protocol: 16 },
  subscriberPrimary: false,
  fastPublish: true,
};

/** Servers before 2025 don't have this path; the client then takes the old one. */
export function isNewLiveKit(path = ''): boolean {
  return path.startsWith('/rtc/v1');
}

/** Serves one client over its WebSocket, and takes its audio on the voice server's address. */
export function serveLiveKit(socket: WebSocket, voice: VoiceServer): void {
  const participant = voice.join();
  const send = (answer: object) => socket.send(JSON.stringify(answer));
  send({ join: JOIN });
  socket.on('message', async (data: Buffer) => {
    const request = bytesFields(new Uint8Array(data));
    const offer = request.get(OFFER);
    const track = request.get(ADD_TRACK);
    if (offer !== undefined) {
      const { sdp, id } = descriptionOf(offer);
      send({ answer: { type: 'answer', sdp: await participant.answer(sdp), id } });
    }
    if (track !== undefined) {
      const cid = text(bytesFields(track).get(1));
      send({ trackPublished: { cid, track: { sid: `TR_${cid}`, type: 'AUDIO' } } });
    }
  });
}

/** `SessionDescription`: type, SDP, and a number by which the answer finds its offer. */
function descriptionOf(message: Uint8Array): { readonly sdp: string; readonly id: number } {
  // The number is the last field and a small one.
  const id = message.at(-2) === 3 * 8 ? (message.at(-1) ?? 0) : 0;
  return { sdp: text(bytesFields(message).get(2)), id };
}

function text(bytes: Uint8Array = new Uint8Array()): string {
  return new TextDecoder().decode(bytes);
}
