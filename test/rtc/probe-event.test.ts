import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_HOSTS } from '../../lib/resource-host';
import { parseProbeEvent } from '../../lib/rtc/probe-event';
import { runs } from '../fuzz-runs';

const remote = { type: 'host', address: '114.114.114.114', port: 20000, protocol: 'udp' };
const endpoint = { hostname: 'turn.example', address: '8.8.8.8', port: 443 };
const pair = {
  kind: 'candidate-pair',
  at: 1_795_447_397_561,
  connection: 3,
  state: 'in-use',
  remote,
  peer: 'server',
  turn: { endpoint, transport: 'tls' },
  carried: {
    audio: { sent: 7, received: 0 },
    video: { sent: 0, received: 0 },
    data: { sent: 1, received: 0 },
  },
  ownVoice: 'now',
  sound: 'plain',
  bytesSent: 10,
  bytesReceived: 0,
  roundTripTime: 0.04,
  software: [{ software: 'janus', mark: 'description' }],
};
const iceServer = {
  kind: 'ice-server',
  at: 1,
  connection: 0,
  endpoint: { ...endpoint, address: null },
  transport: 'udp',
  role: 'stun',
  outcome: 'attempted',
};
const hosts = {
  kind: 'resource-hosts',
  hosts: [
    { scheme: 'https', host: 'cdn.example', port: 443 },
    { scheme: 'http', host: '[2001:db8::1]', port: 8080 },
  ],
};

describe('reads', () => {
  test.each([
    { kind: 'hello', returned: false },
    { kind: 'goodbye' },
    { kind: 'dropped', count: 4 },
    pair,
    { ...pair, turn: null, roundTripTime: null },
    {
      ...pair,
      turn: { endpoint: { hostname: null, address: null, port: null }, transport: 'udp' },
    },
    iceServer,
    hosts,
  ])('$kind', (event) => {
    expect(parseProbeEvent(event)).toEqual(event);
  });

  test('and leaves behind what it does not know', () => {
    const more = { credential: 'secret', via: 'page', origin: 'https://a.example' };
    const stuffed = {
      ...pair,
      ...more,
      remote: { ...remote, ...more },
      carried: { ...pair.carried, ...more, audio: { ...pair.carried.audio, ...more } },
      turn: { transport: 'tls', ...more, endpoint: { ...endpoint, ...more } },
    };
    expect(parseProbeEvent(stuffed)).toEqual(pair);
    expect(parseProbeEvent({ kind: 'hello', returned: true, ...more })).toEqual({
      kind: 'hello',
      returned: true,
    });
  });

  test("and drops a person's address and what program they use", () => {
    expect(parseProbeEvent({ ...pair, peer: 'person' })).toEqual({
      ...pair,
      peer: 'person',
      remote: { ...remote, address: null, port: null },
      software: [],
    });
  });

  test.each([
    ['a TURN server over UDP', { role: 'turn' }, true],
    ['one over TLS, which hides it', { role: 'turn', transport: 'tls' }, false],
    ['a STUN server, which asks nobody', {}, false],
  ])('and that a user was named to %s', (_, more, isKept) => {
    const parsed = parseProbeEvent({ ...iceServer, ...more, namesUser: true });
    expect(parsed).toEqual({ ...iceServer, ...more, ...(isKept ? { namesUser: true } : {}) });
  });

  test('and writes addresses and names in one way', () => {
    const event = {
      ...iceServer,
      endpoint: { hostname: 'TURN.Example.', address: '2001:DB8:0:0::1', port: 1 },
    };
    expect(parseProbeEvent(event)).toMatchObject({
      endpoint: { hostname: 'turn.example', address: '2001:db8::1' },
    });
  });
});

