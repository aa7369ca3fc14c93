import { browser } from 'wxt/browser';
import type { Phrase } from '../report/phrase';
import { type Speaker, say, speakerOf, type Translate } from '../report/say';

let known: Speaker | null = null;

/** The language of this browser, as far as there are messages for it. */
export function speaker(): Speaker {
  // WXT types `getMessage` by the keys it found; `MessageKey` does the same for phrases.
  known ??= speakerOf(browser.i18n.getMessage as Translate);
  return known;
}

export function translate(phrase: Phrase): string {
  return say(phrase, speaker());
}
