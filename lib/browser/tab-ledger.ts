import { browser } from 'wxt/browser';
import { type PageRecord, toReport } from '../report/page-record';
import { restorePage } from '../report/restore-page';
import type { TabReport } from '../report/tab-report';
import { SessionShadow, type Urgency } from './session-shadow';

const PREFIX = 'tab:';

export function tabKey(tab: number): string {
  return `${PREFIX}${tab}`;
}

/**
 * The watched pages of all tabs. Lives as long as the background script; `restore` takes up what
 * an earlier life left, and everything that changes is written behind.
 */
export class TabLedger {
  readonly #pages = new Map<number, PageRecord>();
  readonly #shadow: SessionShadow;
  readonly #onChange: (tab: number, record: PageRecord) => void;

  constructor(
    onChange: (tab: number, record: PageRecord) => void,
    onError: (error: unknown) => void,
  ) {
    this.#onChange = onChange;
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
      if (open.has(tab)) this.#pages.set(tab, restorePage(value as TabReport));
      else void this.#shadow.remove(key);
    }
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
    if (this.#pages.delete(tab)) void this.#shadow.remove(tabKey(tab));
  }

  /** Says that the tab's record has changed: it is stored and painted, both coalesced. */
  changed(tab: number, urgency: Urgency = 'news'): void {
    const record = this.#pages.get(tab);
    if (record === undefined) return;
    this.#shadow.touch(tabKey(tab), urgency);
    this.#onChange(tab, record);
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
