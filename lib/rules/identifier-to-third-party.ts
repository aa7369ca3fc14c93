import { identifiersExposed } from './identifiers-exposed';
import type { Rule } from './rule';

/**
 * Another site is told which room or user it is, in the address of a request. Most rooms tell the
 * companies that carry them, and their counters: a note.
 */
export const identifierToThirdParty: Rule = {
  id: 'identifier-to-third-party',
  severity: 'info',
  find: (sighting) => identifiersExposed(sighting, 'third-party'),
};
