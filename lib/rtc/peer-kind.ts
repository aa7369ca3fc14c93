import type { IpAddress } from '../address';
import { rangeOf } from '../address-range';
import type { Candidate } from '../observation';
import type { SpecialRange } from '../special-range';
import type { RemoteDescription } from './remote-description';

/**
 * Whether the far end of a path is a machine of a service or another participant's.
 * A person's address is never located, stored or exported, so every doubt ends as `person`.
 *
 * A server is
 * 1. whoever says `a=ice-lite`: allowed only to hosts reachable from everywhere (RFC 8445 §2.5);
 * 2. whoever writes descriptions as a known media server does (`SERVER_MARKS`): a description is
 *    authenticated by the checks' password, so all its addresses are its writer's;
 * 3. a remote `relay` candidate: the address is a TURN server's, whoever is behind it;
 * 4. an endpoint whose candidates are all `host` on public addresses, with a session description
 *    no browser engine wrote: people sit behind translators and mDNS names, media servers don't;
 * 5. a loopback address with such a description: a server on this very machine.
 *
 * A native app in a peer-to-peer call on a public address without a translator may be taken for a
 * server by 4. Any other server that lists a private address beside its public one, or that lets a browser
 * engine write its description, is taken for a person: its country is then not shown.
 */
export function peerKind(remote: Candidate, description: RemoteDescription): 'server' | 'person' {
  if (description.iceLite || description.byMediaServer || remote.type === 'relay') return 'server';
  if (description.madeBy !== 'other' || remote.type !== 'host') return 'person';
  if (rangeOfCandidate(remote.address) === 'loopback') return 'server';
  const everywhere = [remote, ...description.candidates].every(
    ({ type, address }) => type === 'host' && rangeOfCandidate(address) === 'public',
  );
  return everywhere ? 'server' : 'person';
}

/** A name (`null`) is nobody's public address: browsers hide people's behind mDNS names. */
function rangeOfCandidate(address: IpAddress | null): SpecialRange | 'public' | 'hidden' {
  return address === null ? 'hidden' : rangeOf(address);
}
