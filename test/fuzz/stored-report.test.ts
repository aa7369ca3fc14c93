import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badgeOf } from '../../lib/report/badge';
import { toReport } from '../../lib/report/page-record';
import { popupView } from '../../lib/report/popup-view';
import { restorePage } from '../../lib/report/restore-page';
import { readStoredReport, storeReport } from '../../lib/report/stored-report';
import type { TabReport } from '../../lib/report/tab-report';
import { DIRECTORY } from '../../lib/vendors/catalog';
import { english } from '../report/english';
import { SCENARIOS } from '../scenarios/scenarios';

type Json = Record<string, unknown>;

/** Every place in a value that something else can be put in. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]))];
}

function withAt(report: TabReport, path: readonly string[], put: unknown): unknown {
  const copy = structuredClone(report) as unknown as Json;
  const last = path.at(-1);
  if (last === undefined) return put;
  let holder = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Json;
  if (put === undefined) delete holder[last];
  else holder[last] = put;
  return copy;
}

/** Restored, shown in popup and badge, and stored again. */
function use(stored: unknown): void {
  const report = readStoredReport(stored);
  if (report === null) return;
  const again = toReport(restorePage(report));
  badgeOf(again, DIRECTORY);
  popupView(again, DIRECTORY, english);
  expect(readStoredReport(storeReport(again))).not.toBeNull();
}

describe('a stored report', () => {
  it.each(SCENARIOS)('$name is read', ({ report }) => {
    expect(readStoredReport(storeReport(report))).toEqual(report);
  });

  it.each([
    ['of a later version', { version: 2 }],
    ['without a version', { version: undefined }],
    ['of no page', { page: 'nowhere' }],
    ['whose destinations are none', { destinations: [{}] }],
    ['with a gap nobody knows', { gaps: [{ kind: 'moon' }] }],
  ])('%s is not', (_, part) => {
    const [scenario] = SCENARIOS;
    expect(readStoredReport(JSON.stringify({ ...scenario?.report, ...part }))).toBeNull();
  });

  it.each([undefined, null, '', '{"version":1,', 7, {}])('%o is none', (stored) =>
    expect(readStoredReport(stored)).toBeNull(),
  );

  it('of which any part is exchanged is used or refused', () => {
    const damaged = fc
      .constantFrom(...SCENARIOS)
      .chain(({ report }) =>
        fc
          .tuple(
            fc.constantFrom(...pathsIn(report)),
            fc.oneof(
              fc.constantFrom(undefined, null, '', -1, Number.NaN, '__proto__', [], {}),
              fc.jsonValue(),
            ),
          )
          .map(([path, put]) => JSON.stringify(withAt(report, path, put))),
      );
    fc.assert(fc.property(fc.oneof(damaged, fc.json(), fc.anything()), use));
  });
});
