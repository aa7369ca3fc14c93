import { browser } from 'wxt/browser';
import { framesThatHold } from '../report/frames';
import { reportError } from './report-error';
import type { TabLedger } from './tab-ledger';

/** Milliseconds between two looks, while any frame holds anything. */
const INTERVAL = 3000;

interface GoneFramesOptions {
  readonly ledger: Pick<TabLedger, 'all'>;
  readonly onGone: (tab: number, frame: string) => void;
}

/**
 * Looks whether the frames are still there that hold the microphone or play what others say. Each
 * says goodbye when it goes, but of another site's frame Firefox (seen with 153) sometimes loses that,
 * and the page would hold the microphone for good.
 */
export class GoneFrames {
  readonly #options: GoneFramesOptions;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: GoneFramesOptions) {
    this.#options = options;
  }

  /** To be called when what frames hold may be something else now. O(what is held). */
  lookLater(): void {
    if (this.#timer !== null || this.#held().length === 0) return;
    this.#timer = setTimeout(() => void this.#look().catch(reportError), INTERVAL);
  }

  #held(): readonly (readonly [tab: number, frame: string])[] {
    return [...this.#options.ledger.all()].flatMap(([tab, record]) =>
      framesThatHold(record).map((frame) => [tab, frame] as const),
    );
  }

  async #look(): Promise<void> {
    const held = this.#held();
    const gone = await Promise.all(held.map(([tab, frame]) => isGone(tab, Number(frame))));
    this.#timer = null;
    for (const [i, [tab, frame]] of held.entries()) {
      if (gone[i]) this.#options.onGone(tab, frame);
    }
    this.lookLater();
  }
}

/** Only what the browser says of the frame counts: it may just as well refuse for another reason. */
async function isGone(tabId: number, frame: number): Promise<boolean> {
  try {
    const target = { tabId, frameIds: [frame] };
    await browser.scripting.executeScript({ target, func: () => true });
    return false;
  } catch (error) {
    // Chromium's words, and Firefox's.
    return error instanceof Error && /no frame with id|invalid frame id/i.test(error.message);
  }
}
