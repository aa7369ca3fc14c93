import { browser } from 'wxt/browser';
import { createAppMatcher } from '../apps/match';
import { readStoredReport } from '../report/stored-report';
import type { TabReport } from '../report/tab-report';
import { pagePatternsOf } from '../site-patterns';
import { CATALOGUE } from '../vendors/catalog';
import { activeTab } from './active-tab';
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
/** Milliseconds between two updates: ten a second are as live as anybody can read. */
const INTERVAL = 100;

/** The tab named in the popup's own address (`?tab=7`), else the one the user looks at. */
export async function findTab(search: string): Promise<number | null> {
  const named = Number(new URLSearchParams(search).get('tab') ?? Number.NaN);
  if (Number.isInteger(named)) return named;
  return activeTab();
}

/**
 * Shows the state of one tab at a time, now and whenever it changes. The popup stays with its tab;
 * the side panel goes along with the user.
 */
export class TabFollower {
  readonly #show: (state: PopupState) => void;
  #tab: number | null = null;
  /** As stored: read when it is shown. */
  #stored: unknown = null;
  #answering = true;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #lastUpdate = 0;

  constructor(show: (state: PopupState) => void) {
    this.#show = show;
    browser.storage.session.onChanged.addListener((changes) => {
      const change = this.#tab === null ? undefined : changes[tabKey(this.#tab)];
      if (change === undefined) return;
      this.#stored = change.newValue ?? null;
      // Late, but not silent: nobody else writes this.
      this.#answering = true;
      this.#updateSoon();
    });
    const update = () => void this.#update();
    // "Watch this site" was clicked here, or in another window.
    onSettingsChanged(update);
    browser.permissions.onAdded.addListener(update);
    // An unwatched tab has gone elsewhere. Where to is told only to who may see that site.
    browser.tabs.onUpdated.addListener((tab, { status }) => {
      if (tab === this.#tab && status === 'complete' && this.#stored === null) update();
    });
  }

  #updateSoon(): void {
    const wait = Math.max(0, this.#lastUpdate + INTERVAL - Date.now());
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#update();
    }, wait);
  }

  get tab(): number | null {
    return this.#tab;
  }

  /** @param tab `null` where there is none to show. */
  async follow(tab: number | null): Promise<void> {
    this.#tab = tab;
    this.#stored = null;
    if (tab !== null) {
      const stored = await browser.storage.session.get(tabKey(tab));
      if (this.#tab !== tab) return;
      this.#stored ??= stored[tabKey(tab)] ?? null;
    }
    await this.#update();
    this.#answering = await ping(PATIENCE);
    if (!this.#answering) await this.#update();
  }

  async #update(): Promise<void> {
    this.#lastUpdate = Date.now();
    const tab = this.#tab;
    const stored = this.#stored;
    const report = readStoredReport(stored);
    if (report === null) {
      const state = await this.#withoutReport(tab);
      if (this.#tab === tab && this.#stored === stored) this.#show(state);
    } else {
      this.#show({ kind: 'watched', report, answering: this.#answering });
    }
  }

  async #withoutReport(tab: number | null): Promise<PopupState> {
    if (tab === null) return { kind: 'unwatchable' };
    return this.#answering ? withoutReport(tab) : { kind: 'no-answer' };
  }
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
