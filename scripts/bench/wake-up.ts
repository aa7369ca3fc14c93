import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from '../../cli/temporary-folder';
import { launchMeasured, type MeasuredChromium, runIn } from './chromium';
import { watching } from './contestants';
import { median, type Section, spread } from './figure';
import { orLaunchAgain } from './launch-again';
import { type ManyHosts, ROOM_HOST } from './many-hosts';
import { watchRoom } from './watch-room';

/** The least a badge from a dead service worker can take: wake, one listener, one call. */
function emptyBadge(): string {
  const folder = temporaryFolder('bench-badge');
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'Empty badge',
      version: '1',
      permissions: ['webRequest'],
      host_permissions: ['<all_urls>'],
      action: {},
      background: { service_worker: 'background.js' },
    }),
  );
  writeFileSync(
    join(folder, 'background.js'),
    "chrome.webRequest.onResponseStarted.addListener(({ tabId, url }) => { if (tabId >= 0 && url.includes('abroad')) chrome.action.setBadgeText({ tabId, text: 'X' }); }, { urls: ['<all_urls>'] });\n",
  );
  return folder;
}

/** A host in a country of the default list: its badge is a country code. */
const ABROAD = 'abroad.test';

/** Runs in the extension's page: when the badge of a tab first says something. */
function badgeShown(tabId: number): Promise<number> {
  const { chrome } = globalThis as unknown as {
    chrome: { action: { getBadgeText(tab: object): Promise<string> } };
  };
  return new Promise((resolve) => {
    const look = async () => {
      const text = await chrome.action.getBadgeText({ tabId });
      if (text === '') setTimeout(look, 1);
      else resolve(Date.now());
    };
    void look();
  });
}

/** Runs in the extension's page. */
async function activeTab(): Promise<number> {
  const { chrome } = globalThis as unknown as {
    chrome: { tabs: { query(which: object): Promise<{ id: number }[]> } };
  };
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.id ?? -1;
}

/** Runs in the page. @returns when it asked. */
function ask(url: string): number {
  const now = Date.now();
  void fetch(url, { method: 'POST', body: 'x', mode: 'no-cors' });
  return now;
}

/** Milliseconds from a page's request to the badge that follows it, the worker being dead before. */
async function oneWakeUp(
  { page, extensionPage, stopWorker }: MeasuredChromium,
  site: ManyHosts,
): Promise<number> {
  if (extensionPage === null) throw new Error('No extension.');
  await page.goto(site.room);
  await page.bringToFront();
  const tab = await runIn(extensionPage, activeTab);
  // What the page's own start has brought is stored before the worker ends.
  await sleep(1500);
  await stopWorker();
  await sleep(300);
  const shown = runIn(extensionPage, badgeShown, tab);
  const asked = await runIn(page, ask, `http://${ABROAD}:${site.port}/x`);
  return (await shown) - asked;
}

async function wakeUps(
  extension: string,
  watches: boolean,
  site: ManyHosts,
  count: number,
): Promise<number[]> {
  const chromium = await launchMeasured(extension, {
    hostRules: { ...site.hostRules, [ABROAD]: '114.114.114.1' },
    insecureOriginsAsSecure: [`http://${ROOM_HOST}:${site.port}`],
  });
  try {
    if (watches) await watchRoom(chromium, site.room);
    const taken: number[] = [];
    for (let i = 0; i < count; i++) taken.push(await oneWakeUp(chromium, site));
    return taken;
  } finally {
    await chromium.close();
  }
}

export async function benchWakeUp(site: ManyHosts, rounds: number): Promise<Section> {
  const empty: number[] = [];
  const earshot: number[] = [];
  const { extension } = watching();
  const badge = emptyBadge();
  for (let round = 0; round < rounds; round++) {
    empty.push(...(await orLaunchAgain(() => wakeUps(badge, false, site, 3))));
    earshot.push(...(await orLaunchAgain(() => wakeUps(extension ?? '', true, site, 3))));
  }
  const ratio = median(earshot) / median(empty);
  return {
    title: 'Wake-up',
    how: 'Milliseconds from a page’s request, while no service worker runs, to the right badge. Earshot reads its settings, the pages of before, the parts of the country data that it needs, judges and paints; the empty extension sets a badge and nothing else.',
    columns: ['with', 'ms, median (spread)', 'ratio'],
    rows: [
      ['an extension that only sets a badge', spread(empty, 0), ''],
      ['Earshot', spread(earshot, 0), ratio.toFixed(1)],
    ],
    checks: [{ what: 'wake-up against an empty extension', ratio, most: 12 }],
  };
}
