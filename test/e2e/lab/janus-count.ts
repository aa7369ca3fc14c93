import { WebSocket } from 'ws';
import { JANUS_ADMIN } from './machines';

/** What Janus itself counts of the sound it got on one connection: RTP, decrypted, with headers. */
export interface JanusCount {
  readonly packets: number;
  readonly bytes: number;
}

interface Media {
  readonly type: string;
  readonly stats: { readonly in: JanusCount };
}

interface Answer {
  readonly sessions?: readonly number[];
  readonly handles?: readonly number[];
  readonly info?: { readonly webrtc?: { readonly media?: Readonly<Record<string, Media>> } };
}

/** Asks Janus' admin interface (https://janus.conf.meetecho.com/docs/admin.html) for all handles. */
export async function askJanus(): Promise<readonly JanusCount[]> {
  const socket = new WebSocket(`ws://127.0.0.1:${JANUS_ADMIN.port}`, 'janus-admin-protocol');
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const ask = (question: object) =>
    new Promise<Answer>((resolve) => {
      socket.once('message', (text) => resolve(JSON.parse(String(text))));
      const { secret } = JANUS_ADMIN;
      socket.send(JSON.stringify({ transaction: 'lab', admin_secret: secret, ...question }));
    });
  const counts: JanusCount[] = [];
  const { sessions = [] } = await ask({ janus: 'list_sessions' });
  for (const session_id of sessions) {
    const { handles = [] } = await ask({ janus: 'list_handles', session_id });
    for (const handle_id of handles) {
      const { info } = await ask({ janus: 'handle_info', session_id, handle_id });
      const media = Object.values(info?.webrtc?.media ?? {});
      counts.push(...media.filter(({ type }) => type === 'audio').map(({ stats }) => stats.in));
    }
  }
  socket.close();
  return counts;
}
