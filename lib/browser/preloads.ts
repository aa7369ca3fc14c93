import type { Phase, RequestDetails } from './web-request';

/** One moment of a request. */
export type RequestEvent = readonly [phase: Phase, details: RequestDetails];

/** A browser prerenders a few pages at once (Chromium: at most ten), and these have frames. */
const MOST_DOCUMENTS = 40;
const MOST_EVENTS = 500;

interface Preloaded {
  /** The document whose frame it stands in; `null` for a page, or where that isn't told. */
  parent: string | null;
  readonly events: RequestEvent[];
}

/** What prerendered pages have asked for while nobody looks at them, in case somebody goes there. */
export class Preloads {
  readonly #documents = new Map<string, Preloaded>();

  note(phase: Phase, details: RequestDetails): void {
    const { documentId, parentDocumentId = null } = details;
    // What a frame begins with is asked for before there is a document in it.
    const asker = documentId ?? parentDocumentId;
    if (asker === null) return;
    const document = this.#documents.get(asker) ?? { parent: null, events: [] };
    if (documentId !== undefined) document.parent = parentDocumentId;
    this.#documents.set(asker, document);
    if (document.events.length < MOST_EVENTS) document.events.push([phase, details]);
    const [oldest] = this.#documents.keys();
    if (this.#documents.size > MOST_DOCUMENTS && oldest !== undefined) {
      this.#documents.delete(oldest);
    }
  }

  /**
   * @returns the events of a document that has become a page, and of those in its frames, in their
   * order; `[]` for any other. The page's frame has no number of its own any more.
   */
  take(documentId: string): readonly RequestEvent[] {
    const taken = [...this.#documents].filter(([id]) => this.#isIn(id, documentId));
    for (const [id] of taken) this.#documents.delete(id);
    return taken
      .flatMap(([, { events }]) => events)
      .map(([phase, details]): RequestEvent => {
        const isPages = details.documentId === documentId;
        return [phase, isPages ? { ...details, frameId: 0 } : details];
      })
      .sort(([, a], [, b]) => a.timeStamp - b.timeStamp);
  }

  #isIn(id: string, page: string): boolean {
    const seen = new Set<string>();
    for (let at: string | null = id; at !== null && !seen.has(at); ) {
      if (at === page) return true;
      seen.add(at);
      at = this.#documents.get(at)?.parent ?? null;
    }
    return false;
  }
}
