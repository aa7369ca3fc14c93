import { getOwnPropertyDescriptor, getPrototypeOf, hasOwn, weakMap } from '../rtc/captured-globals';
import {
  replaceValue,
  wrapAnswer,
  wrapConstructor,
  wrapGetter,
  wrapMethod,
} from '../rtc/wrap-native';
import type { Channel, Channels } from './channels';
import { payloadSize } from './payload';
import type { transport } from './sound-natives';

// Page world: see the rules in `captured-globals`.

/**
 * Counts what goes over each WebTransport session, in streams and datagrams, both ways. All of it
 * goes through the browser's general streams, so a session's channel is handed on to whatever comes
 * of it: its streams, their readers and writers. Nothing stands in front of those before a page's
 * first session, and for streams that aren't a session's they do what they did.
 *
 * Missed: streams that are piped (`pipeTo`, `pipeThrough`) or split (`tee`) as a whole, writers and
 * readers made by their constructors, and sessions whose address is neither a text nor a URL.
 */
export function watchTransports(natives: NonNullable<typeof transport>, channels: Channels): void {
  const channelOf = weakMap<object, Channel>();
  let watching = false;

  wrapConstructor(window, natives.prototype, ['WebTransport'], (session, args) => {
    const url = args[0];
    const href = natives.href(typeof url === 'string' ? natives.absoluteUrl(url) : (url as URL));
    const channel = channels.open('webtransport', href);
    if (channel === null) return;
    channelOf.set(session, channel);
    channelOf.set(natives.incomingOneWay(session), channel);
    channelOf.set(natives.incomingBothWays(session), channel);
    const datagrams = natives.datagrams(session);
    channelOf.set(datagrams, channel);
    channelOf.set(natives.datagramsIn(datagrams), channel);
    if (!watching) watchStreams();
    watching = true;
  });

  function watchStreams(): void {
    wrapAnswer(natives.prototype, 'createUnidirectionalStream', adopt);
    wrapAnswer(natives.prototype, 'createBidirectionalStream', adopt);
    wrapGetter(natives.duplex, 'writable', (duplex, stream) => adopt(duplex)?.(stream));
    wrapMethod(natives.duplex, 'createWritable', adopt);
    wrapMethod(natives.writableStream, 'getWriter', adopt);
    wrapMethod(natives.writer, 'write', (writer, args) => {
      const channel = channelOf.get(writer);
      // A stream that has ended in an error takes nothing, and so do those of a lost session.
      if (channel === undefined || natives.desiredSize(writer) === null) return null;
      return () => channels.sent(channel, args[0]);
    });
    wrapMethod(natives.readableStream, 'getReader', adopt);
    for (let i = 0; i < natives.readers.length; i += 1) {
      wrapAnswer(natives.readers[i] as object, 'read', hear);
    }
    wrapMethod(natives.readableStream, 'values', adopt);
    // The two are one function (Web IDL §3.7.10), and stay so.
    const values = getOwnPropertyDescriptor(natives.readableStream, 'values')?.value;
    replaceValue(natives.readableStream, Symbol.asyncIterator, values);
    wrapAnswer(getPrototypeOf(natives.makeIterator()) as object, 'next', hear);
  }

  /** What comes of something that is a session's is the session's too. */
  function adopt(from: object): ((made: unknown) => void) | null {
    const channel = channelOf.get(from);
    return channel === undefined ? null : (made) => note(made as object, channel);
  }

  function note(made: object, channel: Channel): void {
    channelOf.set(made, channel);
    try {
      channelOf.set(natives.readable(made as WebTransportBidirectionalStream), channel);
      channelOf.set(natives.writable(made as WebTransportBidirectionalStream), channel);
    } catch {
      // No stream both ways.
    }
  }

  /** A stream of bytes gives bytes, and a stream of streams gives streams. */
  function hear(reader: object): ((answer: unknown) => void) | null {
    const channel = channelOf.get(reader);
    if (channel === undefined) return null;
    return (answer) => {
      const value = hasOwn(answer as object, 'value') && (answer as { value?: unknown }).value;
      if (typeof value !== 'object' || value === null) return;
      if (payloadSize(value) === null) note(value, channel);
      else channels.received(channel, value);
    };
  }
}
