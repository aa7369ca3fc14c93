import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IpAddress } from '../../lib/address';
import { toObservation } from '../../lib/browser/web-request';
import { createLocator } from '../../lib/geo/locator';
import { createKnowledge } from '../../lib/knowledge';
import type { Observation } from '../../lib/observation';
import { defaultPolicy } from '../../lib/presets';
import { addressesNeeded } from '../../lib/report/addresses-needed';
import { observe } from '../../lib/report/observe';
import { startPage, toReport } from '../../lib/report/page-record';
import { restorePage } from '../../lib/report/restore-page';

const knowledge = createKnowledge(createLocator({ shipped: null, user: [] }));

/** Which addresses are located when an observation is added. */
function located(record: ReturnType<typeof newPage>, observation: Observation): IpAddress[] {
  const asked: IpAddress[] = [];
  const factsOf = (address: IpAddress) => {
    asked.push(address);
    return knowledge.factsOf(address);
  };
  const bench = { knowledge: { ...knowledge, factsOf }, policy: defaultPolicy(), here: null };
  observe(record, observation, '0', bench);
  return asked;
}

function newPage() {
  const url = new URL('https://room.example/');
  return startPage({ url, app: null, place: null, at: 1, documentId: null, coverage: 'full' });
}

function request(host: string, ip: string | undefined, type = 'xmlhttprequest'): Observation {
  const details = {
    ...{ requestId: '1', method: 'GET', type, timeStamp: 1, tabId: 1, frameId: 0 },
    ...{ url: `${type === 'websocket' ? 'wss' : 'https'}://${host}/`, ...(ip && { ip }) },
  };
  const observation = toObservation(details, 'reached', new Set());
  if (observation === null) throw new Error('no observation');
  return observation;
}

const observations = fc
  .record({
    host: fc.constantFrom(
      ...['a.example', 'b.test', 'agora.io', 'sentry.io', 'gstatic.com', 'livekit.cloud'],
      ...['47-1-2-3.edge.agora.io', '8.8.4.4', 'room.example'],
    ),
    ip: fc.constantFrom('127.0.0.1', '127.0.0.1', '5.9.49.1', '::ffff:5.9.49.2', undefined),
    type: fc.constantFrom('xmlhttprequest', 'websocket'),
  })
  .map(({ host, ip, type }) => request(host, ip, type));

describe('the addresses an observation needs', () => {
  it('are all that are located, in a page that was restored as well', () => {
    let anew = 0;
    fc.assert(
      fc.property(fc.array(observations, { maxLength: 12 }), fc.boolean(), (all, dies) => {
        let record = newPage();
        for (const observation of all) {
          const needed = new Set(addressesNeeded(record, observation));
          const asked = located(record, observation);
          expect(asked.filter((it) => !needed.has(it))).toEqual([]);
          if (asked.length > 2) anew += 1;
          if (dies) record = restorePage(toReport(record));
        }
      }),
      { numRuns: 1000 },
    );
    expect(anew).toBeGreaterThan(20);
  });

  it.each([
    ['a.example', '5.9.49.1', ['5.9.49.1']],
    ['47-1-2-3.edge.agora.io', undefined, ['47.1.2.3']],
    ['47-1-2-3.edge.agora.io', '198.18.0.1', ['198.18.0.1', '47.1.2.3']],
    ['a.example', undefined, []],
  ])('of %s at %s are %j', (host, ip, addresses) => {
    expect(addressesNeeded(newPage(), request(host, ip))).toEqual(addresses);
  });
});
