import { browser } from 'wxt/browser';
import { localeOf } from '../report/locales';
import { translateFrom } from '../report/message-file';
import { type Speaker, speakerOf, type Translate } from '../report/say';
import { readPackaged } from './packaged-file';

let known: Promise<Speaker> | null = null;

/** The language of this browser, as far as there are messages for it. */
export function loadSpeaker(): Promise<Speaker> {
  known ??= findSpeaker();
  return known;
}

/**
 * Chromium gives a process of an extension no messages at all, for as long as it lives, when it
 * was begun while the extension was still being loaded (seen with 156, right after installing).
 * They are then read from the package, so that nothing is left without words.
 */
async function findSpeaker(): Promise<Speaker> {
  // WXT types `getMessage` by the keys it found; `MessageKey` does the same for phrases.
  const browsers = browser.i18n.getMessage as Translate;
  if (browsers('language_tag', []) !== '') return speakerOf(browsers);
  const path = `_locales/${localeOf(browser.i18n.getUILanguage())}/messages.json`;
  const bytes = await readPackaged(path);
  return speakerOf(translateFrom(JSON.parse(new TextDecoder().decode(bytes))));
}
