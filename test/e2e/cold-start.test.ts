import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../cli/browsers/find-browser';
import { launchBrowser } from '../../cli/browsers/launch';
import { ownRequestsInNetLog } from '../../cli/browsers/own-traffic';
import { until } from '../../cli/browsers/until';
import { watchSites } from '../../cli/extension-door';
import { readStoredReport } from '../../lib/report/stored-report';
import type { TabReport } from '../../lib/report/tab-report';
import { startBareChromium } from './site/bare-chromium';
import { buildOf, hostsOf, isMissing } from './site/browsers';
import { type RoomSite, startRoomSite } from './site/room-site';

const STARTS = Number(process.env.EARSHOT_STARTS ?? 5);

const SOON = { seconds: 5, every: 200 };

interface Facts {
  /** Addresses of the pages that stand in the browser's tabs. */
  readonly pages: readonly string[];
  readonly reports: readonly TabReport[];
}

/**
 * The browser is started with the room as its first page, as after a click on a link. Chromium 156,
 * given an extension on its command line that listens to requests at all, drops that page in some
 * starts: it is never loaded, and the tab stays without an address. Such a start is made again.
 */
describe.skipIf(isMissing('chromium'))("the browser's first page", () => {
  const profile = mkdtempSync(join(tmpdir(), 'earshot-cold-'));
  const extension = resolve(buildOf('chromium', 'full'));
  const netLog = join(profile, 'net-log.json');
  let site: RoomSite;
  let origin: string;

  beforeAll(async () => {
    site = await startRoomSite();
    const session = await launchBrowser({ kind: 'chromium', extension, profile });
    await watchSites(session, [new URL(site.url('/room'))]);
    origin = session.extensionOrigin ?? '';
    await session.close();
  });
  afterAll(async () => {
    await site?.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  });

  /** @returns what is known once both hosts are, or when time is up; `null` if there is no page. */
  async function factsOfStart(name: string): Promise<Facts | null> {
    const { executable = '' } = findBrowser('chromium') ?? {};
    const chromium = await startBareChromium(executable, profile, [
      // Branded builds have given this up; it begins the extension with the browser.
      `--load-extension=${extension}`,
      '--host-resolver-rules=MAP *.lab.example 127.0.0.1',
      `--log-net-log=${netLog}`,
      site.url(`/room?asks=${name}`),
    ]);
    try {
      let facts: Facts = { pages: [], reports: [] };
      const ask = async () => {
        const { pages, stored } = await chromium.evaluateAt(`${origin}/manifest.json`, lookAround);
        facts = { pages, reports: stored.flatMap((it) => readStoredReport(it) ?? []) };
        return facts;
      };
      const isThere = ({ pages }: Facts) => pages.some((url) => url.includes(name));
      await until('the page', async () => isThere(await ask()), SOON).catch(() => {});
      if (!isThere(facts)) return null;
      const isTold = ({ reports }: Facts) => reports.some((it) => isWhole(it, name));
      await until('both hosts', async () => isTold(await ask()), SOON).catch(() => {});
      return facts;
    } finally {
      await chromium.close();
    }
  }

  it(`is told of in full, ${STARTS} times of ${STARTS}`, { timeout: STARTS * 60_000 }, async () => {
    const incomplete: unknown[] = [];
    let fromItsStart = 0;
    let late = 0;
    let dropped = 0;
    for (let start = 0; start < STARTS + dropped; start++) {
      const name = `start${start}x`;
      const facts = await factsOfStart(name);
      if (facts === null) {
        dropped += 1;
        expect(dropped, 'pages the browser dropped').toBeLessThan(STARTS * 3);
        continue;
      }
      const report = facts.reports.find((it) => isWhole(it, name));
      if (report === undefined || !isHonest(report)) incomplete.push([name, facts]);
      else if (hasBegunLate(report)) late += 1;
      else fromItsStart += 1;
      expect(ownRequestsInNetLog(netLog, origin)).toEqual([]);
    }
    console.info(
      `cold starts: ${STARTS - incomplete.length} of ${STARTS} told of in full; ` +
        `${fromItsStart} from the start, ${late} say that they began late; ` +
        `${dropped} more in which the browser dropped its own first page`,
    );
    expect(incomplete).toEqual([]);
  });
});

function isWhole(report: TabReport, name: string): boolean {
  const hosts = hostsOf(report);
  return hosts.includes('127.0.0.1') && hosts.includes(`${name}.lab.example`);
}

/** Nothing that was missed looks as if it had been seen. */
function isHonest(report: TabReport): boolean {
  const isMarked = report.destinations.every(({ endpoint, late }) => late || endpoint.address);
  return isMarked && (hasBegunLate(report) || report.destinations.every(({ late }) => !late));
}

function hasBegunLate({ gaps }: TabReport): boolean {
  return gaps.some(({ kind }) => kind === 'started-late');
}

/** Runs in the extension. A tab whose page hasn't come has no address yet. */
async function lookAround() {
  type Api = {
    storage: { session: { get(keys: null): Promise<Record<string, unknown>> } };
    tabs: { query(which: object): Promise<readonly { readonly url?: string }[]> };
  };
  const { storage, tabs } = (globalThis as unknown as { chrome: Api }).chrome;
  const [stored, all] = await Promise.all([storage.session.get(null), tabs.query({})]);
  return {
    pages: all.flatMap(({ url }) => url ?? []),
    stored: Object.entries(stored).flatMap(([key, it]) => (key.startsWith('tab:') ? [it] : [])),
  };
}
