import { type PageRecord, toReport } from '../report/page-record';
import { restorePage } from '../report/restore-page';
import { shorten } from '../report/shorten';
import { readStoredReport, type StoredReport, storeReport } from '../report/stored-report';
import { PageShelf } from './page-shelf';
import { SessionShadow, type Urgency } from './session-shadow';

const PREFIX = 'tab:';
const LEFT_PREFIX = 'left:';

export function tabKey(tab: number): string {
  return `${PREFIX}${tab}`;
}

/** Where there is no room at all for this many destinations of each page, nothing more is tried. */
const FEWEST_STORED = 8;

/** A page its tab has left, as it is stored. */
interface StoredLeftPage {
  readonly tab: number;
  readonly report: StoredReport;
}

/** A tab of the browser, as far as it's told. */
export interface OpenTab {
  readonly id?: number | undefined;
  /** Only of sites that the extension may see. */
  readonly url?: string | undefined;
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
  readonly #shelf = new PageShelf();
  readonly #shadow: SessionShadow;
  readonly #options: LedgerOptions;
  /** Destinations that are stored of each page: fewer once the browser has no room for all. */
  #mostStored = Number.POSITIVE_INFINITY;

  constructor(options: LedgerOptions) {
    const { onError } = options;
    this.#options = options;
    this.#shadow = new SessionShadow({
      write: (keys) => this.#reports(keys),
      makeRoom: () => this.#makeRoom(),
      onError,
    });
  }

  /**
   * To be called before anything else; drops what belongs to tabs that are gone.
   * @param stored everything in `storage.session`.
   */
  restore(stored: Readonly<Record<string, unknown>>, tabs: readonly OpenTab[]): void {
    const open = new Set(tabs.map(({ id }) => id));
    for (const [key, value] of Object.entries(stored)) {
      if (!isOurs(key)) continue;
      if (!this.#restorePage(key, value, open)) void this.#shadow.remove(key);
    }
  }

  /**
   * What can't be read is set aside, and takes nothing else with it: its page, which stands in the
   * tab or comes back to it, is begun anew and says that it came late.
   * @returns whether it is kept.
   */
  #restorePage(key: string, value: unknown, open: ReadonlySet<number | undefined>): boolean {
    const isLeft = key.startsWith(LEFT_PREFIX);
    const left = value as Partial<StoredLeftPage> | null;
    const tab = isLeft ? left?.tab : Number(key.slice(PREFIX.length));
    const report = readStoredReport(isLeft ? left?.report : value);
    if (report === null) this.#options.onError(new Error(`${key}: not a report of this version`));
    if (report === null || tab === undefined || !open.has(tab)) return false;
    const record = restorePage(report);
    if (isLeft) this.#shelf.put(key.slice(LEFT_PREFIX.length), { tab, record });
    else this.#pages.set(tab, record);
    return true;
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
    const before = this.#pages.get(tab);
    if (before !== undefined) this.#shelve(tab, before);
    this.#pages.set(tab, record);
    this.#useRoom();
    this.changed(tab);
  }

  /** The tab shows something else now. What it showed may come back by the back button. */
  leave(tab: number): void {
    const record = this.#pages.get(tab);
    if (record === undefined) return;
    this.#shelve(tab, record);
    this.#pages.delete(tab);
    this.#options.onForgotten(tab);
    void this.#shadow.remove(tabKey(tab));
  }

  /** Whether a tab has left this document, and may go back to it. */
  hasLeft(documentId: string): boolean {
    return this.#shelf.get(documentId) !== undefined;
  }

  /** The tab shows a document again that it had left. @returns whether that is remembered. */
  takeBack(tab: number, documentId: string): boolean {
    const record = this.#shelf.take(tab, documentId);
    if (record === null) return false;
    void this.#shadow.remove(`${LEFT_PREFIX}${documentId}`);
    this.begin(tab, record);
    return true;
  }

  /** The tab is gone. */
  forget(tab: number): void {
    for (const id of this.#shelf.forget(tab)) void this.#shadow.remove(`${LEFT_PREFIX}${id}`);
    if (!this.#pages.delete(tab)) return;
    this.#options.onForgotten(tab);
    void this.#shadow.remove(tabKey(tab)).then(() => this.#useRoom());
  }

  /** @returns the tabs whose pages were watched until now. */
  forgetAll(): readonly number[] {
    const watched = [...this.#pages.keys()];
    for (const tab of [...watched, ...this.#shelf.tabs()]) this.forget(tab);
    return watched;
  }

  /** What one tab showed stands in another now. */
  move(from: number, to: number): void {
    const record = this.#pages.get(from);
    this.forget(from);
    if (record !== undefined) this.begin(to, record);
  }

  #shelve(tab: number, record: PageRecord): void {
    const { documentId } = record;
    if (documentId === null) return;
    for (const id of this.#shelf.put(documentId, { tab, record })) {
      void this.#shadow.remove(`${LEFT_PREFIX}${id}`);
    }
    // Last: it may be written in this very turn.
    this.#shadow.touch(`${LEFT_PREFIX}${documentId}`, 'news');
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

  /**
   * The browser's room is used up: pages that were left go first, the oldest of them before the
   * others; then every page is stored with half of its destinations.
   * @returns what to write anew, `null` when nothing more can go.
   */
  async #makeRoom(): Promise<readonly string[] | null> {
    const left = this.#shelf.dropOldest();
    if (left !== null) {
      await this.#shadow.remove(`${LEFT_PREFIX}${left}`);
      return [];
    }
    const longest = Math.max(0, ...[...this.#pages.values()].map(({ rows }) => rows.size));
    const most = Math.floor(Math.min(longest, this.#mostStored) / 2);
    if (most < FEWEST_STORED) return null;
    this.#mostStored = most;
    return this.#cutShort(most);
  }

  /** There is room again: pages that were cut short are stored in full. */
  #useRoom(): void {
    const most = this.#mostStored;
    this.#mostStored = Number.POSITIVE_INFINITY;
    for (const key of this.#cutShort(most)) this.#shadow.touch(key, 'counters');
  }

  #cutShort(most: number): readonly string[] {
    return [...this.#pages].flatMap(([tab, { rows }]) => (rows.size > most ? tabKey(tab) : []));
  }

  #reports(keys: ReadonlySet<string>): Record<string, StoredReport | StoredLeftPage> {
    const reports: Record<string, StoredReport | StoredLeftPage> = {};
    for (const key of keys) {
      if (key.startsWith(LEFT_PREFIX)) {
        const left = this.#shelf.get(key.slice(LEFT_PREFIX.length));
        if (left === undefined) continue;
        reports[key] = { tab: left.tab, report: storeReport(toReport(left.record)) };
      } else {
        const record = this.#pages.get(Number(key.slice(PREFIX.length)));
        if (record === undefined) continue;
        reports[key] = storeReport(shorten(toReport(record), this.#mostStored));
      }
    }
    return reports;
  }
}

function isOurs(key: string): boolean {
  return key.startsWith(PREFIX) || key.startsWith(LEFT_PREFIX);
}
