import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RequestDetails, toObservation } from '../../lib/browser/web-request';
import { createLocator } from '../../lib/geo/locator';
import { createKnowledge } from '../../lib/knowledge';
import { defaultPolicy } from '../../lib/presets';
import { observe } from '../../lib/report/observe';
import { startPage, toReport } from '../../lib/report/page-record';
import { popupView } from '../../lib/report/popup-view';
import { restorePage } from '../../lib/report/restore-page';
import type { TabReport } from '../../lib/report/tab-report';
import { parseProbeMessage } from '../../lib/rtc/probe-message';
import { DIRECTORY } from '../../lib/vendors/catalog';
import { english } from '../report/english';
import { NASTY_HOSTS } from './hosts';

const shipped = new Uint8Array(readFileSync('assets/geo/earshot.mmdb'));
const bench = {
  knowledge: createKnowledge(createLocator({ shipped, user: [] })),
  policy: defaultPolicy(),
  here: null,
};

function newPage() {
  const url = new URL('https://room.example/');
  const start = { url, app: null, place: null, at: 1, documentId: null, coverage: 'full' } as const;
  return startPage(start);
}

/** The whole way of requests: to the record, through storage and back, to the words. */
function goAllTheWay(requests: readonly Partial<RequestDetails>[]): TabReport {
  const record = newPage();
  for (const request of requests) {
    const details = { ...DETAILS, ...request };
    const observation = toObservation(details, 'reached', record.roomNames);
    if (observation !== null) observe(record, observation, '0', bench);
  }
  const stored = JSON.parse(JSON.stringify(toReport(record))) as TabReport;
  expect(toReport(restorePage(stored))).toEqual(stored);
  popupView(stored, DIRECTORY, english);
  return stored;
}

const DETAILS: RequestDetails = {
  requestId: '1',
  url: 'https://a.example/',
  method: 'GET',
  type: 'xmlhttprequest',
  timeStamp: 1,
  tabId: 1,
  frameId: 0,
};

/** What a polluted prototype would show. */
function expectCleanPrototypes(): void {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Object.getOwnPropertyNames({})).toEqual([]);
  expect(({} as Record<string, unknown>).hostname).toBeUndefined();
}

const host = fc.oneof(
  fc.constantFrom(...NASTY_HOSTS),
  fc.domain(),
  fc.ipV4(),
  fc.ipV6().map((it) => `[${it}]`),
  fc.string({ maxLength: 260 }),
);

const request = fc.record({
  url: fc
    .tuple(fc.constantFrom('https', 'http', 'wss', 'ws', 'data'), host)
    .map(([scheme, it]) => `${scheme}://${it}/`),
  ip: fc.option(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), fc.constant('0.0.0.0'))),
  method: fc.constantFrom('GET', 'POST', '', '__proto__'),
  type: fc.constantFrom(
    'xmlhttprequest',
    'websocket',
    'main_frame',
    'constructor',
    '__proto__',
    '',
  ),
  timeStamp: fc.nat(),
  frameId: fc.nat({ max: 3 }),
  tabId: fc.constantFrom(-1, 1),
  initiator: fc.option(fc.oneof(fc.webUrl(), fc.string()), {
    nil: undefined,
  }) as fc.Arbitrary<string>,
});

describe('a host name', () => {
  it.each(NASTY_HOSTS)('%s goes all the way, word for word', (name) => {
    if (!URL.canParse(`https://${name}/`)) return;
    const report = goAllTheWay([{ url: `https://${name}/`, ip: '3.80.0.10' }]);
    expect(report.destinations).toHaveLength(1);
    expectCleanPrototypes();
  });

  it('is shown in ASCII, so that letters that look alike are told apart', () => {
    const [row] = goAllTheWay([{ url: 'https://аррӏе.com/', ip: '3.80.0.10' }]).destinations;
    expect(row?.endpoint.hostname).toBe('xn--80ak6aa92e.com');
  });
});

describe('whatever comes', () => {
  it('in requests goes all the way', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 8 }), (requests) => {
        goAllTheWay(requests);
      }),
    );
    expectCleanPrototypes();
  });

  it('in messages of content scripts is read or refused', () => {
    const events = fc.array(
      fc.oneof(
        fc.anything(),
        fc.record({
          kind: fc.constantFrom(
            'hello',
            'goodbye',
            'candidate-pair',
            'ice-server',
            'resource-hosts',
            'dropped',
            '__proto__',
          ),
          hosts: fc.anything(),
          endpoint: fc.anything(),
          remote: fc.anything(),
          count: fc.anything(),
        }),
      ),
    );
    fc.assert(fc.property(events, (message) => void parseProbeMessage(message)));
    fc.assert(fc.property(fc.anything(), (message) => void parseProbeMessage(message)));
    expectCleanPrototypes();
  });
});
