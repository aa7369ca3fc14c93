import { browser } from 'wxt/browser';
import { createAppMatcher } from '../apps/match';
import type { TabReport } from '../report/tab-report';
import { pagePatternsOf } from '../site-patterns';
import { CATALOGUE } from '../vendors/catalog';
import { ping } from './ping';
import { onSettingsChanged, readSettings } from './settings';
import { tabKey } from './tab-ledger';
import { createWatchList } from './watch-list';

/** What the popup has to show. */
export type PopupState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'watched'; readonly report: TabReport; readonly answering: boolean }
  /** Watched from now on, but the page was there before. */
  | { readonly kind: 'reload' }
  | { readonly kind: 'not-watched'; readonly site: string }
  /** The browser's own pages, and pages whose address it keeps from us. */
  | { readonly kind: 'unwatchable' }
  | { readonly kind: 'no-answer' };

/** Milliseconds after which a silent background is called silent. */
const PATIENCE = 3000;

/** The tab named in the popup's own address (`?tab=7`), else the one the user looks at. */
export async function findTab(search: string): Promise<number | null> {
  const named = Number(new URLSearchParams(search).get('tab') ?? Number.NaN);
  if (Number.isInteger(named)) return named;
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? null;
}

/** Shows the tab's state now and whenever it changes, for as long as the popup is open. */
export async function followTab(tab: number, show: (state: PopupState) => void): Promise<void> {
  let answering = true;
  let report: TabReport | null = null;
  const update = async () => {
    if (report !== null) show({ kind: 'watched', report, answering });
    else show(answering ? await withoutReport(tab) : { kind: 'no-answer' });
  };
  browser.storage.session.onChanged.addListener((changes) => {
    const change = changes[tabKey(tab)];
    if (change === undefined) return;
    report = (change.newValue as TabReport | undefined) ?? null;
    void update();
  });
  // "Watch this site" was clicked here, or in another window.
  onSettingsChanged(() => void update());
  browser.permissions.onAdded.addListener(() => void update());
  const stored = await browser.storage.session.get(tabKey(tab));
  report ??= (stored[tabKey(tab)] as TabReport | undefined) ?? null;
  await update();
  answering = await ping(PATIENCE);
  if (!answering) await update();
}

async function withoutReport(tab: number): Promise<PopupState> {
  // Without access to the page its address is kept from us; a tab may be gone by now.
  const url = await browser.tabs.get(tab).then(
    (it) => it.url ?? '',
    () => '',
  );
  const page = URL.canParse(url) ? new URL(url) : null;
  if (page === null || !/^https?:$/.test(page.protocol)) return { kind: 'unwatchable' };
  const watch = createWatchList(createAppMatcher(CATALOGUE.apps), await readSettings());
  // A site may be on the list without its permission: refused, or taken back since.
  const origins = [...pagePatternsOf(page.origin)];
  const isWatched = watch(page) !== null && (await browser.permissions.contains({ origins }));
  return isWatched ? { kind: 'reload' } : { kind: 'not-watched', site: page.origin };
}
