import { postMessage } from './captured-globals';
import { peerConnection } from './peer-connection-natives';
import { offerPort } from './port-hand-over';
import { watchPeerConnections } from './watch-peer-connections';

/** Page world, document_start: watches peer connections and reports through a port of its own. */
export function startProbe(): void {
  if (peerConnection === null) return;
  let stop = () => {};
  const port = offerPort(document, () => stop());
  stop = watchPeerConnections(window, peerConnection, (report) => postMessage(port, report));
}
