import type { Phase, RequestDetails } from './web-request';

/** One moment of a request. */
export type RequestEvent = readonly [phase: Phase, details: RequestDetails];

/** A browser prerenders a few pages at once (Chromium: at most ten). */
const MOST_DOCUMENTS = 10;
const MOST_EVENTS = 500;

/** What prerendered pages have asked for while nobody looks at them, in case somebody goes there. */
export class Preloads {
  readonly #events = new Map<string, RequestEvent[]>();

  note(documentId: string, phase: Phase, details: RequestDetails): void {
    const events = this.#events.get(documentId) ?? [];
    this.#events.set(documentId, events);
    if (events.length < MOST_EVENTS) events.push([phase, details]);
    const [oldest] = this.#events.keys();
    if (this.#events.size > MOST_DOCUMENTS && oldest !== undefined) this.#events.delete(oldest);
  }

  /** @returns the events of a document that has become a page, `[]` for any other. */
  take(documentId: string): readonly RequestEvent[] {
    const events = this.#events.get(documentId) ?? [];
    this.#events.delete(documentId);
    return events;
  }
}
