import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import { until } from '../../cli/browsers/until';
import { watchSites } from '../../cli/extension-door';
import type { TabReport } from '../../lib/report/tab-report';
import { buildOf, hostsOf, isMissing } from './site/browsers';
import { type RoomSite, startRoomSite } from './site/room-site';

const STARTS = Number(process.env.EARSHOT_STARTS ?? 20);

/** The browser is started with the room as its first page, as after a click on a link. */
describe.skipIf(isMissing('chromium'))("the browser's first page", () => {
  const profile = mkdtempSync(join(tmpdir(), 'earshot-cold-'));
  let site: RoomSite;
  let origin: string;

  beforeAll(async () => {
    site = await startRoomSite();
    const extension = resolve(buildOf('chromium', 'full'));
    const session = await launchBrowser({ kind: 'chromium', extension, profile });
    await watchSites(session, [new URL(site.url('/room'))]);
    origin = session.extensionOrigin ?? '';
    expect((await session.close()).ownRequests).toEqual([]);
    // Unpacked extensions are kept from one start to the next in developer mode only.
    const path = join(profile, 'Default/Preferences');
    const preferences = JSON.parse(readFileSync(path, 'utf8'));
    preferences.extensions.ui = { ...preferences.extensions.ui, developer_mode: true };
    writeFileSync(path, JSON.stringify(preferences));
  });
  afterAll(async () => {
    await site?.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  });

  it(`is told of in full, ${STARTS} times of ${STARTS}`, { timeout: 600_000 }, async () => {
    let late = 0;
    const incomplete: unknown[] = [];
    for (let start = 0; start < STARTS; start++) {
      const session = await launchBrowser({
        kind: 'chromium',
        profile,
        hostRules: { '*.lab.example': '127.0.0.1' },
        args: [site.url(`/room?asks=start${start}`)],
      });
      const door = await session.openPage(`${origin}/manifest.json`);
      const isWhole = (it: TabReport) =>
        ['127.0.0.1', `start${start}.lab.example`].every((host) => hostsOf(it).includes(host));
      const report = await until(
        'a report',
        async () => ((await door.evaluate(reports)) as TabReport[]).find(isWhole) ?? null,
        { seconds: 10 },
      ).catch(() => null);
      if (report === null) incomplete.push([start, await door.evaluate(reports)]);
      else if (report.gaps.some(({ kind }) => kind === 'started-late')) late += 1;
      expect((await session.close()).ownRequests).toEqual([]);
    }
    console.info(
      `cold starts: ${STARTS - incomplete.length} of ${STARTS} told of in full; ` +
        `${late} of them say that they began late`,
    );
    expect(incomplete).toEqual([]);
  });
});

/** Runs in the extension: the reports of all tabs. */
async function reports(): Promise<unknown[]> {
  type Api = { storage: { session: { get(keys: null): Promise<Record<string, unknown>> } } };
  const stored = await (globalThis as unknown as { chrome: Api }).chrome.storage.session.get(null);
  return Object.entries(stored).flatMap(([key, value]) => (key.startsWith('tab:') ? value : []));
}
