import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../../cli/browsers/until';
import { beHostile, FORGED, type Hostility } from './hostile-page';
import {
  addressOfThisMachine,
  BROWSERS,
  isMissing,
  openProbeLab,
  type ProbeLab,
} from './probe-lab';

describe.each(BROWSERS)('a hostile page in %s', (kind) => {
  let lab: ProbeLab;
  afterEach(() => lab?.close());

  const unreachable = isMissing(kind) || addressOfThisMachine(kind) === null;
  it.skipIf(unreachable).each<Hostility>(['listen', 'sabotage'])(
    'that would %s catches nothing, forges nothing and stops nothing',
    async (hostility) => {
      lab = await openProbeLab(kind, true);
      await lab.open(`<script>(${beHostile})('${hostility}', '${FORGED}')</script>`);
      await until('the log', () => lab.log.length > 0);
      expect(lab.log).toEqual(['']);
      const messages = await lab.messages();
      expect(JSON.stringify(messages)).not.toContain(FORGED);
      const talks = messages.flatMap(({ parsed }) =>
        parsed?.kind === 'candidate-pair' && parsed.carries.audio ? [parsed] : [],
      );
      const bytes = talks.map(({ bytesSent }) => bytesSent);
      expect(talks.length).toBeGreaterThan(1);
      expect(talks[0]).toMatchObject({ peer: 'server', remote: { address: lab.voiceAddress } });
      expect(bytes).toEqual([...new Set(bytes)].sort((a, b) => a - b));
    },
  );
});
