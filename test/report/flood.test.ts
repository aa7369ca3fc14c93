import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { type RequestDetails, toObservation } from '../../lib/browser/web-request';
import { createLocator } from '../../lib/geo/locator';
import { createKnowledge } from '../../lib/knowledge';
import { defaultPolicy } from '../../lib/presets';
import { MOST_ROWS, observe } from '../../lib/report/observe';
import { startPage, toReport } from '../../lib/report/page-record';
import { say } from '../../lib/report/say';
import { gapWords } from '../../lib/report/wording/gap';
import { english } from './english';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const EVENTS = 100_000;
/** By then everything that is kept of a page is at its limit. */
const FULL = 15_000;

function heapMegabytes(): number {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

it(`${EVENTS} requests to as many hosts: bounded memory, and the rest is counted and shown`, () => {
  const shipped = new Uint8Array(readFileSync('assets/geo/earshot.mmdb'));
  const knowledge = createKnowledge(createLocator({ shipped, user: [] }));
  const bench = { knowledge, policy: defaultPolicy(), here: null };
  const url = new URL('https://room.example/');
  const start = { url, app: null, place: null, at: 1, documentId: null, coverage: 'full' } as const;
  const record = startPage(start);
  const began = performance.now();
  const request: RequestDetails = {
    ...{ requestId: '1', url: '', method: 'POST', type: 'xmlhttprequest', timeStamp: 1 },
    ...{ tabId: 1, frameId: 0, ip: '3.80.0.10' },
  };
  let before = 0;
  for (let i = 0; i < EVENTS; i++) {
    if (i === FULL) before = heapMegabytes();
    const details = { ...request, url: `https://h${i}.flood.example/` };
    const seen = toObservation(details, 'reached', record.roomNames);
    if (seen !== null) observe(record, seen, '0', bench);
  }
  const seconds = (performance.now() - began) / 1000;
  const grown = heapMegabytes() - before;
  console.info(
    `flood: ${Math.round(EVENTS / seconds)} events a second, ${grown.toFixed(1)} MB more after ${FULL}`,
  );
  const report = toReport(record);
  expect(report.destinations).toHaveLength(MOST_ROWS);
  expect(gapWords(report).map((gap) => say(gap, english))).toContain(
    'At least 10,000 more destinations are not shown.',
  );
  expect(grown).toBeLessThan(2);
});
