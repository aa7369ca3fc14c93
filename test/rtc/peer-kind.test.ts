import { describe, expect, test } from 'vitest';
import type { IpAddress } from '../../lib/address';
import type { CandidateType } from '../../lib/observation';
import { peerKind } from '../../lib/rtc/peer-kind';
import type { RemoteDescription } from '../../lib/rtc/remote-description';

const candidate = (type: CandidateType, address: string | null, port = 20000) =>
  ({ type, address: address as IpAddress | null, port, protocol: 'udp' }) as const;

const description = (
  madeBy: RemoteDescription['madeBy'],
  candidates: RemoteDescription['candidates'] = [],
  { iceLite = false, byMediaServer = false } = {},
): RemoteDescription => ({ madeBy, candidates, iceLite, byMediaServer });

const LITE = { iceLite: true };
const MARKED = { byMediaServer: true };

const PUBLIC = '114.114.114.114';
const PUBLIC6 = '2408:8000::1';

describe('a server', () => {
  test.each([
    ['says ice-lite', candidate('host', PUBLIC), description('other', [], LITE)],
    [
      'says ice-lite, in a description made by the browser',
      candidate('host', PUBLIC),
      description('browser', [], LITE),
    ],
    [
      'says ice-lite, on a private network',
      candidate('host', '10.0.0.5'),
      description('other', [], LITE),
    ],
    ['says ice-lite, address withheld', candidate('prflx', null), description('other', [], LITE)],
    [
      'has the marks of one, on a private network',
      candidate('host', '10.0.0.5'),
      description('browser', [candidate('srflx', PUBLIC)], MARKED),
    ],
    [
      'has the marks of one, address withheld',
      candidate('prflx', null),
      description('other', [], MARKED),
    ],
    ['is a TURN server', candidate('relay', PUBLIC), description('browser')],
    [
      'has only public hosts',
      candidate('host', PUBLIC),
      description('other', [candidate('host', PUBLIC), candidate('host', PUBLIC6)]),
    ],
    ['has a mapped address', candidate('host', `::ffff:${PUBLIC}`), description('other')],
    ['runs on this machine', candidate('host', '127.0.0.1'), description('other')],
    [
      'runs on this machine beside others',
      candidate('host', '::1'),
      description('other', [candidate('host', '10.0.0.5')]),
    ],
  ])('%s', (_, remote, said) => {
    expect(peerKind(remote, said)).toBe('server');
  });
});

describe('a person, or too little is known', () => {
  test.each([
    ['browser on a public address', candidate('host', PUBLIC), description('browser')],
    ['browser on loopback', candidate('host', '127.0.0.1'), description('browser')],
    ['no description', candidate('host', PUBLIC), description('unknown')],
    ['behind a translator', candidate('srflx', PUBLIC), description('other')],
    ['peer-reflexive', candidate('prflx', PUBLIC), description('other')],
    ['address withheld', candidate('prflx', null), description('other')],
    ['mDNS name', candidate('host', null), description('other')],
    [
      'an mDNS name beside',
      candidate('host', PUBLIC),
      description('other', [candidate('host', null)]),
    ],
    [
      'a private address beside',
      candidate('host', PUBLIC),
      description('other', [candidate('host', '192.168.1.4')]),
    ],
    [
      'a translator beside',
      candidate('host', PUBLIC),
      description('other', [candidate('srflx', '1.2.3.4')]),
    ],
    [
      'a relay beside',
      candidate('host', PUBLIC),
      description('other', [candidate('relay', '1.2.3.4')]),
    ],
    ['private', candidate('host', '192.168.1.4'), description('other')],
    ['carrier-grade NAT', candidate('host', '100.64.0.9'), description('other')],
    ['unique local', candidate('host', 'fd00::2'), description('other')],
    ['link-local', candidate('host', 'fe80::2'), description('other')],
    ['private in a mapped address', candidate('host', '::ffff:192.168.1.4'), description('other')],
    [
      'loopback beside a public one',
      candidate('host', PUBLIC),
      description('other', [candidate('host', '127.0.0.1')]),
    ],
  ])('%s', (_, remote, said) => {
    expect(peerKind(remote, said)).toBe('person');
  });
});
