import { parseUrlHostAddress } from '../address-literal';
import { parseHostname } from '../hostname';
import type { Endpoint } from '../observation';

/** A STUN or TURN server as a page configures it. */
export interface IceServer {
  readonly role: 'stun' | 'turn';
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly endpoint: Endpoint;
}

/** RFC 7064 §3.1 and RFC 7065 §3.1: `scheme ":" host [":" port] ["?transport=" transport]`. */
const ICE_SERVER_URL =
  /^(stuns?|turns?):(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i;

/**
 * Reads an ICE server URL.
 * @returns `null` for what no browser would contact: another scheme, a path, a user name, a port
 * out of range, `transport` on a STUN URL (RFC 7064 has none), or TURN over DTLS.
 */
export function parseIceServerUrl(url: string): IceServer | null {
  const [, scheme = '', host = '', portText, over] = ICE_SERVER_URL.exec(url)?.map(lower) ?? [];
  const role = scheme.startsWith('turn') ? 'turn' : 'stun';
  const secure = scheme.endsWith('s');
  if (scheme === '' || (role === 'stun' && over !== undefined)) return null;
  if (secure && over === 'udp') return null;
  const address = parseUrlHostAddress(host);
  const hostname = address === null ? parseHostname(host) : null;
  // Default ports: RFC 7064 §3.2, RFC 7065 §3.2.
  const port = portText === undefined ? (secure ? 5349 : 3478) : Number(portText);
  if ((address === null && hostname === null) || port === 0 || port > 65535) return null;
  return {
    role,
    transport: secure ? 'tls' : over === 'tcp' ? 'tcp' : 'udp',
    endpoint: { hostname, address, port },
  };
}

function lower(part: string | undefined): string | undefined {
  return part?.toLowerCase();
}
