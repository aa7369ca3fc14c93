import { rangeOf } from '../address-range';
import type { Rule } from './rule';

/**
 * HTTP or WebSocket without TLS: everybody on the way can read it. The 2021 report found user and
 * room ids in clear. Traffic that never leaves this computer has nobody on the way.
 */
export const cleartext: Rule = {
  id: 'cleartext',
  severity: 'warning',
  find: ({ destination: { endpoint }, transport, subject, outcome }) => {
    // What reached nobody could be read by nobody: names that don't exist, refused connections.
    if (outcome !== 'reached') return [];
    if (transport !== 'http' && transport !== 'ws') return [];
    if (endpoint.address !== null && rangeOf(endpoint.address) === 'loopback') return [];
    if (endpoint.hostname === 'localhost') return [];
    return [{ kind: 'cleartext', transport, subject }];
  },
};
