import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// The clock is captured as the modules load, so it has to be one that a test can move by then.
vi.hoisted(() => {
  AbortSignal.timeout = (milliseconds) => {
    const ended = new AbortController();
    setTimeout(() => ended.abort(), milliseconds);
    return ended.signal;
  };
});

import type { PageReport } from '../../lib/rtc/page-report';
import type { PeerConnectionNatives } from '../../lib/rtc/peer-connection-natives';
import { watchPeerConnections } from '../../lib/rtc/watch-peer-connections';

const SECOND = 1000;

/** What opens servers, keys of the session, and names: of people, tracks, channels and rooms. */
const SDP = [
  'v=0',
  'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
  's=secret-session',
  'i=secret-room',
  'a=ice-ufrag:secret-ufrag',
  'a=ice-pwd:secret-password',
  'a=fingerprint:sha-256 secret-fingerprint',
  'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret-key',
  'a=identity:secret-identity',
  'a=msid:secret-stream secret-track',
  'a=ssrc:1 cname:secret-name',
  'a=candidate:1 1 udp 1 3.80.0.10 9 typ host',
  '',
].join('\r\n');

const STATISTICS = [
  {
    type: 'local-candidate',
    id: 'L',
    candidateType: 'relay',
    usernameFragment: 'secret-ufrag',
    foundation: 'secret-foundation',
  },
  { type: 'outbound-rtp', id: 'O', trackIdentifier: 'secret-track', kind: 'audio', bytesSent: 1 },
  { type: 'data-channel', id: 'D', label: 'secret-label', protocol: 'secret', bytesSent: 1 },
  { type: 'certificate', id: 'C', fingerprint: 'secret-fingerprint', base64Certificate: 'secret' },
  { type: 'peer-connection', id: 'P', name: 'secret-name' },
];

const track = { kind: 'audio', enabled: true, muted: false, readyState: 'live' };

/** As much of a peer connection as the probe asks. */
class Connection extends EventTarget {
  state = 'new';
  answers = true;
  setLocalDescription(): void {}
  setRemoteDescription(_: unknown): void {}
  close(): void {
    this.state = 'closed';
  }
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('iceconnectionstatechange'));
  }
}

let looks: number;
let reports: PageReport[];
let stop: () => void;
let Page: typeof Connection;

beforeEach(() => {
  vi.useFakeTimers();
  [looks, reports] = [0, []];
  Page = class extends Connection {
    override setLocalDescription(): void {}
    override setRemoteDescription(_: unknown): void {}
    override close(): void {
      super.close();
    }
  };
  const natives = {
    prototype: Page.prototype,
    getStats: ({ answers }: Connection) => {
      looks += 1;
      return answers ? Promise.resolve(STATISTICS) : new Promise(() => {});
    },
    forEachStat: (stats: readonly object[], each: (stat: object) => void) => stats.forEach(each),
    getConfiguration: () => ({
      iceServers: [
        {
          urls: ['turn:relay.example:3478', 'stun:relay.example:3478'],
          username: '1790000000:secret',
          credential: 'secret-credential',
        },
      ],
      certificates: ['secret-certificate'],
      peerIdentity: 'secret-identity',
    }),
    iceConnectionState: ({ state }: Connection) => state,
    iceGatheringState: () => 'complete',
    remoteDescription: () => ({ sdp: SDP }),
    sdp: ({ sdp }: { readonly sdp: string }) => sdp,
    getSenders: () => [{ track: { ...track, id: 'secret-track', label: 'secret-microphone' } }],
    trackOf: (sender: { readonly track: object }) => sender.track,
    track: {
      kind: () => track.kind,
      enabled: () => track.enabled,
      muted: () => track.muted,
      readyState: () => track.readyState,
    },
    copyTransceivers: () => [],
  } as unknown as PeerConnectionNatives;
  stop = watchPeerConnections({}, natives, (report) => reports.push(report));
});
afterEach(() => vi.useRealTimers());

function connections(count: number): readonly Connection[] {
  return Array.from({ length: count }, () => {
    const made = new Page();
    made.setLocalDescription();
    made.setRemoteDescription({ type: 'offer', sdp: SDP });
    return made;
  });
}

async function looksWithin(milliseconds: number): Promise<number> {
  const before = looks;
  await vi.advanceTimersByTimeAsync(milliseconds);
  return looks - before;
}

describe('a connection', () => {
  it('is looked at twice as it changes, and then every two seconds', async () => {
    const [one] = connections(1);
    expect(await looksWithin(60 * SECOND)).toBe(0);
    one?.become('connected');
    await looksWithin(SECOND);
    expect(looks).toBe(2);
    expect(await looksWithin(60 * SECOND)).toBe(30);
  });

  it('is looked at once more as it is closed, and never again', async () => {
    const [one] = connections(1);
    one?.become('connected');
    await looksWithin(10 * SECOND);
    one?.close();
    one?.close();
    expect(await looksWithin(0)).toBe(0);
    expect(reports.at(-1)?.final).toBe(true);
    expect(await looksWithin(3600 * SECOND)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['failed', 'new'])('that is %s is no longer looked at', async (state) => {
    const [one] = connections(1);
    one?.become('connected');
    await looksWithin(10 * SECOND);
    one?.become(state);
    await looksWithin(3 * SECOND);
    expect(await looksWithin(3600 * SECOND)).toBe(0);
  });

  it('is asked nothing more before it has answered', async () => {
    const [one] = connections(1);
    if (one) one.answers = false;
    one?.become('connected');
    await looksWithin(60 * SECOND);
    expect(looks).toBe(1);
    expect(reports.map(({ answered }) => answered)).toEqual([false]);
  });

  it('is left alone once the extension is gone', async () => {
    const [one] = connections(1);
    one?.become('connected');
    await looksWithin(10 * SECOND);
    stop();
    expect(await looksWithin(3600 * SECOND)).toBe(0);
    one?.close();
    connections(1)[0]?.become('connected');
    expect(await looksWithin(3600 * SECOND)).toBeLessThanOrEqual(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('looks at 32 of five hundred connections at a time, and at each in its turn', async () => {
  for (const one of connections(500)) one.become('connected');
  await looksWithin(SECOND);
  reports.length = 0;
  expect(await looksWithin(2 * SECOND)).toBe(32);
  await looksWithin(32 * SECOND);
  expect(new Set(reports.map(({ connection }) => connection)).size).toBe(500);
});

it('hands on no credential, key or name', async () => {
  const [one] = connections(1);
  one?.become('connected');
  await looksWithin(3 * SECOND);
  one?.close();
  await looksWithin(SECOND);
  expect(reports.length).toBeGreaterThan(2);
  expect(JSON.stringify(reports)).not.toContain('secret');
  expect(reports.at(-1)).toMatchObject({
    iceServers: ['turn:relay.example:3478', 'stun:relay.example:3478'],
    remoteDescription: expect.arrayContaining([expect.stringMatching(/^a=candidate:1 /)]),
    stats: [{ type: 'local-candidate' }, { type: 'outbound-rtp' }, { type: 'data-channel' }],
  });
});
