import messages from '../assets/_locales/en/messages.json';
import { translateFrom } from '../lib/report/message-file';
import { type Speaker, speakerOf } from '../lib/report/say';

/** The popup's own words, for the terminal. */
export const english: Speaker = speakerOf(translateFrom(messages));
