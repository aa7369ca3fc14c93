import type { IpAddress } from '../address';
import { parseUrlHostAddress } from '../address-literal';
import { type Hostname, parseHostname } from '../hostname';
import type { Endpoint, Via } from '../observation';
import type { ResourceHost } from '../resource-host';
import { addressesIn } from './addresses-needed';
import { type Bench, observe } from './observe';
import { addGap, type PageRecord } from './page-record';

interface Lister {
  readonly via: Via;
  readonly origin: string | null;
  readonly at: number;
  readonly frame: string;
}

/**
 * Hosts that a frame's own list names (Resource Timing) and nobody saw: a row that says so where
 * the browser would have shown them, otherwise a gap.
 */
export function noteListedHosts(
  record: PageRecord,
  hosts: readonly ResourceHost[],
  { via, origin, at, frame }: Lister,
  bench: Bench,
): void {
  for (const host of hosts) {
    const endpoint = endpointOf(host);
    const name = endpoint.address ?? endpoint.hostname;
    if (name === null || record.hosts.has(name)) continue;
    if (isShown(record, name, bench)) {
      const transport = host.scheme;
      const listed = { kind: 'listed', at, endpoint, transport, via, origin } as const;
      observe(record, listed, frame, bench);
    } else addGap(record, { kind: 'unseen-host', host: name });
  }
}

/** The addresses that are located when such hosts become rows. */
export function addressesListed(hosts: readonly ResourceHost[]): readonly IpAddress[] {
  return hosts.flatMap((host) => addressesIn(endpointOf(host)));
}

function endpointOf({ host, port }: ResourceHost): Endpoint {
  const address = parseUrlHostAddress(host);
  return { hostname: address === null ? parseHostname(host) : null, address, port };
}

/** Whether the browser shows us requests to that host, as far as can be told by its name. */
function isShown(record: PageRecord, name: Hostname | IpAddress, { knowledge }: Bench): boolean {
  if (record.coverage === 'full' || name === record.host) return true;
  return knowledge.vendorOfHost(name as Hostname) !== null;
}
