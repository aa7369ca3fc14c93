import type { WebSocket } from 'ws';
import type { VoiceServer, VoiceSession } from './voice-server';

/**
 * The edge server's half of the protocol: a JSON message with `_id` and `_type` each way. What the
 * SDK needs to hear was read off the SDK itself, as published on npm under the MIT licence.
 */
interface EdgeMessage {
  readonly _id?: string;
  readonly _type: string;
  readonly _message?: { readonly ortc?: ClientOrtc; readonly [key: string]: unknown };
}

/** How the SDK describes its end of the media connection: what others put into an SDP offer. */
export interface ClientOrtc {
  readonly iceParameters: { readonly iceUfrag: string; readonly icePwd: string };
  readonly dtlsParameters: {
    readonly fingerprints: readonly {
      readonly hashFunction: string;
      readonly fingerprint: string;
    }[];
  };
  readonly rtpCapabilities: unknown;
}

/**
 * Serves one client of the Agora SDK over its WebSocket, and takes its audio.
 * @param log is told the type of every message.
 */
export function serveAgoraClient(
  socket: WebSocket,
  voice: VoiceServer,
  log: (type: string) => void,
): void {
  const sessions: VoiceSession[] = [];
  socket.on('message', async (data, isBinary) => {
    const message = isBinary ? null : parseEdgeMessage(data.toString());
    if (message === null) return;
    log(message._type);
    const reply = (result: object) =>
      socket.send(JSON.stringify({ _id: message._id, _result: 'success', _message: result }));
    if (message._type === 'join_v3' && message._message?.ortc) {
      const { ortc } = message._message;
      const session = await voice.answer(offerOf(ortc));
      sessions.push(session);
      reply({
        uid: uidOf(message),
        ortc: ortcOf(session.answer, ortc),
        rejoin_token: 'demo',
        attributes: { userAttributes: { preSubSsrcs: [] } },
      });
    } else if (message._type === 'traffic_stats') {
      reply({ peer_delay: [] });
    } else if (message._id !== undefined) {
      reply({});
    }
  });
  socket.on('close', () => {
    for (const session of sessions) void session.close();
  });
}

function parseEdgeMessage(text: string): EdgeMessage | null {
  try {
    const message = JSON.parse(text);
    return typeof message?._type === 'string' ? message : null;
  } catch {
    return null;
  }
}

/** The number the access point gave the client, which it brings along. */
function uidOf({ _message: message }: EdgeMessage): unknown {
  return (message?.ap_response as { uid?: unknown } | undefined)?.uid;
}

/** The SDP offer that says what the SDK said in its own words. */
export function offerOf({ iceParameters, dtlsParameters }: ClientOrtc): string {
  return [
    'v=0',
    'o=- 0 0 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${iceParameters.iceUfrag}`,
    `a=ice-pwd:${iceParameters.icePwd}`,
    ...dtlsParameters.fingerprints.map(
      ({ hashFunction, fingerprint }) => `a=fingerprint:${hashFunction} ${fingerprint}`,
    ),
    'a=setup:actpass',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    '',
  ].join('\r\n');
}

/** What the answer's SDP says, in the SDK's words. */
export function ortcOf(answer: string, client: ClientOrtc): object {
  const value = (name: string) => new RegExp(`^a=${name}:(.+?)\r?$`, 'm').exec(answer)?.[1] ?? '';
  const [algorithm, fingerprint] = value('fingerprint').split(' ');
  const [foundation, , protocol, priority, ip, port] = value('candidate').split(' ');
  return {
    cname: 'earshot-demo',
    iceParameters: {
      iceUfrag: value('ice-ufrag'),
      icePwd: value('ice-pwd'),
      candidates: [{ foundation, protocol, priority, ip, port, type: 'host' }],
    },
    dtlsParameters: {
      role: value('setup') === 'active' ? 'client' : 'server',
      fingerprints: [{ algorithm, fingerprint }],
    },
    rtpCapabilities: client.rtpCapabilities,
  };
}
