import { browser } from 'wxt/browser';
import { translateFrom } from '../report/message-file';
import type { Phrase } from '../report/phrase';
import { type Speaker, say, speakerOf, type Translate } from '../report/say';
import { readPackaged } from './packaged-file';

let known: Speaker | null = null;

/** The language of this browser, as far as there are messages for it. */
export function speaker(): Speaker {
  // WXT types `getMessage` by the keys it found; `MessageKey` does the same for phrases.
  known ??= speakerOf(browser.i18n.getMessage as Translate);
  return known;
}

/**
 * The same for the background. Chromium's service worker is sometimes given no messages for as long
 * as its process lives (seen with 156, right after an installation); then they are read from the
 * package, so that the button isn't left without words.
 */
export async function loadSpeaker(): Promise<Speaker> {
  if (speaker().translate('language_tag', []) !== '') return speaker();
  const language = browser.i18n.getUILanguage();
  for (const folder of [language.replace('-', '_'), language.split('-')[0], 'en']) {
    const bytes = await readPackaged(`_locales/${folder}/messages.json`).catch(() => null);
    if (bytes === null) continue;
    known = speakerOf(translateFrom(JSON.parse(new TextDecoder().decode(bytes))));
    return known;
  }
  return speaker();
}

export function translate(phrase: Phrase): string {
  return say(phrase, speaker());
}