const host = hosts.hosts[0];
describe('refuses', () => {
  test.each([
    null,
    undefined,
    'hello',
    [],
    {},
    { kind: 'Hello' },
    { kind: 'constructor' },
    { kind: 'dropped' },
    { kind: 'dropped', count: -1 },
    { kind: 'dropped', count: 1.5 },
    { kind: 'dropped', count: '4' },
    { ...pair, at: Number.NaN },
    { ...pair, connection: -1 },
    { ...pair, state: 'used' },
    { ...pair, peer: 'robot' },
    { ...pair, sound: undefined },
    { ...pair, sound: 'silent' },
    { ...pair, bytesSent: Number.POSITIVE_INFINITY },
    { ...pair, bytesReceived: null },
    { ...pair, roundTripTime: -1 },
    { ...pair, roundTripTime: undefined },
    { ...pair, software: undefined },
    { ...pair, software: 'janus' },
    { ...pair, software: [null] },
    { ...pair, software: [{ software: 'janus', mark: 'channel' }] },
    { ...pair, software: [{ software: 'room 17', mark: 'description' }] },
    { ...pair, software: Array(33).fill({ software: 'janus', mark: 'description' }) },
    { ...pair, remote: null },
    { ...pair, remote: { ...remote, address: 'stun.example' } },
    { ...pair, remote: { ...remote, address: undefined } },
    { ...pair, remote: { ...remote, address: '1.1.1.1'.repeat(99) } },
    { ...pair, remote: { ...remote, port: 65536 } },
    { ...pair, remote: { ...remote, type: 'toString' } },
    { ...pair, remote: { ...remote, protocol: 'sctp' } },
    { ...pair, carried: { ...pair.carried, audio: true } },
    { ...pair, carried: { ...pair.carried, data: { sent: -1, received: 0 } } },
    { ...pair, carried: { audio: pair.carried.audio } },
    { ...pair, ownVoice: true },
    { ...pair, ownVoice: undefined },
    { ...pair, turn: undefined },
    { ...pair, turn: { endpoint, transport: 'dtls' } },
    { ...pair, turn: { endpoint: { ...endpoint, hostname: 'a'.repeat(256) }, transport: 'udp' } },
    { ...iceServer, endpoint: null },
    { ...iceServer, role: 'turns' },
    { ...iceServer, outcome: 'pinged' },
    { kind: 'resource-hosts', hosts: [] },
    { kind: 'resource-hosts', hosts: {} },
    { kind: 'resource-hosts', hosts: [host, null] },
    { kind: 'resource-hosts', hosts: Array(MOST_HOSTS + 1).fill(host) },
    { kind: 'resource-hosts', hosts: [{ ...host, scheme: 'ftp' }] },
    { kind: 'resource-hosts', hosts: [{ ...host, host: '' }] },
    { kind: 'resource-hosts', hosts: [{ ...host, host: 'a.example/room/secret' }] },
    { kind: 'resource-hosts', hosts: [{ ...host, host: 'user@a.example' }] },
    { kind: 'resource-hosts', hosts: [{ ...host, host: 'a'.repeat(256) }] },
    { kind: 'resource-hosts', hosts: [{ ...host, port: 99999 }] },
  ])('%j', (event) => {
    expect(parseProbeEvent(event)).toBeNull();
  });
});

/** A message with one value somewhere replaced by anything. */
const damaged = fc
  .tuple(fc.constantFrom(pair, iceServer, hosts), fc.nat(40), fc.anything())
  .map(([event, at, value]) => {
    let left = at;
    const swap = (node: unknown): unknown => {
      left -= 1;
      if (left === 0) return value;
      if (Array.isArray(node)) return node.map(swap);
      if (typeof node !== 'object' || node === null) return node;
      return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, swap(inner)]));
    };
    return swap(event);
  });

test('whatever comes, it is refused or read, and what is read reads the same again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.object(), damaged), (value) => {
      const event = parseProbeEvent(value);
      if (event !== null) expect(parseProbeEvent(event)).toEqual(event);
    }),
    { numRuns: runs(2000) },
  );
});
