import { type IpAddress, parseAddress } from '../address';
import type { CandidateType } from '../observation';
import { SERVER_MARKS } from './page-report';

/** A candidate the far end signalled. */
export interface SignalledCandidate {
  readonly type: CandidateType;
  /** `null` for an mDNS name (RFC 8828 lets browsers hide local addresses) or any other name. */
  readonly address: IpAddress | null;
  readonly port: number;
  readonly protocol: 'udp' | 'tcp';
}

/** What the far end's session description says of the far end itself. */
export interface RemoteDescription {
  /** RFC 8445 §2.5: only hosts reachable from everywhere may be lite, so browsers never are. */
  readonly iceLite: boolean;
  /** It has a mark of a known media server. */
  readonly byMediaServer: boolean;
  /** Whether a browser's own engine wrote it, as far as its origin line tells. */
  readonly madeBy: 'browser' | 'other' | 'unknown';
  readonly candidates: readonly SignalledCandidate[];
}

/**
 * libwebrtc (Chromium, Safari, many native apps): a random 63-bit session id and the loopback
 * address. Servers that write SDP by hand in that style use short ids (Agora's SDK: `o=- 0 0`);
 * fewer than ten digits happen to a random 63-bit number once in 10⁹.
 */
const LIBWEBRTC_ORIGIN = /^o=- \d{10,20} \d+ IN IP4 127\.0\.0\.1$/;

/** Firefox signs its origin line. */
const FIREFOX_ORIGIN = /^o=\S*THIS_IS_SDPARTA/;

/** RFC 8839 §5.1: `candidate:foundation component transport priority address port typ type …`. */
const CANDIDATE =
  /^a=candidate:\S+ \d+ (udp|tcp) \d+ (\S+) (\d{1,5}) typ (host|srflx|prflx|relay)\b/i;

/** Reads the lines that matter of a remote session description; unreadable ones are passed over. */
export function parseRemoteDescription(lines: readonly string[]): RemoteDescription {
  const trimmed = lines.map((line) => line.trimEnd());
  const origin = trimmed.find((line) => line.startsWith('o='));
  return {
    byMediaServer: SERVER_MARKS.some((mark) => lines.includes(mark)),
    iceLite: trimmed.includes('a=ice-lite'),
    madeBy: origin === undefined ? 'unknown' : isBrowserOrigin(origin) ? 'browser' : 'other',
    candidates: trimmed.flatMap((line) => parseCandidateLine(line) ?? []),
  };
}

function isBrowserOrigin(origin: string): boolean {
  return LIBWEBRTC_ORIGIN.test(origin) || FIREFOX_ORIGIN.test(origin);
}

function parseCandidateLine(line: string): SignalledCandidate | null {
  const [, protocol, address, port, type] = CANDIDATE.exec(line) ?? [];
  if (protocol === undefined || address === undefined || Number(port) > 65535) return null;
  return {
    type: type?.toLowerCase() as CandidateType,
    address: parseAddress(address),
    port: Number(port),
    protocol: protocol.toLowerCase() as 'udp' | 'tcp',
  };
}
