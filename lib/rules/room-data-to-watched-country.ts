import type { Rule } from './rule';
import { watchedLocation } from './watched-location';

/** Room data reaches a machine in a watched country: the same report saw room metadata relayed to servers believed to be in China. */
export const roomDataToWatchedCountry: Rule = {
  id: 'room-data-to-watched-country',
  severity: 'warning',
  find: ({ destination, subject }, knowledge, policy) =>
    subject === 'room-data' ? watchedLocation(destination, knowledge, policy) : [],
};
