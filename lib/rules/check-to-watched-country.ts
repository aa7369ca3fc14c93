import type { Rule } from './rule';
import { watchedLocation } from './watched-location';

/** A latency check reaches a watched country. Clubhouse promised in February 2021 to stop such pings, which carried the user's id. */
export const checkToWatchedCountry: Rule = {
  id: 'check-to-watched-country',
  severity: 'notice',
  find: ({ destination, subject }, knowledge, policy) =>
    subject === 'check' ? watchedLocation(destination, knowledge, policy) : [],
};
