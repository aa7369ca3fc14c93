import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { TabReport } from '../../../lib/report/tab-report';
import { SCENARIOS, withManyDestinations } from '../../scenarios/scenarios';

/**
 * Takes a picture of every screen of the built extension in every scenario, and runs axe-core on
 * each: `npx tsx test/e2e/screens/screens.ts [built extension] [folder for pictures]`.
 * The reports are put where the background would put them, so the popup is the real one.
 */
const [extension = '.output/chrome-mv3', folder = '.output/screens'] = process.argv.slice(2);

interface Look {
  readonly name: string;
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly rightToLeft?: boolean;
  readonly forcedColors?: boolean;
  /** Text twice as large (WCAG 2.2, 1.4.4). */
  readonly largeText?: boolean;
  /** Opens the first destination. */
  readonly opened?: boolean;
}

const LOOKS: readonly Look[] = [
  { name: 'light', scheme: 'light', width: 380 },
  { name: 'dark', scheme: 'dark', width: 380 },
  { name: '320', scheme: 'light', width: 320 },
  { name: 'rtl', scheme: 'light', width: 380, rightToLeft: true },
  { name: 'forced', scheme: 'dark', width: 380, forcedColors: true },
  { name: 'large', scheme: 'light', width: 380, largeText: true },
  { name: 'opened', scheme: 'light', width: 380, opened: true },
  { name: 'opened-dark', scheme: 'dark', width: 380, opened: true },
];

const TAB = 424242;
const axeSource = await readFile(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

const profile = await mkdtemp(join(tmpdir(), 'earshot-screens-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    `--disable-extensions-except=${resolve(extension)}`,
    `--load-extension=${resolve(extension)}`,
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
});
try {
  await mkdir(folder, { recursive: true });
  const violations = await photograph(context);
  console.log(violations === 0 ? 'axe-core: 0 violations' : `axe-core: ${violations} violations`);
  process.exitCode = violations === 0 ? 0 : 1;
} finally {
  await context.close();
  await rm(profile, { recursive: true, force: true });
}

async function photograph(browser: BrowserContext): Promise<number> {
  const background = browser.serviceWorkers()[0] ?? (await browser.waitForEvent('serviceworker'));
  const root = new URL('/', background.url()).href;
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error('page error:', error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error('console:', message.text());
  });
  let violations = 0;
  const shoot = async (name: string, url: string, look: Look) => {
    await page.emulateMedia({
      colorScheme: look.scheme,
      forcedColors: look.forcedColors === true ? 'active' : 'none',
    });
    await page.setViewportSize({ width: look.width, height: url.includes('popup') ? 600 : 900 });
    await page.goto(root + url);
    await page.locator('h1').waitFor();
    if (look.rightToLeft === true)
      await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    if (look.largeText === true) {
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    }
    if (look.opened === true) await page.locator('summary').first().click();
    violations += await audit(page, `${name} ${look.name}`);
    await page.screenshot({ path: join(folder, `${name}-${look.name}.png`) });
  };

  const scenarios = [
    ...SCENARIOS,
    { name: 'three-hundred-destinations', report: withManyDestinations(300) },
  ];
  for (const { name, report } of scenarios) {
    await page.goto(`${root}popup.html?tab=${TAB}`);
    await page.evaluate(putReport, { key: `tab:${TAB}`, report });
    for (const look of LOOKS) {
      if (look.opened === true && report.destinations.length === 0) continue;
      await shoot(name, `popup.html?tab=${TAB}`, look);
    }
  }
  for (const look of LOOKS.filter(({ opened }) => opened !== true)) {
    await shoot('unwatchable', 'popup.html', look);
    await shoot('options', 'options.html', { ...look, width: look.width === 320 ? 320 : 760 });
  }
  return violations;
}

/** Runs in the extension's page. */
async function putReport({ key, report }: { key: string; report: TabReport }): Promise<void> {
  const { chrome } = globalThis as unknown as {
    chrome: { storage: { session: { set(items: object): Promise<void> } } };
  };
  await chrome.storage.session.set({ [key]: report });
}

async function audit(page: Page, name: string): Promise<number> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });
  for (const violation of found) console.error(`${name}: ${violation}`);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  if (sideways) console.error(`${name}: scrolls sideways`);
  return found.length + Number(sideways);
}
