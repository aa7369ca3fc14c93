import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from '../../cli/temporary-folder';
import { launchMeasured, runIn } from './chromium';
import { watching } from './contestants';
import { median, type Section, spread } from './figure';
import { type ManyHosts, makeRequests } from './many-hosts';
import { destinationsStored, openRoom } from './watch-room';

/** Runs in the popup: milliseconds since the navigation once the frame with `selector` is painted. */
function whenPainted(selector: string): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector(selector) === null) requestAnimationFrame(look);
      else requestAnimationFrame(() => resolve(performance.now()));
    };
    look();
  });
}

/** Runs in the extension's page: the one tab something is stored of. */
async function storedTab(): Promise<string | undefined> {
  const { chrome } = globalThis as unknown as {
    chrome: { storage: { session: { get(key: null): Promise<object> } } };
  };
  const keys = Object.keys(await chrome.storage.session.get(null));
  return keys.find((key) => key.startsWith('tab:'))?.slice('tab:'.length);
}

/** Milliseconds from the navigation to the popup until something of it is painted. */
async function firstPaint(
  chromium: Awaited<ReturnType<typeof launchMeasured>>,
  path: string,
  isThere: string,
): Promise<number> {
  const page = await chromium.newPage();
  await page.goto(new URL(path, chromium.extensionPage?.url()).href);
  const painted = await runIn(page, whenPainted, isThere);
  await page.close();
  return painted;
}

function emptyPopup(): string {
  const folder = temporaryFolder('bench-popup');
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({ manifest_version: 3, name: 'Empty popup', version: '1' }),
  );
  writeFileSync(join(folder, 'popup.html'), '<!doctype html><title>Popup</title><h1>Popup</h1>');
  return folder;
}

/** Data in under 200 ms with a thousand destinations is what a person takes as "at once". */
export async function benchPopup(site: ManyHosts, rounds: number): Promise<Section> {
  const [empty, full]: [number[], number[]] = [[], []];
  const bare = emptyPopup();
  const subject = watching();
  for (let round = 0; round < rounds; round++) {
    const plain = await launchMeasured(bare);
    for (let i = 0; i < 3; i++) empty.push(await firstPaint(plain, 'popup.html', 'h1'));
    await plain.close();
    const chromium = await openRoom(subject, site);
    if (chromium.extensionPage === null) throw new Error('No extension.');
    await runIn(chromium.page, makeRequests, 1000, 1000, site.port);
    await sleep(2000);
    const stored = await destinationsStored(chromium);
    if (stored < 1000) throw new Error(`Only ${stored} destinations were stored.`);
    const tab = await runIn(chromium.extensionPage, storedTab);
    for (let i = 0; i < 3; i++) {
      full.push(await firstPaint(chromium, `popup.html?tab=${tab}`, '.subject'));
    }
    await chromium.close();
  }
  const ratio = median(full) / median(empty);
  return {
    title: 'Popup',
    how: 'Milliseconds from opening the popup’s page to its first painted rows, a thousand destinations being stored, beside a page with one heading.',
    columns: ['with', 'ms, median (spread)', 'ratio'],
    rows: [
      ['a page with one heading', spread(empty, 0), ''],
      ['Earshot’s popup, 1,000 destinations', spread(full, 0), ratio.toFixed(1)],
    ],
    checks: [{ what: 'popup against a page with one heading', ratio, most: 6 }],
  };
}
