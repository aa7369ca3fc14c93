import { browser } from 'wxt/browser';
import type { MessageKey } from '../report/phrase';
import { type Speaker, speakerOf } from '../report/say';

/** The user's language, as the browser chose among ours. */
export const speaker: Speaker = speakerOf((key, substitutions) =>
  browser.i18n.getMessage(key as MessageKey, substitutions),
);
