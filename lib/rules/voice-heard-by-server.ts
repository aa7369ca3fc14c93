import { isHeardByServer } from '../hearing';
import type { Rule } from './rule';

/**
 * Whoever runs the media server can listen: the page adds no end-to-end encryption. So it is with
 * nearly every room there is, and mixing sound needs it; a note, then, and never a headline.
 */
export const voiceHeardByServer: Rule = {
  id: 'voice-heard-by-server',
  severity: 'info',
  find: ({ subject, hearing, outcome }) =>
    subject === 'voice' && outcome === 'reached' && isHeardByServer(hearing)
      ? [{ kind: 'hearing', hearing }]
      : [],
};
