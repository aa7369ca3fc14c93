import { readFileSync } from 'node:fs';
import { parseCountryCode } from '../../lib/country';
import { createLocator } from '../../lib/geo/locator';
import { createKnowledge } from '../../lib/knowledge';
import { defaultPolicy } from '../../lib/presets';
import { observe } from '../../lib/report/observe';
import { startPage, toReport } from '../../lib/report/page-record';
import type { TabReport } from '../../lib/report/tab-report';
import type { Judgement } from './judgement';

const shipped = new Uint8Array(readFileSync('assets/geo/earshot.mmdb'));
export const bench = {
  knowledge: createKnowledge(createLocator({ shipped, user: [] })),
  policy: defaultPolicy(),
};

/** What the product makes of a judgement's observations, with the shipped data. */
export function judged({ page, observations, here }: Judgement): TabReport {
  const record = startPage({
    url: new URL(page),
    app: null,
    place: null,
    at: 0,
    documentId: null,
    coverage: 'full',
  });
  for (const observation of observations) {
    observe(record, observation, String(observation.frame ?? 0), {
      ...bench,
      here: parseCountryCode(here),
    });
  }
  return toReport(record);
}
