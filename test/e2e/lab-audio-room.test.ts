import { describe, expect, it } from 'vitest';
import type { TabReport } from '../../lib/report/tab-report';
import { roomUrl, talkingTo, voiceTo } from './lab/audio-room';
import { CHECKED_PORT, MACHINES, TURN_PORT, TURN_TLS_PORT } from './lab/machines';
import { useScene, whyNoLab } from './lab/scene';
import { findingsOf, summaryOf, visit } from './lab/visit';
import { BROWSERS, reportWhere } from './site/browsers';

const { sfu, turn, collector } = MACHINES;
const [sfuName] = sfu.names;
const [turnName] = turn.names;

/** Ways from the browser to the TURN server: URL of the server, and what must be seen of it. */
const RELAYS = [
  ['udp', `turn:${turnName}:${TURN_PORT}?transport=udp`, TURN_PORT],
  ['tcp', `turn:${turnName}:${TURN_PORT}?transport=tcp`, TURN_PORT],
  ['tls', `turns:${turnName}:${TURN_TLS_PORT}?transport=tcp`, TURN_TLS_PORT],
] as const;

describe.each(BROWSERS)('an audio room on Janus in %s', (kind) => {
  const reason = whyNoLab(kind);
  describe.skipIf(reason !== null)('in the lab', () => {
    const scene = useScene(kind);

    it('sends voice straight to the SFU', async () => {
      const { session } = scene();
      const page = await visit(session, roomUrl({}), 'talking');
      const report = await talkingTo(session, page, sfu.address);
      const voice = voiceTo(report, sfu.address);
      expect(voice && summaryOf(voice)).toEqual({
        subject: 'voice',
        traffic: 'media',
        transport: 'udp',
        outcome: 'reached',
        via: ['page'],
        address: sfu.address,
        country: sfu.country,
        asn: sfu.asn,
        vendor: null,
      });
      expect(voice?.relayedBy).toBeNull();
      expect(voice?.software).toEqual([{ software: 'janus', mark: 'description' }]);
      const signalling = report.destinations.find(({ traffic }) => traffic === 'signalling');
      expect(signalling && summaryOf(signalling)).toMatchObject({
        subject: 'room-data',
        transport: 'wss',
        outcome: 'reached',
        address: sfu.address,
        country: sfu.country,
        asn: sfu.asn,
      });
      expect(findingsOf(report)).toEqual(
        expect.arrayContaining([
          `room-data-to-watched-country ${sfuName}`,
          `voice-to-watched-country ${sfu.address}`,
        ]),
      );
      await page.close();
    });

    it('tells an address that was only checked from the one in use', async () => {
      const { lab, session } = scene();
      const before = await lab.checks();
      const also = `${collector.address} ${CHECKED_PORT}`;
      const page = await visit(session, roomUrl({ 'also-check': also }), 'talking');
      expect(await lab.checks()).toBeGreaterThan(before);
      const isChecked = ({ traffic, endpoint }: TabReport['destinations'][number]) =>
        traffic === 'connectivity-check' && endpoint.address === collector.address;
      const report = await reportWhere(session, page, 'the check', (it) =>
        it.destinations.some(isChecked),
      );
      const checked = report.destinations.find(isChecked);
      expect(checked && summaryOf(checked)).toMatchObject({
        subject: 'check',
        outcome: 'attempted',
        country: 'CN',
        asn: collector.asn,
      });
      expect(voiceTo(report, collector.address)).toBeUndefined();
      await page.close();
    });

    it.each(RELAYS)('sends voice through the TURN server over %s', async (transport, url, port) => {
      const { session } = scene();
      const page = await visit(session, roomUrl({ turn: url }), 'talking');
      const report = await talkingTo(session, page, turn.address);
      const relay = voiceTo(report, turn.address);
      expect(relay?.endpoint).toEqual({ hostname: turnName, address: turn.address, port });
      expect(relay && summaryOf(relay)).toMatchObject({
        subject: 'voice',
        transport,
        outcome: 'reached',
        country: turn.country,
        asn: turn.asn,
      });
      const behind = voiceTo(report, sfu.address);
      expect(behind && summaryOf(behind)).toMatchObject({ country: 'CN', asn: sfu.asn });
      expect(behind?.relayedBy).toBe(relay?.key);
      expect(findingsOf(report)).toContain(`voice-to-watched-country ${sfu.address}`);
      expect(findingsOf(report).join()).not.toContain(`voice-to-watched-country ${turnName}`);
      const namesUser = findingsOf(report).includes(`identifier-in-clear ${turnName}`);
      expect(namesUser).toBe(transport !== 'tls');
      await page.close();
    });

    it('is still told of after the background has died', async () => {
      const { session } = scene();
      const page = await visit(session, roomUrl({}), 'talking');
      const before = voiceTo(await talkingTo(session, page, sfu.address), sfu.address);
      await session.stopBackground();
      const report = await reportWhere(
        session,
        page,
        'more bytes',
        (it) => (voiceTo(it, sfu.address)?.bytesSent ?? 0) > (before?.bytesSent ?? 0),
      );
      expect(findingsOf(report)).toContain(`room-data-to-watched-country ${sfuName}`);
      await page.close();
    });

    it('is explained in the popup', async () => {
      const { session } = scene();
      const page = await visit(session, roomUrl({}), 'talking');
      await talkingTo(session, page, sfu.address);
      const popup = await session.openPage(
        `${session.extensionOrigin}/popup.html?tab=${await page.tabId()}`,
      );
      const text = await popup.evaluate(unfoldedText);
      expect(text).toContain('China');
      expect(text).toContain(`AS${sfu.asn}`);
      expect(text).toContain(sfu.address);
      await popup.close();
      await page.close();
    });
  });
});

/** Runs in the popup: unfolds every destination and reads all there is. */
async function unfoldedText(): Promise<string> {
  for (;;) {
    const rows = [...document.querySelectorAll('details')];
    for (const row of rows) row.open = true;
    if (rows.length > 0 && rows.every((row) => row.childElementCount > 1)) break;
    await new Promise(requestAnimationFrame);
  }
  return document.body.textContent;
}
