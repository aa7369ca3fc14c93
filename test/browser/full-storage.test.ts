import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { TabLedger } from '../../lib/browser/tab-ledger';
import { addHost, type PageRecord, type Row, startPage } from '../../lib/report/page-record';
import type { TabReport } from '../../lib/report/tab-report';

/** In characters: a tenth of Chromium's, whose words these are. */
const ROOM = 1_000_000;
const FULL = new Error('Session storage quota bytes exceeded. Values were not stored.');

function pageOf(name: string, rows: number): PageRecord {
  const record = startPage({
    ...{ url: new URL(`https://${name}.example/`), app: null, place: null, at: 1 },
    ...{ documentId: name, coverage: 'full' },
  });
  for (let i = 0; i < rows; i++) {
    const row = { key: `h${i} `, subject: 'other', note: 'x'.repeat(1000) } as unknown as Row;
    record.rows.set(row.key, row);
    addHost(record, `h${i}`);
  }
  return record;
}

async function storedKeys(): Promise<readonly string[]> {
  return Object.keys(await fakeBrowser.storage.session.get(null)).sort();
}

async function storedReport(tab: number): Promise<TabReport> {
  const stored = await fakeBrowser.storage.session.get<Record<string, string>>(`tab:${tab}`);
  return JSON.parse(stored[`tab:${tab}`] ?? 'null');
}

describe('a full session store', () => {
  let errors: unknown[];
  let ledger: TabLedger;
  beforeEach(() => {
    errors = [];
    vi.restoreAllMocks();
    fakeBrowser.reset();
    vi.useFakeTimers();
    const { session } = fakeBrowser.storage;
    const set = session.set.bind(session);
    vi.spyOn(session, 'set').mockImplementation(async (items) => {
      const all = { ...(await session.get(null)), ...items };
      if (JSON.stringify(all).length > ROOM) throw FULL;
      await set(items);
    });
    ledger = new TabLedger({
      onNews: () => {},
      onForgotten: () => {},
      onError: (error) => errors.push(error),
    });
  });

  it('costs the page that was left longest ago, and none that is there', async () => {
    for (const name of ['first', 'second', 'third']) {
      ledger.begin(1, pageOf(name, 400));
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(await storedKeys()).toEqual(['left:second', 'tab:1']);
    expect((await storedReport(1)).destinations).toHaveLength(400);
    expect(ledger.takeBack(1, 'first')).toBe(false);
    expect(errors).toEqual([]);
  });

  it('shortens pages that are there, says so, and keeps nobody waiting', async () => {
    for (let tab = 1; tab <= 4; tab++) ledger.begin(tab, pageOf(`page${tab}`, 400));
    let isTold = false;
    void ledger.stored().then(() => (isTold = true));
    await vi.advanceTimersByTimeAsync(1000);
    expect(isTold).toBe(true);
    const reports = await Promise.all([1, 2, 3, 4].map(storedReport));
    expect(reports.map(({ destinations }) => destinations.length)).toEqual([200, 200, 200, 200]);
    for (const { gaps } of reports) expect(gaps).toEqual([{ kind: 'not-kept', count: 200 }]);
    expect(errors).toEqual([]);
  });

  it('is used again once there is room', async () => {
    for (let tab = 1; tab <= 4; tab++) ledger.begin(tab, pageOf(`page${tab}`, 400));
    await vi.advanceTimersByTimeAsync(1000);
    for (const tab of [1, 2, 3]) ledger.forget(tab);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await storedReport(4)).toMatchObject({ gaps: [], destinations: { length: 400 } });
  });

  it('that somebody else has filled is tried ever more rarely', async () => {
    await fakeBrowser.storage.session.set({ other: 'x'.repeat(ROOM - 100) });
    ledger.begin(1, pageOf('page', 400));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(errors.length).toBeLessThanOrEqual(16);
    expect(ledger.get(1)?.rows.size).toBe(400);
  });
});
