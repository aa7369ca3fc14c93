import type { PageRecord } from '../report/page-record';

/** Pages that one tab can go back to are kept up to this number; browsers keep six to eight. */
const MOST_IN_A_TAB = 6;

/** A page that its tab has left. */
export interface LeftPage {
  readonly tab: number;
  readonly record: PageRecord;
}

/**
 * The pages that tabs have left and may come back to without loading anything: a browser's
 * back/forward cache revives a document as it was, with no request that could be seen again.
 */
export class PageShelf {
  readonly #pages = new Map<string, LeftPage>();

  get(documentId: string): LeftPage | undefined {
    return this.#pages.get(documentId);
  }

  /** @returns the documents that had to go for it. */
  put(documentId: string, page: LeftPage): readonly string[] {
    this.#pages.delete(documentId);
    this.#pages.set(documentId, page);
    const tooMany = this.#of(page.tab).slice(0, -MOST_IN_A_TAB);
    for (const id of tooMany) this.#pages.delete(id);
    return tooMany;
  }

  take(tab: number, documentId: string): PageRecord | null {
    const page = this.#pages.get(documentId);
    if (page?.tab !== tab) return null;
    this.#pages.delete(documentId);
    return page.record;
  }

  /** @returns the document that was left longest ago, which is gone now; `null` if there is none. */
  dropOldest(): string | null {
    const [oldest] = this.#pages.keys();
    if (oldest === undefined) return null;
    this.#pages.delete(oldest);
    return oldest;
  }

  /** @returns the documents of the tab, which are gone now. */
  forget(tab: number): readonly string[] {
    const documents = this.#of(tab);
    for (const id of documents) this.#pages.delete(id);
    return documents;
  }

  tabs(): ReadonlySet<number> {
    return new Set([...this.#pages.values()].map(({ tab }) => tab));
  }

  /** Oldest first. */
  #of(tab: number): readonly string[] {
    return [...this.#pages].flatMap(([id, page]) => (page.tab === tab ? id : []));
  }
}
