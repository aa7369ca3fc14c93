import { describe, expect, it } from 'vitest';
import { MACHINES } from './lab/machines';
import { useScene, whyNoLab } from './lab/scene';
import { findingsOf, rowsOf, visit } from './lab/visit';
import { BROWSERS, reportWhere } from './site/browsers';

const { agoraEdge } = MACHINES;

/** The build as it is shipped: catalogued sites and vendors, and nothing else. */
describe.each(BROWSERS)('the shipped build in %s', (kind) => {
  const reason = whyNoLab(kind);
  describe.skipIf(reason !== null)('in the lab', () => {
    const scene = useScene(kind, { build: 'shipped' });

    it('sees the voice and the vendor', async () => {
      const { session } = scene();
      const page = await visit(session, 'https://jam.systems/agora.html', 'talking');
      const report = await reportWhere(session, page, 'the voice', ({ destinations }) =>
        destinations.some(({ traffic }) => traffic === 'media'),
      );
      expect(report).toMatchObject({ app: 'jam', coverage: 'partial' });
      expect(findingsOf(report)).toEqual(
        expect.arrayContaining([
          `voice-to-watched-country ${agoraEdge.address}`,
          `room-data-to-watched-country ${agoraEdge.names[0]}`,
        ]),
      );
    });

    it('says which hosts it could not see', async () => {
      const { session } = scene();
      const page = await visit(session, 'https://jam.systems/traffic.html', 'sent');
      const unseen = ['fetch.collector.example', 'redirect.example', 'frame.collector.example'];
      const report = await reportWhere(session, page, 'the gaps', ({ gaps }) =>
        unseen.every((name) => gaps.some((gap) => gap.kind === 'unseen-host' && gap.host === name)),
      );
      for (const host of unseen) expect(rowsOf(report, host)).toEqual([]);
      expect(rowsOf(report, 'jam.systems')).not.toEqual([]);
    });
  });
});
