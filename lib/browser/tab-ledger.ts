import { browser } from 'wxt/browser';
import { type PageRecord, toReport } from '../report/page-record';
import { restorePage } from '../report/restore-page';
import type { TabReport } from '../report/tab-report';
import { SessionShadow, type Urgency } from './session-shadow';

const PREFIX = 'tab:';

export function tabKey(tab: number): string {
  return `${PREFIX}${tab}`;
}

interface LedgerOptions {
  /** Something a reader could see has changed: not called for mere counters. */
  readonly onNews: (tab: number, record: PageRecord) => void;
  readonly onForgotten: (tab: number) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * The watched pages of all tabs. Lives as long as the background script; `restore` takes up what
 * an earlier life left, and everything that changes is written behind.
 */
export class TabLedger {
  readonly #pages = new Map<number, PageRecord>();
  readonly #shadow: SessionShadow;
  readonly #options: LedgerOptions;

  constructor(options: LedgerOptions) {
    const { onError } = options;
    this.#options = options;
    this.#shadow = new SessionShadow((keys) => this.#reports(keys), onError);
  }

  /** To be awaited before anything else; drops what belongs to tabs that are gone. */
  async restore(): Promise<void> {
    const [stored, tabs] = await Promise.all([
      browser.storage.session.get(null),
      browser.tabs.query({}),
    ]);
    const open = new Set(tabs.map(({ id }) => id));
    for (const [key, value] of Object.entries(stored)) {
      if (!key.startsWith(PREFIX)) continue;
      const tab = Number(key.slice(PREFIX.length));
      if (open.has(tab)) this.#restorePage(tab, value as TabReport);
      else void this.#shadow.remove(key);
    }
  }

  /** One page that can't be read must not take the others with it. */
  #restorePage(tab: number, report: TabReport): void {
    try {
      this.#pages.set(tab, restorePage(report));
    } catch (error) {
      this.#options.onError(error);
    }
  }

  get size(): number {
    return this.#pages.size;
  }

  get(tab: number): PageRecord | undefined {
    return this.#pages.get(tab);
  }

  all(): Iterable<[number, PageRecord]> {
    return this.#pages;
  }

  begin(tab: number, record: PageRecord): void {
    this.#pages.set(tab, record);
    this.changed(tab);
  }

  forget(tab: number): void {
    if (!this.#pages.delete(tab)) return;
    this.#options.onForgotten(tab);
    void this.#shadow.remove(tabKey(tab));
  }

  /** Says that the tab's record has changed: it is stored and painted, both coalesced. */
  changed(tab: number, urgency: Urgency = 'news'): void {
    const record = this.#pages.get(tab);
    if (record === undefined) return;
    this.#shadow.touch(tabKey(tab), urgency);
    if (urgency === 'news') this.#options.onNews(tab, record);
  }

  /** Resolves once all that a reader could miss is stored. */
  stored(): Promise<void> {
    return this.#shadow.settled();
  }

  #reports(keys: ReadonlySet<string>): Record<string, TabReport> {
    const reports: Record<string, TabReport> = {};
    for (const key of keys) {
      const record = this.#pages.get(Number(key.slice(PREFIX.length)));
      if (record !== undefined) reports[key] = toReport(record);
    }
    return reports;
  }
}
