import { browser } from 'wxt/browser';
import { type Badge, badgeOf } from '../report/badge';
import type { Mute } from '../report/mute';
import { type PageRecord, toReport } from '../report/page-record';
import { say } from '../report/say';
import type { Directory } from '../report/wording/operator';
import { loadSpeaker } from './i18n';
import { reportError } from './report-error';

/**
 * Milliseconds between two paints once those that are made at once are used up; and how long a
 * button that warns of nothing may wait, since what follows may be a warning, and five calls for
 * nothing hold it up (after a wake-up most likely the life before has painted the same).
 */
const INTERVAL = 150;
/**
 * Paints made at once; one is earned back with each interval. More than one, since what a request
 * turns out to be comes milliseconds after the attempt, and a warning isn't held back for that.
 */
const AT_ONCE = 3;

const SIZES = [16, 32, 48] as const;

interface Waiting {
  readonly record: PageRecord;
  /** When it was first to be painted, in milliseconds since the epoch. */
  readonly since: number;
}

/** Paints the toolbar button of each tab: a few times at once, then once per interval, and only what has changed. */
export class Toolbar {
  readonly #waiting = new Map<number, Waiting>();
  readonly #painted = new Map<number, Badge>();
  readonly #directory: Directory;
  readonly #mutes: (tab: number) => readonly Mute[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the next flush is, in milliseconds since the epoch. */
  #due = Number.POSITIVE_INFINITY;
  #lastFlush = 0;
  #left = AT_ONCE;

  constructor(directory: Directory, mutes: (tab: number) => readonly Mute[]) {
    this.#directory = directory;
    this.#mutes = mutes;
  }

  paint(tab: number, record: PageRecord): void {
    const now = Date.now();
    this.#waiting.set(tab, { record, since: this.#waiting.get(tab)?.since ?? now });
    const pause = now - this.#lastFlush;
    this.#left = Math.min(AT_ONCE, this.#left + Math.floor(pause / INTERVAL));
    this.#schedule(this.#left > 0 ? now : this.#lastFlush + INTERVAL);
  }

  /** Browsers clear a tab's badge when it navigates: what was painted is gone. */
  cleared(tab: number): void {
    this.#painted.delete(tab);
  }

  /** Nothing of the page that was there may be painted any more. */
  forget(tab: number): void {
    this.#painted.delete(tab);
    this.#waiting.delete(tab);
  }

  /** The page stays, and isn't watched any more. */
  turnOff(tab: number): void {
    this.forget(tab);
    this.#show(tab, badgeOf(null, this.#directory));
    this.#painted.delete(tab);
  }

  #schedule(due: number): void {
    if (due >= this.#due) return;
    this.#due = due;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), due - Date.now());
  }

  #flush(): void {
    const now = Date.now();
    this.#due = Number.POSITIVE_INFINITY;
    this.#lastFlush = now;
    this.#left = Math.max(0, this.#left - 1);
    for (const [tab, { record, since }] of this.#waiting) {
      const badge = badgeOf(toReport(record), this.#directory, this.#mutes(tab));
      if (badge.text === '' && now - since < INTERVAL) {
        this.#schedule(since + INTERVAL);
        continue;
      }
      this.#waiting.delete(tab);
      this.#show(tab, badge);
    }
  }

  #show(tab: number, badge: Badge): void {
    const before = this.#painted.get(tab);
    this.#painted.set(tab, badge);
    void show(tab, badge, before).catch((error) => {
      this.#painted.delete(tab);
      if (!isGoneTab(error)) reportError(error);
    });
  }
}

/** Changes what is another than before only: for an icon alone browsers read and decode three files. */
async function show(tabId: number, badge: Badge, before?: Badge): Promise<void> {
  const { action } = browser;
  const { text, background, colour, icon, title } = badge;
  const isNewTitle = JSON.stringify(title) !== JSON.stringify(before?.title);
  await Promise.all([
    text !== before?.text && action.setBadgeText({ tabId, text }),
    background !== before?.background &&
      action.setBadgeBackgroundColor({ tabId, color: background }),
    colour !== before?.colour && action.setBadgeTextColor?.({ tabId, color: colour }),
    icon !== before?.icon && action.setIcon({ tabId, path: iconPaths(icon) }),
    isNewTitle &&
      loadSpeaker().then((words) => action.setTitle({ tabId, title: say(title, words) })),
  ]);
}

function iconPaths(state: string): Record<string, string> {
  return Object.fromEntries(SIZES.map((size) => [size, `/icon/${state}-${size}.png`]));
}

/** The tab was closed between the event and the paint: expected, in both browsers' words. */
function isGoneTab(error: unknown): boolean {
  return error instanceof Error && /no tab with id|invalid tab id/i.test(error.message);
}
