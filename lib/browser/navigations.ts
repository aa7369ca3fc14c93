import { isDownload, isInternalRedirect, type Phase, type RequestDetails } from './web-request';

/** A tab on its way to a new page: until that answers, the old page stays. */
interface Navigation {
  readonly requestId: string;
  readonly startedAt: number;
  readonly hops: RequestDetails[];
}

/** A page that now stands in its tab, and the requests that led there. */
export interface Landing {
  readonly startedAt: number;
  /** In order, the page's own last; never empty. */
  readonly hops: readonly RequestDetails[];
  readonly last: RequestDetails;
}

/** Answers without a page: the tab stays where it is (Fetch standard, "null body status"). */
const NO_PAGE: ReadonlySet<number> = new Set([204, 205]);

/** The user or another navigation stopped it, or it became a download. Chromium's, Firefox's. */
const ABORTED: ReadonlySet<string> = new Set(['net::ERR_ABORTED', 'NS_BINDING_ABORTED']);

/** Follows tabs on their way from page to page. */
export class Navigations {
  readonly #underWay = new Map<number, Navigation>();

  /** @returns the page that the tab has come to by this event, `null` while it hasn't. */
  follow(phase: Phase, details: RequestDetails): Landing | null {
    const { tabId, requestId } = details;
    const current = this.#underWay.get(tabId);
    const navigation =
      current?.requestId === requestId
        ? current
        : { requestId, startedAt: details.timeStamp, hops: [] as RequestDetails[] };
    this.#underWay.set(tabId, navigation);
    if (phase === 'attempt') return null;
    if (!isInternalRedirect(phase, details)) navigation.hops.push(details);
    if (phase === 'redirect') return null;
    this.#underWay.delete(tabId);
    return staysWhereItIs(phase, details) ? null : { ...navigation, last: details };
  }

  forget(tab: number): void {
    this.#underWay.delete(tab);
  }
}

function staysWhereItIs(phase: Phase, details: RequestDetails): boolean {
  if (phase === 'failure') return ABORTED.has(details.error ?? '');
  return NO_PAGE.has(details.statusCode ?? 200) || isDownload(details);
}
