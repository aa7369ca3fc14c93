import * as v from 'valibot';
import type { WebSocket } from 'ws';
import { ClientOrtc, offerOf, ortcOf } from './agora-ortc';
import { parseJson } from './parse-json';
import type { VoiceServer } from './voice-server';

/**
 * The edge server's half of the protocol: a JSON message with `_id` and `_type` each way. What the
 * SDK needs to hear was read off the SDK itself, as published on npm under the MIT licence.
 */
const EdgeMessage = v.object({
  _type: v.string(),
  /** Those without one want no answer. */
  _id: v.optional(v.string()),
  _message: v.optional(v.unknown()),
});

/** What `join_v3` brings along. */
const Join = v.object({
  /** Holds the number the access point gave the client. */
  ap_response: v.object({ uid: v.number() }),
  channel_name: v.string(),
  ortc: ClientOrtc,
});

/**
 * Serves one client of the Agora SDK over its WebSocket, and takes its audio.
 * @param voiceOf which server takes the audio of a channel.
 * @param log is told the type of every message.
 */
export function serveAgoraClient(
  socket: WebSocket,
  voiceOf: (channel: string) => VoiceServer,
  log: (type: string) => void,
): void {
  socket.on('message', async (data, isBinary) => {
    const message = isBinary ? null : parseJson(EdgeMessage, data.toString());
    if (message === null) return;
    log(message._type);
    if (message._id === undefined) return;
    const answer = await answerTo(message._type, message._message, voiceOf);
    const result = answer === null ? 'failed' : 'success';
    socket.send(JSON.stringify({ _id: message._id, _result: result, _message: answer ?? {} }));
  });
}

/** @returns `null` when it can't be done. Most messages want no more than a yes. */
async function answerTo(
  type: string,
  content: unknown,
  voiceOf: (channel: string) => VoiceServer,
): Promise<object | null> {
  if (type === 'traffic_stats') return { peer_delay: [] };
  if (type !== 'join_v3') return {};
  const join = v.safeParse(Join, content);
  if (!join.success) return null;
  const { ap_response: given, channel_name: channel, ortc } = join.output;
  const answer = await voiceOf(channel)
    .answer(offerOf(ortc))
    .catch(() => null);
  if (answer === null) return null;
  return {
    uid: given.uid,
    ortc: ortcOf(answer, ortc),
    rejoin_token: 'demo',
    attributes: { userAttributes: { preSubSsrcs: [] } },
  };
}
