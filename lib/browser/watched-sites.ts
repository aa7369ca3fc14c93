import { type Browser, browser } from 'wxt/browser';
import type { Settings } from '../settings';
import { pagePatternsOf } from '../site-patterns';

const ID = 'earshot-';

/**
 * Brings the probe to the sites the user added, and takes it from those removed. The catalogue's
 * own sites have it from the manifest.
 */
export function registerProbes(settings: Settings): Promise<void> {
  registering = registering.catch(() => {}).then(() => register(settings));
  return registering;
}

/** One change after the other: two at once would register a site twice, or keep one removed. */
let registering: Promise<void> = Promise.resolve();

async function register({ sites }: Settings): Promise<void> {
  const present = await browser.scripting.getRegisteredContentScripts();
  const ours = present.filter(({ id }) => id.startsWith(ID)).map(({ id }) => id);
  if (ours.length > 0) await browser.scripting.unregisterContentScripts({ ids: ours });
  const matches = [...new Set(sites.flatMap(pagePatternsOf))];
  if (matches.length === 0) return;
  const common = {
    matches,
    allFrames: true,
    // Reaches `about:blank`, `srcdoc` and `blob:` frames too. Chrome 119, Firefox 128.
    matchOriginAsFallback: true,
    runAt: 'document_start',
  } as const;
  const scripts: Browser.scripting.RegisteredContentScript[] = [
    { ...common, id: `${ID}probe`, js: ['content-scripts/rtc-probe.js'], world: 'MAIN' },
    { ...common, id: `${ID}relay`, js: ['content-scripts/rtc-relay.js'], world: 'ISOLATED' },
  ];
  await browser.scripting.registerContentScripts(scripts);
}
