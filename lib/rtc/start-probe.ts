import { watchSound } from '../sound/watch-sound';
import { append, postMessage } from './captured-globals';
import { peerConnection } from './peer-connection-natives';
import { offerPort } from './port-hand-over';
import { watchPeerConnections } from './watch-peer-connections';

/** Page world, document_start: watches what page scripts do and reports through a port of its own. */
export function startProbe(): void {
  const stops: (() => void)[] = [];
  const port = offerPort(document, () => {
    for (let i = 0; i < stops.length; i += 1) stops[i]?.();
  });
  const report = (facts: unknown) => postMessage(port, facts);
  if (peerConnection !== null) {
    append(stops, watchPeerConnections(window, peerConnection, report));
  }
  append(stops, watchSound(report));
}
