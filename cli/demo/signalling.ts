import * as v from 'valibot';
import type { WebSocket } from 'ws';
import { parseJson } from './parse-json';
import { PEOPLE, type Person } from './people';
import type { VoiceServer } from './voice-server';

/** What the page may say. Anything else is ignored. */
export const ClientMessage = v.variant('type', [
  v.object({ type: v.literal('join'), room: v.string(), name: v.string() }),
  v.object({ type: v.literal('offer'), sdp: v.string() }),
  v.object({ type: v.literal('mute'), muted: v.boolean() }),
]);
export type ClientMessage = v.InferOutput<typeof ClientMessage>;

/** What the room says. */
export type RoomMessage =
  | { readonly type: 'people'; readonly people: readonly Person[] }
  | { readonly type: 'answer'; readonly sdp: string }
  | { readonly type: 'speaking'; readonly id: string }
  | { readonly type: 'error'; readonly reason: string };

/** Seconds between changes of who speaks. */
const TURN = 2.5;

/** Serves one participant over its WebSocket. `spare` is a second place the voice could go. */
export function serveParticipant(
  socket: WebSocket,
  voice: VoiceServer,
  spare: { readonly address: string; readonly port: number },
): void {
  const say = (message: RoomMessage) => socket.send(JSON.stringify(message));
  const speakers = PEOPLE.filter(({ role }) => role !== 'listener');
  let turn = 0;
  const conversation = setInterval(() => {
    const speaker = speakers[turn % speakers.length];
    turn += 1;
    if (speaker) say({ type: 'speaking', id: speaker.id });
  }, TURN * 1000);

  socket.on('message', async (data) => {
    const message = parseJson(ClientMessage, data.toString());
    if (message?.type === 'join') say({ type: 'people', people: PEOPLE });
    if (message?.type !== 'offer') return;
    try {
      const answer = await voice.answer(message.sdp);
      say({ type: 'answer', sdp: withSpare(answer, spare) });
    } catch (error) {
      say({ type: 'error', reason: error instanceof Error ? error.message : 'bad offer' });
    }
  });
  socket.on('close', () => clearInterval(conversation));
}

/** The most a host candidate can have (RFC 8445 §5.1.2.2). */
const HIGHEST_PRIORITY = 2_130_706_431;

/**
 * Adds a second host candidate to every medium. It is the first that the browser checks, for its
 * priority, but it never answers: the checks go there, and the voice goes elsewhere.
 */
export function withSpare(
  sdp: string,
  { address, port }: { readonly address: string; readonly port: number },
): string {
  return sdp.replaceAll(
    'a=end-of-candidates',
    `a=candidate:spare 1 udp ${HIGHEST_PRIORITY} ${address} ${port} typ host\r\na=end-of-candidates`,
  );
}
