import type { Rule } from './rule';
import { watchedLocation } from './watched-location';

/** Anything else loaded from a watched country tells a machine there that this person opened this page. */
export const otherToWatchedCountry: Rule = {
  id: 'other-to-watched-country',
  severity: 'notice',
  find: ({ destination, subject }, knowledge, policy) =>
    subject === 'other' ? watchedLocation(destination, knowledge, policy) : [],
};
