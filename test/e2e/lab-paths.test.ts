import { describe, expect, it } from 'vitest';
import type { DestinationRow } from '../../lib/report/tab-report';
import { roomUrl, talkingTo, voiceTo } from './lab/audio-room';
import { MACHINES, type Machine, TURN_PORT } from './lab/machines';
import { useScene, whyNoLab } from './lab/scene';
import { summaryOf, visit } from './lab/visit';
import { BROWSERS, reportWhere } from './site/browsers';

const { sfu, secondSfu, six, turn } = MACHINES;

/** Where and who, as the lab knows it. */
function placeOf({ address, country, asn }: Machine) {
  return { address, country, asn };
}

/** RFC 3550 §5.1, and RFC 8285 with the two extensions that Janus agrees to. */
const RTP_HEADER = 12 + 8;

function soundSent(row: DestinationRow | undefined): number {
  return row?.carried?.audio.sent ?? 0;
}

describe.each(BROWSERS)('a path to Janus in %s', (kind) => {
  const reason = whyNoLab(kind);
  describe.skipIf(reason !== null)('in the lab', () => {
    const scene = useScene(kind);

    it('over IPv6 is named', async () => {
      const { session } = scene();
      const page = await visit(session, roomUrl({ media: six.address }), 'talking');
      const voice = voiceTo(await talkingTo(session, page, six.address), six.address);
      expect(voice && summaryOf(voice)).toMatchObject({
        subject: 'voice',
        transport: 'udp',
        outcome: 'reached',
        ...placeOf(six),
      });
      await page.close();
    });

    it('that moves to another country in the middle of the call is two, and each keeps its bytes', async () => {
      const { session } = scene();
      const page = await visit(session, roomUrl({}), 'talking');
      await talkingTo(session, page, sfu.address);
      await page.evaluate(`window.room.moveTo('${secondSfu.address}')`);
      const report = await reportWhere(
        session,
        page,
        'voice to the second country',
        (it) => soundSent(voiceTo(it, secondSfu.address)) > 1000,
      );
      const [first, second] = [sfu, secondSfu].map(({ address }) => voiceTo(report, address));
      expect(first && summaryOf(first)).toMatchObject(placeOf(sfu));
      expect(second && summaryOf(second)).toMatchObject(placeOf(secondSfu));
      expect([first?.ownVoice, second?.ownVoice]).toEqual(['before', 'now']);
      await page.evaluate('window.room.mute(true)');
      const after = await reportWhere(
        session,
        page,
        'the last of it',
        (it) => voiceTo(it, secondSfu.address)?.ownVoice === 'before',
      );
      expect(soundSent(voiceTo(after, sfu.address))).toBe(soundSent(first));
      await page.close();
    });

    it('is a server\u2019s, though Janus may list a private address and not say ice-lite', async () => {
      const { session } = scene();
      const url = roomUrl({ 'not-lite': '', 'also-check': '10.0.0.5 5000' });
      const page = await visit(session, url, 'talking');
      const voice = voiceTo(await talkingTo(session, page, sfu.address), sfu.address);
      expect(voice && summaryOf(voice)).toMatchObject({ subject: 'voice', ...placeOf(sfu) });
      await page.close();
    });

    it('that carries data alone is room data, not voice', async () => {
      const { session } = scene();
      const page = await visit(session, roomUrl({ 'only-data': '' }), 'talking');
      const report = await reportWhere(session, page, 'data', (it) =>
        it.destinations.some((row) => (row.carried?.data.received ?? 0) > 1000),
      );
      const row = report.destinations.find(({ carried }) => carried !== undefined);
      expect(row && summaryOf(row)).toMatchObject({
        subject: 'room-data',
        traffic: 'data-channel',
        transport: 'udp',
        outcome: 'reached',
        ...placeOf(sfu),
      });
      expect(row?.ownVoice).toBeUndefined();
      expect(report.destinations.some(({ subject }) => subject === 'voice')).toBe(false);
      await page.close();
    });

    it('from a frame is the page\u2019s', async () => {
      const { session } = scene();
      const room = new URLSearchParams({ room: roomUrl({}) });
      const page = await visit(session, `https://jam.systems/framed-room.html?${room}`, null);
      const voice = voiceTo(await talkingTo(session, page, sfu.address), sfu.address);
      expect(voice && summaryOf(voice)).toMatchObject({ via: ['frame'], ...placeOf(sfu) });
      await page.close();
    });

    it('and another through TURN at the same time are told apart', async () => {
      const { session } = scene();
      const url = new URL(roomUrl({}));
      url.searchParams.append('turn', '');
      url.searchParams.append('turn', `turn:${turn.names[0]}:${TURN_PORT}?transport=udp`);
      const page = await visit(session, url.href, 'talking');
      await talkingTo(session, page, turn.address);
      const report = await talkingTo(session, page, sfu.address);
      const direct = report.destinations.filter(
        ({ endpoint, traffic, relayedBy }) =>
          traffic === 'media' && endpoint.address === sfu.address && relayedBy === null,
      );
      const relay = voiceTo(report, turn.address);
      expect(direct).toHaveLength(1);
      expect(relay && summaryOf(relay)).toMatchObject(placeOf(turn));
      expect(report.destinations.filter(({ relayedBy }) => relayedBy === relay?.key)).toHaveLength(
        1,
      );
      await page.close();
    });

    it('carries as many bytes as Janus counts, and is the user\u2019s voice until it is muted', async () => {
      const { lab, session } = scene();
      const page = await visit(session, roomUrl({}), 'talking');
      const speaking = voiceTo(await talkingTo(session, page, sfu.address), sfu.address);
      expect(speaking?.ownVoice).toBe('now');
      await page.evaluate('window.room.mute(true)');
      await reportWhere(
        session,
        page,
        'silence',
        (it) => voiceTo(it, sfu.address)?.ownVoice === 'before',
      );
      await page.evaluate('window.room.mute(false)');
      await reportWhere(
        session,
        page,
        'voice again',
        (it) => voiceTo(it, sfu.address)?.ownVoice === 'now',
      );
      await page.evaluate('window.room.fallSilent()');
      const report = await reportWhere(
        session,
        page,
        'the end of it',
        (it) => voiceTo(it, sfu.address)?.ownVoice === 'before',
      );
      const [heard] = (await lab.janusHeard()).filter(({ packets }) => packets > 0);
      const payload = (heard?.bytes ?? 0) - (heard?.packets ?? 0) * RTP_HEADER;
      expect(payload).toBeGreaterThan(1000);
      expect(soundSent(voiceTo(report, sfu.address)) / payload).toBeCloseTo(1, 1);
      await page.close();
    });
  });
});
