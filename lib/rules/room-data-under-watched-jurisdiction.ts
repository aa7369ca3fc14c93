import type { Rule } from './rule';
import { watchedControl } from './watched-control';

/** Room data is handled by a company that a watched country's law reaches. */
export const roomDataUnderWatchedJurisdiction: Rule = {
  id: 'room-data-under-watched-jurisdiction',
  severity: 'warning',
  find: ({ destination, subject }, knowledge, policy) =>
    subject === 'room-data' ? watchedControl(destination, knowledge, policy) : [],
};
