import { describe, expect, it } from 'vitest';
import { MACHINES, type Machine } from './lab/machines';
import { useScene, whyNoLab } from './lab/scene';
import { findingsOf, rowsOf, visit } from './lab/visit';
import { BROWSERS, reportWhere } from './site/browsers';

const { app, collector, redirect, six } = MACHINES;

/** Every way a page can contact a machine, and what must be said of it. */
const WAYS: readonly (readonly [
  host: string,
  machine: Machine,
  subject: string,
  traffic: string,
  transport: string,
  via: readonly string[],
])[] = [
  ['fetch.collector.example', collector, 'room-data', 'http', 'https', ['page']],
  ['six.example', six, 'room-data', 'http', 'https', ['page']],
  ['redirect.example', redirect, 'other', 'http', 'https', ['page']],
  ['redirected.collector.example', collector, 'other', 'http', 'https', ['page']],
  ['beacon.collector.example', collector, 'room-data', 'http', 'https', ['page']],
  ['events.collector.example', collector, 'other', 'http', 'https', ['page']],
  ['socket.collector.example', collector, 'room-data', 'signalling', 'wss', ['page']],
  ['worker.collector.example', collector, 'room-data', 'http', 'https', ['page']],
  ['worker-socket.collector.example', collector, 'room-data', 'signalling', 'wss', ['page']],
  [
    'shared-worker.collector.example',
    collector,
    'room-data',
    'http',
    'https',
    ['background-worker'],
  ],
  [
    'service-worker.collector.example',
    collector,
    'room-data',
    'http',
    'https',
    ['background-worker'],
  ],
  ['frame.collector.example', collector, 'other', 'http', 'https', ['frame']],
  ['in-frame.collector.example', collector, 'room-data', 'http', 'https', ['frame']],
];

describe.each(BROWSERS)('requests to public addresses in %s', (kind) => {
  const reason = whyNoLab(kind);
  describe.skipIf(reason !== null)('in the lab', () => {
    const scene = useScene(kind);

    it('are seen with their address, country, network and origin', async () => {
      const { session } = scene();
      const page = await visit(session, 'https://jam.systems/traffic.html', 'sent');
      const report = await reportWhere(session, page, 'every host to be reached', (it) =>
        WAYS.every(([host]) => rowsOf(it, host).some(({ outcome }) => outcome === 'reached')),
      );
      for (const [host, { address, country, asn }, subject, traffic, transport, via] of WAYS) {
        expect(rowsOf(report, host), host).toEqual([
          {
            ...{ subject, traffic, transport, via, address, country, asn },
            outcome: 'reached',
            vendor: null,
          },
        ]);
      }
      expect(report).toMatchObject({ page: 'https://jam.systems', app: 'jam', coverage: 'full' });
      expect(report.gaps).toEqual([]);
      expect(findingsOf(report)).not.toContain('cleartext fetch.collector.example');
      expect(findingsOf(report)).toContain(
        'room-data-to-watched-country service-worker.collector.example',
      );
      expect(findingsOf(report).join()).not.toContain(app.address);
    });

    it('are reached although the browser withholds their answer', async () => {
      const { session } = scene();
      const page = await visit(session, 'https://jam.systems/traffic.html', 'sent');
      const host = 'answered-beacon.collector.example';
      const report = await reportWhere(session, page, 'the beacon to end', (it) =>
        rowsOf(it, host).some(({ outcome }) => outcome !== 'attempted'),
      );
      expect(rowsOf(report, host)[0]).toMatchObject({ outcome: 'reached', country: 'CN' });
    });

    it('are named when nothing encrypts them', async () => {
      const { session } = scene();
      const page = await visit(session, 'http://jam.systems/plain.html', 'sent');
      const report = await reportWhere(session, page, 'both hosts to be reached', (it) =>
        ['socket.collector.example', 'six.example'].every((host) =>
          rowsOf(it, host).some(({ outcome }) => outcome === 'reached'),
        ),
      );
      expect(rowsOf(report, 'socket.collector.example')[0]).toMatchObject({
        transport: 'ws',
        country: 'CN',
      });
      expect(rowsOf(report, 'six.example')[0]).toMatchObject({ transport: 'http', country: 'CN' });
      expect(findingsOf(report)).toEqual(
        expect.arrayContaining(['cleartext six.example', 'cleartext socket.collector.example']),
      );
    });
  });
});
