import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { storeReport } from '../../../lib/report/stored-report';
import { scenario } from '../../scenarios/scenarios';
import { buildOf, isMissing } from '../site/browsers';
import { focused as focusedIn, tabTo as tabToIn } from './by-keyboard';
import { openExtension } from './visit-screens';

const profile = mkdtempSync(join(tmpdir(), 'earshot-keyboard-'));
const TAB = 424_242;

/** In the extension's own pages, where some of this runs. */
declare const chrome: {
  readonly permissions: object;
  readonly runtime: object;
  readonly tabs: object;
  readonly storage: Readonly<
    Record<'local' | 'session', { set(items: object): Promise<void>; clear(): Promise<void> }>
  >;
};

describe.skipIf(isMissing('chromium'))('the popup without a mouse', () => {
  let context: BrowserContext;
  let page: Page;
  let root: string;

  beforeAll(async () => {
    ({ context, root } = await openExtension(profile, buildOf('chromium', 'shipped')));
    page = await context.newPage();
    await page.addInitScript(noteWhatIsAsked);
  });
  beforeEach(() => page.bringToFront());
  afterAll(async () => {
    await context?.close();
    rmSync(profile, { recursive: true, force: true });
  });

  async function open(name: string | null, search = ''): Promise<void> {
    await page.goto(`${root}options.html`);
    const session = name === null ? {} : { [`tab:${TAB}`]: storeReport(scenario(name)) };
    await page.evaluate(put, session);
    await page.goto(`${root}popup.html?tab=${TAB}${search}`);
    const whole = name === null ? page.locator('.main-action') : page.getByRole('region');
    await whole.first().waitFor();
  }
  const focused = () => focusedIn(page);
  const tabTo = (text: string) => tabToIn(page, text);
  const asked = () => page.evaluate(() => document.documentElement.dataset.asked ?? '');

  it('reads headline, certainty, advice, then the four rows in their order', async () => {
    await open('voice-to-watched-country');
    const read = await readAloud(page);
    const order = [
      'heading: Voice in this room goes through a server in China, run by Agora.',
      'How sure: two databases agree.',
      'Your watch list includes China: to be safe, don’t speak here.',
      'heading: Voice',
      'China',
      'two databases agree',
      'Warning',
      'Run by Agora',
      'under the law of the Cayman Islands and China',
      'heading: Room data',
      'heading: Checks',
      'Hong Kong',
      'Notice',
      'heading: Everything else',
      'heading: What Earshot can see here',
    ];
    let from = 0;
    for (const words of order) {
      const at = read.findIndex((each, index) => index >= from && each.includes(words));
      expect(at, `“${words}” after “${read[from - 1]}”`).toBeGreaterThanOrEqual(from);
      from = at + 1;
    }
    // Flags and marks only decorate.
    expect(read.filter((each) => /^(?:image|img|graphics)/.test(each))).toEqual([]);
  });

  it('stops at everything in reading order', async () => {
    await open('voice-to-watched-country');
    await tabTo('Keep open');
    await tabTo('Options');
    await tabTo('China');
    for (let stop = 0; stop < 8; stop++) {
      await page.evaluate(() => Object.assign(globalThis, { before: document.activeElement }));
      await page.keyboard.press('Tab');
      const follows = await page.evaluate(() => {
        const { before } = globalThis as unknown as { before: Element };
        const now = document.activeElement ?? before;
        return (before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      });
      expect(follows, await focused()).toBe(true);
    }
  });

  it('opens the evidence, mutes the finding, takes it back, and goes on to the sources', async () => {
    await open('voice-to-watched-country');
    await tabTo('China');
    await page.keyboard.press('Enter');
    await page.getByText('112.126.96.46:4713').first().waitFor();
    await tabTo('Mute this finding');
    await page.keyboard.press('Enter');
    await page.getByText('Muted by you').waitFor();
    // The button keeps the focus.
    expect(await focused()).toMatch(/^Undo/);
    await page.keyboard.press('Enter');
    await page.getByText('Muted by you').waitFor({ state: 'detached' });
    expect(await focused()).toMatch(/^Mute this finding/);
    await tabTo('investor.agora.io');
    expect(await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href)).toMatch(
      /^https:/,
    );
  });

  it('shows more and fewer destinations', async () => {
    await open('voice-to-watched-country');
    const rows = page.locator('li.row');
    const atFirst = await rows.count();
    await tabTo('Show all 3');
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.count()).toBe(atFirst + 3);
    await tabTo('Show fewer');
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.count()).toBe(atFirst);
  });

  it.each([
    ['partial-coverage', '', 'See everything', '<all_urls>'],
    ['started-late', '', 'Reload the page', 'reload'],
    [null, '&on=https://rooms.example/', 'Watch this site', 'https://rooms.example/*'],
    [null, '&silent', 'Restart Earshot', 'restart'],
  ])('%s%s: %s', async (name, search, button, what) => {
    await open(name, search);
    await tabTo(button);
    await page.keyboard.press('Enter');
    await expect.poll(asked).toContain(what);
  });

  it('opens the options', async () => {
    await open('nothing-found');
    await tabTo('Options');
    const opened = context.waitForEvent('page');
    await page.keyboard.press('Enter');
    const options = await opened;
    await options.waitForURL(/options\.html/);
    await options.close();
  });
});

/** What the browser hands to a screen reader, in its order: headings by name, then all texts. */
async function readAloud(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const read = (id: string): readonly string[] => {
    const node = byId.get(id);
    if (node === undefined) return [];
    const [role, name] = [String(node.role?.value), String(node.name?.value ?? '')];
    const inside = (node.childIds ?? []).flatMap(read);
    if (node.ignored) return inside;
    if (role === 'StaticText') return [name];
    return /^(?:heading|image|img|graphics)/.test(role) ? [`${role}: ${name}`, ...inside] : inside;
  };
  await session.detach();
  return nodes[0] === undefined ? [] : read(nodes[0].nodeId);
}

/** Runs in the popup. */
async function put(session: object): Promise<void> {
  await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]);
  await chrome.storage.session.set(session);
}

/** Runs in each page before its scripts: no driver can answer a browser's own questions. */
function noteWhatIsAsked(): void {
  const query = new URLSearchParams(location.search);
  Object.assign(chrome.permissions, {
    request: async (what: object) => {
      document.documentElement.dataset.asked = JSON.stringify(what);
      return false;
    },
  });
  Object.assign(chrome.tabs, {
    reload: async () => {
      document.documentElement.dataset.asked = 'reload';
    },
    ...(query.has('on') ? { get: async () => ({ id: 1, url: query.get('on') }) } : {}),
  });
  Object.assign(chrome.runtime, {
    reload() {
      document.documentElement.dataset.asked = 'restart';
    },
    ...(query.has('silent') ? { sendMessage: () => new Promise(() => {}) } : {}),
  });
}
