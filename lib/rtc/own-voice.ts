import type { PageReport, SenderFacts } from './page-report';

/**
 * Whether a connection has something of its user's to send: a live audio track that neither the
 * page nor the browser mutes. Of a muted track silence is sent (W3C mediacapture-main §4.3.1).
 * Which of several senders belongs to which transport isn't asked: one that is open counts for all.
 */
export function isMicrophoneOpen({ senders }: Pick<PageReport, 'senders'>): boolean {
  return senders.some(isOpen);
}

function isOpen({ kind, enabled, muted, readyState }: SenderFacts): boolean {
  return kind === 'audio' && enabled && !muted && readyState === 'live';
}
