import { describe, expect, it } from 'vitest';
import type { BrowserKind } from '../../cli/browsers/find-browser';
import type { BrowserPage } from '../../cli/browsers/session';
import type { TabReport } from '../../lib/report/tab-report';
import { MACHINES, WEBTRANSPORT_PORT } from './lab/machines';
import { useScene, whyNoLab } from './lab/scene';
import { findingsOf, rowsOf, visit } from './lab/visit';
import { BROWSERS, reportWhere } from './site/browsers';

const { collector } = MACHINES;
const HOST = 'sound.collector.example';
const SOCKET = `wss://${HOST}/`;
const TRANSPORT = `https://${HOST}:${WEBTRANSPORT_PORT}/room`;

/** Each way of the page, where it leads, and what must be said of it. */
const WAYS: readonly (readonly [
  way: string,
  to: string,
  transport: string,
  sound: TabReport['destinations'][number]['sound'],
])[] = [
  ['recorder', SOCKET, 'wss', { sent: 'microphone-output', received: null }],
  ['worklet', SOCKET, 'wss', { sent: 'microphone-pace', received: null }],
  ['listen', `${SOCKET}sound-out`, 'wss', { sent: null, received: 'playing-pace' }],
  ['radio', `https://${HOST}/radio`, 'https', { sent: null, received: 'endless' }],
  ['hls', `https://${HOST}/live.m3u8`, 'https', { sent: null, received: 'live-playlist' }],
  ['loader', `https://${HOST}/live.m3u8`, 'https', { sent: null, received: 'live-playlist' }],
  ...(
    [
      ['transport-recorder', { sent: 'microphone-output', received: null }],
      ['transport-encoder', { sent: 'microphone-output', received: null }],
      ['transport-listen-streams', { sent: null, received: 'playing-pace' }],
      ['transport-listen-datagrams', { sent: null, received: 'playing-pace' }],
    ] as const
  ).map(([way, sound]) => [way, TRANSPORT, 'webtransport', sound] as const),
];

/** Chromium tells nobody the address of a WebTransport session. */
function whereOf(kind: BrowserKind, transport: string) {
  return kind === 'chromium' && transport === 'webtransport'
    ? { address: null, country: 'not-observed', asn: null }
    : { address: collector.address, country: collector.country, asn: collector.asn };
}

/**
 * Firefox gives a broadcast a length that grows with it. On a machine without a sound device it
 * runs no AudioContext, and without ffmpeg it has no decoder for hls.js.
 */
const CHROMIUM_ONLY: ReadonlySet<string> = new Set([
  'worklet',
  'radio',
  'hls',
  'transport-encoder',
]);

function roomUrl(way: string, to: string): string {
  return `https://jam.systems/sound-room.html?${new URLSearchParams({ way, to })}`;
}

function voiceRow(report: TabReport) {
  return report.destinations.find(
    ({ subject, endpoint }) => subject === 'voice' && endpoint.hostname === HOST,
  );
}

const later = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

describe.each(BROWSERS)('sound by other ways than WebRTC in %s', (kind) => {
  const reason = whyNoLab(kind);
  describe.skipIf(reason !== null)('in the lab', () => {
    const scene = useScene(kind);

    const ways = WAYS.filter(([way]) => kind === 'chromium' || !CHROMIUM_ONLY.has(way));
    it.each(ways)('is recognised: %s', async (way, to, transport, sound) => {
      const { session } = scene();
      const page = await visit(session, roomUrl(way, to), 'talking');
      const report = await reportWhere(session, page, 'a row of voice', (it) => {
        const row = voiceRow(it);
        return row?.sound?.sent === sound?.sent && row?.sound?.received === sound?.received;
      });
      expect(voiceRow(report)?.sound).toEqual(sound);
      expect(rowsOf(report, HOST).filter(({ subject }) => subject === 'voice')).toEqual([
        {
          ...{ subject: 'voice', traffic: 'media', transport, via: ['page'] },
          ...whereOf(kind, transport),
          outcome: 'reached',
          vendor: null,
        },
      ]);
      if (!transport.startsWith('http')) expect(rowsOf(report, HOST)).toHaveLength(1);
      const isPlaced = whereOf(kind, transport).address !== null;
      expect(findingsOf(report).includes(`voice-to-watched-country ${HOST}`)).toBe(isPlaced);
      await page.close();
    });

    it.each(['chat', 'chat-with-microphone'])('is not seen in a mere %s', async (way) => {
      const { session } = scene();
      const page = await visit(session, roomUrl(way, SOCKET), 'talking');
      await later(8);
      expect(subjects(await settled(page))).toEqual(['room-data']);
      await page.close();
    });

    it('is not seen in a mere chat over WebTransport', async () => {
      const { session } = scene();
      const page = await visit(session, roomUrl('transport-chat', TRANSPORT), 'talking');
      await later(8);
      // Firefox doesn't say what kind of request it is.
      const subject = kind === 'chromium' ? 'room-data' : 'other';
      expect(subjects(await settled(page))).toEqual([subject]);
      await page.close();
    });

    it('is not a room when it is a song', async () => {
      const { session } = scene();
      const page = await visit(session, roomUrl('song', `https://${HOST}/song.mp3`), 'talking');
      await later(8);
      expect(subjects(await settled(page))).toEqual(['other']);
      await page.close();
    });

    it('goes with a microphone that is said to be on, and only then', async () => {
      const { session } = scene();
      const speaking = await visit(session, roomUrl('recorder', SOCKET), 'talking');
      await reportWhere(session, speaking, 'the microphone', ({ microphones = [] }) =>
        microphones.some(([, { state }]) => state === 'on'),
      );
      await speaking.close();
      const chatting = await visit(session, roomUrl('chat', SOCKET), 'talking');
      expect((await settled(chatting)).microphones).toBeUndefined();
      await chatting.close();
    });

    function settled(page: BrowserPage): Promise<TabReport> {
      return reportWhere(scene().session, page, 'the host', (it) => rowsOf(it, HOST).length > 0);
    }
  });
});

function subjects(report: TabReport): readonly string[] {
  return rowsOf(report, HOST).map(({ subject }) => subject);
}
