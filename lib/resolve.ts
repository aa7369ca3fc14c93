import type { Destination, Knowledge } from './destination';
import type { Location } from './geo/location';
import type { Endpoint } from './observation';
import { isPublicName } from './public-name';

/**
 * Says where an endpoint is and whose it is, as two facts.
 * @param proxied the browser itself says that a proxy stands between.
 */
export function resolve(endpoint: Endpoint, proxied: boolean, knowledge: Knowledge): Destination {
  const { hostname, address } = endpoint;
  const vendor = hostname && knowledge.vendorOfHost(hostname);
  const seen = address && !proxied ? knowledge.factsOf(address) : null;
  if (seen !== null && !isFake(endpoint, seen.location)) {
    return { endpoint, locatedBy: 'address', ...seen, vendor };
  }
  const written = hostname && knowledge.addressInHost(hostname);
  if (written !== null) {
    return { endpoint, locatedBy: 'host-name', ...knowledge.factsOf(written), vendor };
  }
  const because = proxied || seen !== null ? 'hidden-by-proxy' : 'not-observed';
  return { endpoint, locatedBy: null, location: unknown(because), network: null, vendor };
}

/**
 * A name the whole internet knows at an address nobody can reach from outside: a proxy or VPN on
 * this computer answers in the server's place (Clash and Surge hand out 198.18.0.0/15, others
 * loopback or private addresses).
 */
function isFake({ hostname }: Endpoint, location: Location): boolean {
  const isSpecial = !location.known && location.because === 'special';
  return isSpecial && hostname !== null && isPublicName(hostname);
}

/** The far end is another participant: never looked up, never kept. */
export function person(): Destination {
  return {
    endpoint: { hostname: null, address: null, port: null },
    locatedBy: null,
    location: unknown('person'),
    network: null,
    vendor: null,
  };
}

function unknown(because: 'not-observed' | 'hidden-by-proxy' | 'person'): Location {
  return { known: false, because, detail: '', answers: [] };
}
