import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseIceServerUrl } from '../../lib/rtc/ice-servers';

describe('reads what browsers contact', () => {
  test.each([
    ['stun:stun.example', 'stun', 'udp', 'stun.example', null, 3478],
    ['stun:stun.example:19302', 'stun', 'udp', 'stun.example', null, 19302],
    ['stuns:stun.example', 'stun', 'tls', 'stun.example', null, 5349],
    ['turn:turn.example', 'turn', 'udp', 'turn.example', null, 3478],
    ['turn:turn.example?transport=udp', 'turn', 'udp', 'turn.example', null, 3478],
    ['turn:turn.example:80?transport=tcp', 'turn', 'tcp', 'turn.example', null, 80],
    ['turns:turn.example', 'turn', 'tls', 'turn.example', null, 5349],
    ['turns:turn.example:443?transport=tcp', 'turn', 'tls', 'turn.example', null, 443],
    ['TURNS:Turn.Example:443?Transport=TCP', 'turn', 'tls', 'turn.example', null, 443],
    ['turn:203.0.113.9:3478', 'turn', 'udp', null, '203.0.113.9', 3478],
    ['turn:[2001:DB8::9]?transport=tcp', 'turn', 'tcp', null, '2001:db8::9', 3478],
    ['stun:[2001:db8::9]:5000', 'stun', 'udp', null, '2001:db8::9', 5000],
    ['turn:8-8-8-8.edge.example:4713', 'turn', 'udp', '8-8-8-8.edge.example', null, 4713],
  ] as const)('%s', (url, role, transport, hostname, address, port) => {
    expect(parseIceServerUrl(url)).toEqual({
      role,
      transport,
      endpoint: { hostname, address, port },
    });
  });
});

test.each([
  '',
  'stun:',
  'http://turn.example',
  'turn://turn.example',
  'turn:user@turn.example',
  'turn:turn.example/path',
  'turn:turn.example:0',
  'turn:turn.example:65536',
  'turn:turn.example:123456',
  'stun:stun.example?transport=udp',
  'turns:turn.example?transport=udp',
  'turn:turn.example?transport=sctp',
  'turn:turn.example?foo=bar',
  'turn:[::1',
  'turn:[fe80::1%25eth0]',
  'turn:[1.2.3.4]',
  'turn:[]',
  'turn:a b',
  `turn:${'a'.repeat(300)}`,
])('refuses %j', (url) => {
  expect(parseIceServerUrl(url)).toBeNull();
});

test('any text is read or refused, never thrown at', () => {
  const url = fc.oneof(
    fc.string(),
    fc
      .tuple(fc.constantFrom('stun:', 'turn:', 'turns:', 'stuns:'), fc.string())
      .map((x) => x.join('')),
  );
  fc.assert(
    fc.property(url, (text) => {
      const port = parseIceServerUrl(text)?.endpoint.port ?? 1;
      return port >= 1 && port <= 65535;
    }),
  );
});
