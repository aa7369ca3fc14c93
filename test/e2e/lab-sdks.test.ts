import { describe, expect, it } from 'vitest';
import type { DestinationRow } from '../../lib/report/tab-report';
import { ELSEWHERE, MACHINES } from './lab/machines';
import { run } from './lab/run-sdk';
import { useScene, whyNoLab } from './lab/scene';
import { summaryOf } from './lab/visit';
import { BROWSERS, reportWhere } from './site/browsers';

const { nameless, twilio } = MACHINES;

/** Path by path: SDK, what it is told, and what must be known of the machine without a name. */
const NAMELESS = [
  [
    'agora',
    ELSEWHERE,
    {
      subject: 'voice',
      vendor: { vendor: 'agora', by: 'sdk', matched: 'agora-web-sdk' },
      software: [{ software: 'agora-web-sdk', mark: 'description' }],
    },
  ],
  [
    'livekit',
    'wss://jam.systems',
    { subject: 'voice', vendor: null, software: [{ software: 'livekit', mark: 'channel' }] },
  ],
  [
    'mediasoup',
    'https://jam.systems/mediasoup-transport',
    { vendor: null, software: [{ software: 'mediasoup', mark: 'description' }] },
  ],
] as const;

describe.each(BROWSERS)('real SDKs in %s', (kind) => {
  describe.skipIf(whyNoLab(kind) !== null)('in the lab', () => {
    const scene = useScene(kind);

    it.each(NAMELESS)('%s is recognised on a bare address', async (sdk, server, expected) => {
      const { session } = scene();
      const page = await run(session, sdk, server);
      const isIt = ({ endpoint, outcome, software }: DestinationRow) =>
        endpoint.address === nameless.address && outcome === 'reached' && software.length > 0;
      const wanted = (row: DestinationRow) =>
        isIt(row) && (!('subject' in expected) || row.subject === expected.subject);
      const report = await reportWhere(session, page, `${sdk}'s path`, ({ destinations }) =>
        destinations.some(wanted),
      );
      const row = report.destinations.find(wanted);
      expect(row).toMatchObject({ ...expected, location: { country: nameless.country } });
      // All five libraries are on the page; only the one that talks leaves a mark anywhere.
      const seen = report.destinations.flatMap(({ software }) => software.map((m) => m.software));
      expect(new Set(seen)).toEqual(new Set(expected.software.map(({ software }) => software)));
      await page.close();
    });

    it('LiveKit is recognised by its socket on a host of the app’s own', async () => {
      const { session } = scene();
      const page = await run(session, 'livekit', 'wss://jam.systems');
      const report = await reportWhere(session, page, 'the socket', ({ destinations }) =>
        destinations.some(({ transport }) => transport === 'wss'),
      );
      expect(report.destinations.find(({ transport }) => transport === 'wss')).toMatchObject({
        endpoint: { hostname: 'jam.systems' },
        vendor: null,
        software: [{ software: 'livekit', mark: 'socket' }],
      });
      await page.close();
    });

    it('Twilio is recognised by its host', async () => {
      const { session } = scene();
      const page = await run(session, 'twilio', '');
      const [name] = twilio.names;
      const ofTwilio = ({ endpoint }: DestinationRow) => endpoint.hostname === name;
      const report = await reportWhere(session, page, 'its signalling', ({ destinations }) =>
        destinations.some((row) => ofTwilio(row) && row.outcome === 'reached'),
      );
      const row = report.destinations.find(ofTwilio);
      expect(row && summaryOf(row)).toMatchObject({
        subject: 'room-data',
        transport: 'wss',
        address: twilio.address,
        country: twilio.country,
        vendor: 'twilio',
      });
      await page.close();
    });
  });
});
