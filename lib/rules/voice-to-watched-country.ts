import type { Rule } from './rule';
import { watchedLocation } from './watched-location';

/** Voice reaches a machine in a watched country. In February 2021 the Stanford Internet Observatory saw Clubhouse audio sent to servers run by Chinese entities. */
export const voiceToWatchedCountry: Rule = {
  id: 'voice-to-watched-country',
  severity: 'warning',
  find: ({ destination, subject }, knowledge, policy) =>
    subject === 'voice' ? watchedLocation(destination, knowledge, policy) : [],
};
