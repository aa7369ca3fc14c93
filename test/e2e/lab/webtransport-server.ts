import type { LabSettings } from './contact';
import { type QuicApplication, type QuicConnection, startQuicServer } from './quic-server';
import { block } from './sound';
import { readInteger, variableInteger } from './variable-integer';

/** Types of streams and frames: RFC 9114 §6.2, §7.2; draft-ietf-webtrans-http3-02 §4.1, §4.2. */
const CONTROL_STREAM = 0x00;
const WEBTRANSPORT_STREAM = 0x54;
const WEBTRANSPORT_BOTH_WAYS = 0x41;
const HEADERS = 0x01;
const SETTINGS = 0x04;

const OUR_SETTINGS = [
  // QPACK_MAX_TABLE_CAPACITY: RFC 9204 §5.
  [0x01, 0],
  // ENABLE_CONNECT_PROTOCOL: RFC 9220 §3.
  [0x08, 1],
  // H3_DATAGRAM: RFC 9297 §2.1.1.
  [0x33, 1],
  // ENABLE_WEBTRANSPORT: draft-02 §8.2; WEBTRANSPORT_MAX_SESSIONS: draft-07 §8.2.
  [0x2b603742, 1],
  [0xc671706a, 16],
] as const;

/**
 * Fields of the answer (RFC 9204 §4.5): no dynamic table, `:status 200` by its number in the static
 * table, and a field by its name and value, which says which draft is meant.
 */
const ANSWER = Buffer.concat([
  Buffer.of(0x00, 0x00, 0xc0 | 25),
  literalField('sec-webtransport-http3-draft', 'draft02'),
]);

/** Milliseconds of sound in one block. */
const BLOCK = 20;

/**
 * As much of HTTP/3 and WebTransport as one page needs that is alone on its connection. Every session
 * is accepted. Of what a page sends, streams both ways come back, and the rest is let go; one that
 * says `play as streams` or `play as datagrams` is played to.
 */
export function startWebTransportServer(
  address: string,
  port: number,
  settings: LabSettings,
): void {
  startQuicServer(address, port, 'h3', settings, (connection) => {
    sayControl(connection);
    return serve(connection);
  });
}

function sayControl(connection: QuicConnection): void {
  const settings = Buffer.concat(OUR_SETTINGS.flat().map(variableInteger));
  const said = [variableInteger(CONTROL_STREAM), frame(SETTINGS, settings)];
  connection.send(connection.openStream(), Buffer.concat(said), false);
}

function serve(connection: QuicConnection): QuicApplication {
  /** What has come of streams whose kind isn't known yet. */
  const begun = new Map<number, Buffer>();
  const bothWays = new Set<number>();
  let playing: NodeJS.Timeout | undefined;

  function begin(stream: number, bytes: Buffer): Buffer | null {
    const [type, afterType] = readInteger(bytes) ?? [null, bytes];
    if (type === HEADERS) {
      connection.send(stream, frame(HEADERS, ANSWER), false);
      return Buffer.alloc(0);
    }
    if (type !== WEBTRANSPORT_BOTH_WAYS) return null;
    const session = readInteger(afterType);
    if (session === null) return null;
    bothWays.add(stream);
    return session[1];
  }

  function hear(stream: number, bytes: Buffer, isLast: boolean): void {
    const said = bytes.toString();
    if (said === 'play as streams' || said === 'play as datagrams') {
      const play = said === 'play as streams' ? playAsStream : playAsDatagram;
      playing ??= setInterval(play, BLOCK);
    } else connection.send(stream, bytes, isLast);
  }

  // The page's only session is its first request, whose stream has the number 0.
  function playAsStream(): void {
    const head = [variableInteger(WEBTRANSPORT_STREAM), variableInteger(0)];
    connection.send(connection.openStream(), Buffer.concat([...head, block()]), true);
  }
  function playAsDatagram(): void {
    connection.sendDatagram(Buffer.concat([variableInteger(0), block()]));
  }

  return {
    onStream(stream, bytes, isLast) {
      // Those of the page that only it writes: RFC 9000 §2.1.
      if (stream % 4 !== 0) return;
      if (bothWays.has(stream)) return hear(stream, bytes, isLast);
      const all = Buffer.concat([begun.get(stream) ?? Buffer.alloc(0), bytes]);
      const rest = begin(stream, all);
      begun.set(stream, rest === null ? all : Buffer.alloc(0));
      if (bothWays.has(stream) && rest !== null && rest.length > 0) hear(stream, rest, isLast);
    },
    onDatagram() {},
    onEnd: () => clearInterval(playing),
  };
}

function frame(type: number, payload: Buffer): Buffer {
  return Buffer.concat([variableInteger(type), variableInteger(payload.length), payload]);
}

/** A literal field line with a literal name, neither Huffman coded (RFC 9204 §4.5.6). */
function literalField(name: string, value: string): Buffer {
  return Buffer.concat([
    // The name's length in 3 bits and, as it is longer than these, in a byte (RFC 7541 §5.1).
    Buffer.of(0x20 | 7, name.length - 7),
    Buffer.from(name),
    Buffer.of(value.length),
    Buffer.from(value),
  ]);
}
