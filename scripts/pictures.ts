import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { storeReport } from '../lib/report/stored-report';
import { openExtension } from '../test/e2e/screens/visit-screens';
import { scenario } from '../test/scenarios/scenarios';

/**
 * `npm run pictures`, after a build: takes the README's pictures and those that the stores ask for
 * from the real extension, into `docs/pictures`. Chrome Web Store: screenshots of 1280 × 800, tiles
 * of 440 × 280 and 1400 × 560; Firefox takes the screenshots too.
 */
const FOLDER = 'docs/pictures';
const STORE = join(FOLDER, 'store');
const TAB = 424_242;
const INK = '#10282a';
const PAPER = '#ecf5f5';
const ACCENT = '#0b6e75';

interface Screen {
  readonly name: string;
  readonly page: 'popup' | 'options' | 'welcome';
  readonly scenario?: string;
  readonly dark?: boolean;
  /** Done in the page before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
}

interface Shot extends Screen {
  readonly caption: readonly string[];
}

const SHOTS: readonly Shot[] = [
  {
    name: '1-voice',
    caption: ['See where your voice', 'goes in a live audio', 'room.'],
    page: 'popup',
    scenario: 'voice-to-watched-country',
  },
  {
    name: '2-place-and-company',
    caption: ['Where a server stands', 'and who runs it: two', 'facts, kept apart.'],
    page: 'popup',
    scenario: 'voice-under-watched-jurisdiction',
    dark: true,
  },
  {
    name: '3-evidence',
    caption: ['Every row shows how', 'sure it is, and its', 'sources.'],
    page: 'popup',
    scenario: 'voice-to-watched-country',
    prepare: (page) => page.locator('summary').first().click(),
  },
  {
    name: '4-nothing-found',
    caption: ['“Nothing found” says', 'what was looked at.'],
    page: 'popup',
    scenario: 'nothing-found',
  },
  {
    name: '5-options',
    caption: ['You choose', 'what to be', 'warned of.'],
    page: 'options',
    prepare: (page) => page.locator('#preset-own').check(),
  },
];

/** The README's, as the browsers' popup opens. */
const OPENED: readonly Screen[] = [
  { name: 'popup-light', page: 'popup', scenario: 'voice-to-watched-country' },
  { name: 'popup-dark', page: 'popup', scenario: 'voice-under-watched-jurisdiction', dark: true },
];

/** CSS pixels of a screen; pictures have twice as many. */
const OPENED_POPUP = { width: 380, height: 600 };
const POPUP = { width: 380, height: 690 };
const SHEET = { width: 500, height: 690 };

const profile = await mkdtemp(join(tmpdir(), 'earshot-store-'));
const { context, root } = await openExtension(profile, '.output/chrome-mv3');
try {
  await mkdir(STORE, { recursive: true });
  const page = await context.newPage();
  for (const screen of OPENED) {
    const picture = await take(page, screen, OPENED_POPUP);
    await sharp(picture)
      .png({ palette: true })
      .toFile(join(FOLDER, `${screen.name}.png`));
  }
  const pictures = new Map<string, Buffer>();
  for (const shot of SHOTS) {
    pictures.set(shot.name, await take(page, shot, shot.page === 'popup' ? POPUP : SHEET));
  }
  for (const { name, caption } of SHOTS) {
    await compose(`${name}.png`, 1280, 800, 52, caption, pictures.get(name));
  }
  const words = ['Earshot', 'See where', 'your voice goes'];
  await compose('tile-440x280.png', 440, 280, 34, words);
  await compose('tile-1400x560.png', 1400, 560, 72, words, pictures.get('1-voice'));
} finally {
  await context.close();
  await rm(profile, { recursive: true, force: true });
}

async function take(page: Page, shot: Screen, size: typeof POPUP): Promise<Buffer> {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: shot.dark ? 'dark' : 'light' });
  const url = `${root}${shot.page}.html?tab=${TAB}`;
  await page.bringToFront();
  await page.goto(url);
  if (shot.scenario !== undefined) {
    await page.evaluate(putReport, {
      key: `tab:${TAB}`,
      report: storeReport(scenario(shot.scenario)),
    });
    await page.goto(url);
    await page.locator('.subject').first().waitFor();
  }
  await page.locator('h1').first().waitFor();
  await shot.prepare?.(page);
  // Twice as many pixels as CSS has, so that small text stays sharp in the stores' galleries.
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', {
    clip: { x: 0, y: 0, ...size, scale: 2 },
  });
  await devtools.detach();
  return Buffer.from(data, 'base64');
}

/** Words on the left, the screen on the right if there is one. */
async function compose(
  file: string,
  width: number,
  height: number,
  fontSize: number,
  lines: readonly string[],
  screen?: Buffer,
): Promise<void> {
  const margin = Math.round(height * 0.07);
  const shown = screen && (await rounded(screen, height - 2 * margin));
  const words = lines
    .map((line, index) => `<tspan x="0" dy="${index === 0 ? 0 : fontSize * 1.25}">${line}</tspan>`)
    .join('');
  const mark = fontSize * 1.4;
  // The mark and the lines together stand in the middle.
  const block = mark + lines.length * fontSize * 1.25;
  const top = (height - block) / 2;
  const background = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="${PAPER}"/>
    <g transform="translate(${margin * 1.5} ${top}) scale(${mark / 32})" fill="none"
      stroke="${ACCENT}" stroke-width="3" stroke-linecap="round">
      <path d="M6 13.5a8.5 8.5 0 0 1 17 0c0 6-5.5 6.6-5.5 11.2a4 4 0 0 1-7.4 2.1"/>
      <path d="M10.8 13.6a3.8 3.8 0 0 1 7.4 1c0 2.6-3.4 2.6-3.4 5.4"/>
    </g>
    <text transform="translate(${margin * 1.5} ${top + mark + fontSize * 1.15})" fill="${INK}"
      font-family="Noto Sans, sans-serif" font-weight="600" font-size="${fontSize}">${words}</text>
  </svg>`;
  const layers =
    shown === undefined
      ? []
      : [{ input: shown.data, left: width - shown.width - margin * 2, top: margin }];
  await sharp(Buffer.from(background))
    .composite(layers)
    .png({ palette: true })
    .toFile(join(STORE, file));
}

/** The screen in the given height, with round corners and a fine edge. */
async function rounded(
  screen: Buffer,
  height: number,
): Promise<{ readonly data: Buffer; readonly width: number }> {
  const { data, info } = await sharp(screen)
    .resize({ height })
    .toBuffer({ resolveWithObject: true });
  const shape = (attributes: string) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${info.width}" height="${height}"><rect x=".5" y=".5" width="${info.width - 1}" height="${height - 1}" rx="14" ${attributes}/></svg>`,
    );
  const cut = await sharp(data)
    .composite([
      { input: shape('fill="none" stroke="#00000030"') },
      { input: shape('fill="#fff"'), blend: 'dest-in' },
    ])
    .png()
    .toBuffer();
  return { data: cut, width: info.width };
}

/** Runs in the extension's page. */
async function putReport({ key, report }: { key: string; report: string }): Promise<void> {
  const { chrome } = globalThis as unknown as {
    chrome: { storage: { session: { set(items: object): Promise<void> } } };
  };
  await chrome.storage.session.set({ [key]: report });
}
