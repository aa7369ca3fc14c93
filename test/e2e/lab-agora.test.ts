import { describe, expect, it } from 'vitest';
import { AGORA_HOSTS } from '../../cli/demo/lab-hosts';
import { MACHINES } from './lab/machines';
import { useScene, whyNoLab } from './lab/scene';
import { findingsOf, rowsOf, summaryOf, visit } from './lab/visit';
import { BROWSERS, reportWhere } from './site/browsers';

const { agoraAccess, agoraEdge } = MACHINES;
const PAGE = 'https://jam.systems/agora.html';
const EDGE = agoraEdge.names[0] ?? '';

describe.each(BROWSERS)('the Agora SDK in %s', (kind) => {
  const reason = whyNoLab(kind);

  describe.skipIf(reason !== null)('answered by an access point', () => {
    const scene = useScene(kind);

    it('is handed a server in China and talks to it', async () => {
      const { lab, session } = scene();
      const page = await visit(session, PAGE, 'talking');
      const report = await reportWhere(
        session,
        page,
        'voice to the edge server',
        ({ destinations }) =>
          destinations.some(
            ({ traffic, endpoint, bytesSent }) =>
              traffic === 'media' && endpoint.address === agoraEdge.address && (bytesSent ?? 0) > 0,
          ),
      );
      const voice = report.destinations.find(({ traffic }) => traffic === 'media');
      expect(voice && summaryOf(voice)).toMatchObject({
        subject: 'voice',
        transport: 'udp',
        address: agoraEdge.address,
        country: agoraEdge.country,
        asn: agoraEdge.asn,
      });
      expect(rowsOf(report, EDGE)).toContainEqual(
        expect.objectContaining({
          subject: 'room-data',
          traffic: 'signalling',
          transport: 'wss',
          outcome: 'reached',
          address: agoraEdge.address,
          country: agoraEdge.country,
          vendor: 'agora',
        }),
      );
      // The servers that were only configured: on UDP, on TCP, and on TLS by name.
      const configured = report.destinations
        .filter(
          ({ traffic, outcome }) => traffic === 'connectivity-check' && outcome === 'attempted',
        )
        .map(({ endpoint, transport }) => [
          endpoint.hostname ?? endpoint.address,
          endpoint.port,
          transport,
        ]);
      expect(configured).toEqual(
        expect.arrayContaining([
          [agoraEdge.address, 3478, 'udp'],
          [agoraEdge.address, 3478, 'tcp'],
          [EDGE, 443, 'tls'],
        ]),
      );
      expect(rowsOf(report, 'webrtc2-2.ap.sd-rtn.com')).toContainEqual(
        expect.objectContaining({
          subject: 'room-data',
          outcome: 'reached',
          country: agoraAccess.country,
          vendor: 'agora',
        }),
      );
      expect(findingsOf(report)).toEqual(
        expect.arrayContaining([
          `room-data-to-watched-country ${EDGE}`,
          `room-data-under-watched-jurisdiction ${EDGE}`,
          'room-data-under-watched-jurisdiction webrtc2-2.ap.sd-rtn.com',
          `voice-to-watched-country ${agoraEdge.address}`,
        ]),
      );
      expect((await lab.agoraVoice()).packets).toBeGreaterThan(0);
    });
  });

  describe.skipIf(reason !== null)('with no machine behind its names', () => {
    const scene = useScene(kind, {
      hostRules: { '*.agora.io': '~NOTFOUND', '*.sd-rtn.com': '~NOTFOUND' },
    });

    it('is told of as attempted, with the vendor named', async () => {
      const { session } = scene();
      const page = await visit(session, PAGE, null);
      const asked = AGORA_HOSTS.filter((host) => host.startsWith('webrtc2-'));
      const report = await reportWhere(session, page, 'the access points to be asked', (it) =>
        asked.every((host) => rowsOf(it, host).some(({ outcome }) => outcome === 'failed')),
      );
      for (const host of asked) {
        expect(rowsOf(report, host), host).toEqual([
          expect.objectContaining({
            subject: 'room-data',
            outcome: 'failed',
            address: null,
            country: 'not-observed',
            vendor: 'agora',
          }),
        ]);
      }
      expect(report.destinations.some(({ subject }) => subject === 'voice')).toBe(false);
      expect(findingsOf(report).join()).not.toContain('voice-');
    });
  });

  describe.skipIf(reason !== null)('whose edge servers have names that lead nowhere', () => {
    const scene = useScene(kind, {
      hostRules: { '*.edge.agora.io': '~NOTFOUND', '*.edge.sd-rtn.com': '~NOTFOUND' },
    });

    it('is located by the address that stands in the name', async () => {
      const { session } = scene();
      const page = await visit(session, PAGE, null);
      const report = await reportWhere(session, page, 'the edge to be asked', (it) =>
        rowsOf(it, EDGE).some(({ outcome }) => outcome === 'failed'),
      );
      const rows = report.destinations.filter(({ endpoint }) => endpoint.hostname === EDGE);
      for (const row of rows) {
        expect(row.locatedBy).toBe('host-name');
        expect(summaryOf(row)).toMatchObject({
          address: null,
          country: agoraEdge.country,
          vendor: 'agora',
        });
      }
    });
  });
});
