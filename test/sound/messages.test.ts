import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProbeEvent } from '../../lib/rtc/probe-event';
import { parseOrigin } from '../../lib/sound/origin';
import { parseSoundReport } from '../../lib/sound/sound-report';

const FLOW = { frames: 50, bytes: 4000, traced: 0 };
const REPORT = {
  kind: 'sound',
  elapsed: 1000,
  microphone: { live: 1, open: 1, recorded: false, processed: true, encoded: 0 },
  playback: { decoded: 0, appended: 0, fresh: 0, scripted: false },
  channels: [
    {
      channel: 0,
      transport: 'websocket',
      origin: 'wss://room.example',
      sent: FLOW,
      received: FLOW,
    },
  ],
};
const EVENT = {
  kind: 'sound',
  at: 1,
  channel: 0,
  endpoint: { hostname: 'room.example', address: null, port: 443 },
  transport: 'wss',
  sent: 'microphone-pace',
  received: null,
  bytesSent: 4000,
  bytesReceived: 0,
};

/** One field of a message set to something else. */
const REPORTS_REFUSED: readonly (readonly [string, object])[] = [
  ['another kind', { kind: 'noise' }],
  ['time that runs backwards', { elapsed: -1 }],
  ['no microphone', { microphone: null }],
  ['half a playback', { playback: { decoded: 1 } }],
  ['channels that are no list', { channels: {} }],
  ['a channel that is none', { channels: [{ ...REPORT.channels[0], sent: null }] }],
  ['an unknown transport', { channels: [{ ...REPORT.channels[0], transport: 'pigeon' }] }],
  ['too many channels', { channels: Array.from({ length: 257 }, () => REPORT.channels[0]) }],
  ['a long origin', { channels: [{ ...REPORT.channels[0], origin: 'w'.repeat(301) }] }],
];

const EVENTS_REFUSED: readonly (readonly [string, object])[] = [
  ['neither direction', { sent: null }],
  ['an unknown basis', { sent: 'a feeling' }],
  ['a basis of the other direction', { sent: 'decoded' }],
  ['no endpoint', { endpoint: null }],
  ['a transport that carries no such sound', { transport: 'udp' }],
  ['bytes below nothing', { bytesSent: -1 }],
  ['half a channel', { channel: 0.5 }],
];

describe('what the page world says of sound', () => {
  it('is read as it is', () => expect(parseSoundReport(REPORT)).toEqual(REPORT));

  it.each(REPORTS_REFUSED)('is refused with %s', (_, change) => {
    expect(parseSoundReport({ ...REPORT, ...change })).toBeNull();
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (value) => void parseSoundReport(value)));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(REPORT)), fc.anything(), (field, value) => {
        parseSoundReport({ ...REPORT, [field]: value });
      }),
    );
  });
});

describe('what a frame says of sound', () => {
  it('is read as it is', () => expect(parseProbeEvent(EVENT)).toEqual(EVENT));

  it.each(EVENTS_REFUSED)('is refused with %s', (_, change) => {
    expect(parseProbeEvent({ ...EVENT, ...change })).toBeNull();
  });

  it('has no address beside a name: that is told by the browser', () => {
    const endpoint = { ...EVENT.endpoint, address: '1.1.1.1' };
    expect(parseProbeEvent({ ...EVENT, endpoint })).toEqual(EVENT);
  });

  it.each([
    [{ kind: 'microphone', state: 'on', read: true }, true],
    [{ kind: 'microphone', state: 'loud', read: true }, false],
    [{ kind: 'microphone', state: 'on' }, false],
  ])('of the microphone: %j', (event, isRead) => {
    expect(parseProbeEvent(event)).toEqual(isRead ? event : null);
  });
});

describe('an origin', () => {
  it.each([
    ['wss://room.example', 'room.example', null, 443, 'wss'],
    ['ws://room.example:8080', 'room.example', null, 8080, 'ws'],
    ['https://1.1.1.1', null, '1.1.1.1', 443, 'https'],
    ['wss://[2606:4700::1111]:1', null, '2606:4700::1111', 1, 'wss'],
  ])('%s', (text, hostname, address, port, transport) => {
    expect(parseOrigin(text)).toEqual({ endpoint: { hostname, address, port }, transport });
  });

  it.each(['', 'null', 'blob:https://room.example/1', 'data:,'])('is not %j', (text) => {
    expect(parseOrigin(text)).toBeNull();
  });
});
