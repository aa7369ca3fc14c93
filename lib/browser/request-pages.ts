import type { PageRecord } from '../report/page-record';
import type { Phase, RequestDetails } from './web-request';

const MOST_UNDER_WAY = 2000;

/**
 * Which page began each request that is under way: an answer to the page before would look like the
 * new page's. Firefox names no documents, and Chromium's page isn't known by its name at first.
 */
export class RequestPages {
  readonly #began = new Map<string, PageRecord>();

  /**
   * @param record the page that stands in the tab now.
   * @returns the page that began the request; the one that stands there when that wasn't seen.
   */
  follow(phase: Phase, { requestId }: RequestDetails, record: PageRecord): PageRecord {
    const began = this.#began.get(requestId) ?? record;
    if (phase === 'attempt') this.#note(requestId, record);
    else if (phase !== 'redirect') this.#began.delete(requestId);
    return began;
  }

  #note(requestId: string, record: PageRecord): void {
    this.#began.set(requestId, record);
    const [oldest] = this.#began.keys();
    if (this.#began.size > MOST_UNDER_WAY && oldest !== undefined) this.#began.delete(oldest);
  }
}
