import type { BrowserPage, BrowserSession } from '../../../cli/browsers/session';
import type { TabReport } from '../../../lib/report/tab-report';
import { reportWhere } from '../site/browsers';
import { JANUS_PORT, JANUS_ROOM, MACHINES } from './machines';

/** The page of an audio room; its parameters are said in `fixtures/audio-room.ts`. */
export function roomUrl(parameters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({
    room: String(JANUS_ROOM),
    sfu: `wss://${MACHINES.sfu.names[0]}:${JANUS_PORT}`,
    media: MACHINES.sfu.address,
    ...parameters,
  });
  return `https://jam.systems/audio-room.html?${query}`;
}

/** The row of media that goes to an address, once bytes of it were counted. */
export function voiceTo(report: TabReport, address: string) {
  return report.destinations.find(
    (row) =>
      row.traffic === 'media' && row.endpoint.address === address && (row.bytesSent ?? 0) > 0,
  );
}

export function talkingTo(session: BrowserSession, page: BrowserPage, address: string) {
  return reportWhere(
    session,
    page,
    `voice to ${address}`,
    (it) => voiceTo(it, address) !== undefined,
  );
}
