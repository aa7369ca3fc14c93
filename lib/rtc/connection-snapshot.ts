import {
  append,
  bare,
  getOwnPropertyDescriptor,
  indexOf,
  own,
  slice,
  startsWith,
} from './captured-globals';
import { copyServers } from './copy-servers';
import {
  DESCRIPTION_LINES,
  LONGEST_TEXT,
  MOST_LINES,
  MOST_SENDERS,
  MOST_STATS,
  ORIGIN_LINES,
  type PageReport,
  SERVER_MARKS,
  type SenderFacts,
  STATS_FIELDS,
  type StatsEntry,
} from './page-report';
import type { PeerConnectionNatives } from './peer-connection-natives';

// Page world: see the rules in `captured-globals`. The tables lose their prototypes so that a
// statistic of type `constructor` finds nothing.
const fieldsOf = bare({ ...STATS_FIELDS });

/** Everything of a report but the statistics, which come later. */
export type ConnectionFacts = Pick<
  PageReport,
  | 'iceState'
  | 'gatheringState'
  | 'transportPolicy'
  | 'iceServers'
  | 'turnUsers'
  | 'remoteDescription'
  | 'senders'
  | 'transceivers'
>;

/**
 * Reads a connection's state, runs no code of the page, and leaves no trace.
 * @param origin what {@link originLines} said of the remote description.
 */
export function describeConnection(
  natives: PeerConnectionNatives,
  pc: RTCPeerConnection,
  origin: readonly string[],
): ConnectionFacts {
  const configuration = natives.getConfiguration(pc);
  const { iceServers, turnUsers } = copyServers(configuration);
  const description = natives.remoteDescription(pc);
  const lines: string[] = [];
  for (let i = 0; i < origin.length; i += 1) append(lines, origin[i] as string);
  if (description !== null) addLines(lines, natives.sdp(description), DESCRIPTION_LINES);
  return {
    iceState: natives.iceConnectionState(pc),
    gatheringState: natives.iceGatheringState(pc),
    transportPolicy: textField(configuration, 'iceTransportPolicy'),
    iceServers,
    turnUsers,
    remoteDescription: lines,
    senders: sendersOf(natives, pc),
    transceivers: natives.copyTransceivers(pc),
  };
}

function sendersOf(natives: PeerConnectionNatives, pc: RTCPeerConnection): SenderFacts[] {
  const facts: SenderFacts[] = [];
  const senders = natives.getSenders(pc);
  for (let i = 0; i < senders.length && i < MOST_SENDERS; i += 1) {
    const track = natives.trackOf(senders[i] as RTCRtpSender);
    if (track === null) continue;
    const { kind, enabled, muted, readyState } = natives.track;
    append(facts, {
      kind: kind(track),
      enabled: enabled(track),
      muted: muted(track),
      readyState: readyState(track),
    });
  }
  return facts;
}

/** Copies the wanted fields of the wanted statistics. */
export function copyStats(natives: PeerConnectionNatives, report: RTCStatsReport): StatsEntry[] {
  const entries: StatsEntry[] = [];
  natives.forEachStat(report, (stat) => {
    const type = textField(stat, 'type');
    const fields = fieldsOf[type];
    if (fields === undefined || entries.length >= MOST_STATS) return;
    const entry = bare<Record<string, string | number | boolean>>({
      type,
      id: textField(stat, 'id'),
    });
    for (let i = 0; i < fields.length; i += 1) {
      const field = fields[i] as string;
      const value = own(stat, field);
      if (typeof value === 'number' || typeof value === 'boolean') entry[field] = value;
      else if (typeof value === 'string') entry[field] = slice(value, 0, LONGEST_TEXT);
    }
    append(entries, entry);
  });
  return entries;
}

function textField(target: object, field: string): string {
  const value = own(target, field);
  return typeof value === 'string' ? slice(value, 0, LONGEST_TEXT) : '';
}

/**
 * A description a page passes, exactly as it was written; empty when there is none to be read.
 * Only a plain field or a real RTCSessionDescription is read: a getter would be the page's code.
 */
export function passedSdp(natives: PeerConnectionNatives, description: unknown): string {
  if (typeof description !== 'object' || description === null) return '';
  const field = getOwnPropertyDescriptor(description, 'sdp');
  const sdp =
    field === undefined ? natives.sdp(description as RTCSessionDescription) : own(field, 'value');
  return typeof sdp === 'string' ? sdp : '';
}

/** The origin and `ice-lite` lines of a description, and the marks of a media server in it. */
export function originLines(sdp: string): readonly string[] {
  const lines: string[] = [];
  addLines(lines, sdp, ORIGIN_LINES);
  for (let i = 0; i < SERVER_MARKS.length; i += 1) {
    const mark = SERVER_MARKS[i] as string;
    if (indexOf(sdp, mark) >= 0) append(lines, mark);
  }
  return lines;
}

/** Not `split`: it asks `String.prototype` for a `Symbol.split` a page may define. */
function addLines(lines: string[], sdp: string, wanted: readonly string[]): void {
  let start = 0;
  while (start < sdp.length && lines.length < MOST_LINES) {
    const newline = indexOf(sdp, '\n', start);
    const end = newline < 0 ? sdp.length : newline;
    if (startsWithAny(sdp, start, wanted)) {
      append(lines, slice(slice(sdp, start, end), 0, LONGEST_TEXT));
    }
    start = end + 1;
  }
}

function startsWithAny(sdp: string, start: number, wanted: readonly string[]): boolean {
  for (let i = 0; i < wanted.length; i += 1) {
    if (startsWith(sdp, wanted[i] as string, start)) return true;
  }
  return false;
}
