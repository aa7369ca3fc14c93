import messages from '../../assets/_locales/en/messages.json';
import { translateFrom } from '../../lib/report/message-file';
import { speakerOf } from '../../lib/report/say';

export const english = speakerOf(translateFrom(messages));
