import type { Rule } from './rule';
import { watchedControl } from './watched-control';

/** Voice is handled by a company that a watched country's law reaches, wherever its machine stands. */
export const voiceUnderWatchedJurisdiction: Rule = {
  id: 'voice-under-watched-jurisdiction',
  severity: 'warning',
  find: ({ destination, subject }, knowledge, policy) =>
    subject === 'voice' ? watchedControl(destination, knowledge, policy) : [],
};
