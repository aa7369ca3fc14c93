import { parseUrlHostAddress } from '../address-literal';
import { parseHostname } from '../hostname';
import type { Endpoint } from '../observation';

const SCHEMES = {
  'ws:': { transport: 'ws', port: 80 },
  'wss:': { transport: 'wss', port: 443 },
  'http:': { transport: 'http', port: 80 },
  'https:': { transport: 'https', port: 443 },
} as const;

/** @returns `null` for what isn't the origin of a machine on the network. */
export function parseOrigin(text: string) {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port } = new URL(text);
  const scheme = SCHEMES[protocol as keyof typeof SCHEMES];
  const address = parseUrlHostAddress(hostname);
  const name = address === null ? parseHostname(hostname) : null;
  if (scheme === undefined || (address === null && name === null)) return null;
  const endpoint: Endpoint = { hostname: name, address, port: Number(port || scheme.port) };
  return { endpoint, transport: scheme.transport };
}
