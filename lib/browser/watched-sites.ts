import type { Scripting } from 'webextension-polyfill';
import { browser } from 'wxt/browser';
import type { Settings } from './settings';

const ID = 'earshot-';

/** The polyfill's types are older than both browsers' `world` and `matchOriginAsFallback`. */
interface ContentScript extends Omit<Scripting.RegisteredContentScript, 'world'> {
  world: 'MAIN' | 'ISOLATED';
  /** Reaches `about:blank`, `srcdoc` and `blob:` frames. Chrome 119, Firefox 128. */
  matchOriginAsFallback: boolean;
}

/** Match patterns know no port; a site's other ports are watched with it. */
export function patternsOf(site: string): readonly string[] {
  const { hostname } = new URL(site);
  return [`http://${hostname}/*`, `https://${hostname}/*`];
}

/**
 * Brings the probe to the sites the user added, and takes it from those removed. The catalogue's
 * own sites have it from the manifest.
 */
export async function registerProbes({ sites }: Settings): Promise<void> {
  const present = await browser.scripting.getRegisteredContentScripts();
  const ours = present.filter(({ id }) => id.startsWith(ID)).map(({ id }) => id);
  if (ours.length > 0) await browser.scripting.unregisterContentScripts({ ids: ours });
  const matches = [...new Set(sites.flatMap(patternsOf))];
  if (matches.length === 0) return;
  const common = {
    matches,
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_start',
  } as const;
  const scripts: ContentScript[] = [
    { ...common, id: `${ID}probe`, js: ['content-scripts/rtc-probe.js'], world: 'MAIN' },
    { ...common, id: `${ID}relay`, js: ['content-scripts/rtc-relay.js'], world: 'ISOLATED' },
  ];
  await browser.scripting.registerContentScripts(scripts as Scripting.RegisteredContentScript[]);
}
