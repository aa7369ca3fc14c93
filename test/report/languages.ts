import { readdirSync, readFileSync } from 'node:fs';
import { type MessageFile, translateFrom } from '../../lib/report/message-file';
import { type Speaker, speakerOf } from '../../lib/report/say';

const FOLDER = 'assets/_locales';

export interface Language {
  /** Name of its folder, as browsers want it: `zh_CN`. */
  readonly locale: string;
  readonly messages: MessageFile;
  readonly speaker: Speaker;
}

/** Every language there is. */
export const LANGUAGES: readonly Language[] = readdirSync(FOLDER)
  .sort()
  .map((locale) => {
    const messages = JSON.parse(readFileSync(`${FOLDER}/${locale}/messages.json`, 'utf8'));
    return { locale, messages, speaker: speakerOf(translateFrom(messages)) };
  });
