import { isReadableOnTheWay } from '../readable-on-the-way';
import type { Rule } from './rule';

/**
 * HTTP or WebSocket without TLS: everybody on the way can read it. The 2021 report found user and
 * room ids in clear.
 */
export const cleartext: Rule = {
  id: 'cleartext',
  severity: 'warning',
  find: ({ destination: { endpoint }, transport, subject, outcome }) => {
    // What reached nobody could be read by nobody: names that don't exist, refused connections.
    if (outcome !== 'reached' || !isReadableOnTheWay(endpoint, transport)) return [];
    return [{ kind: 'cleartext', transport, subject }];
  },
};
