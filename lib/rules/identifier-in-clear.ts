import { identifiersExposed } from './identifiers-exposed';
import type { Rule } from './rule';

/**
 * A room or a user is named in a request that everybody on the way can read, as the 2021 report
 * found. By a parameter's name alone it is a guess, and so a notice (see `assess`).
 */
export const identifierInClear: Rule = {
  id: 'identifier-in-clear',
  severity: 'warning',
  find: (sighting) => identifiersExposed(sighting, 'cleartext'),
};
