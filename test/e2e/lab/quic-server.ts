import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { native } from '@matrixai/quic';
import type { LabSettings } from './contact';

const { quiche } = native;
type Connection = ReturnType<typeof quiche.Connection.accept>;

/** One QUIC connection (RFC 9000), with datagrams (RFC 9221). */
export interface QuicConnection {
  /** @returns the number of a new stream that only this side writes. */
  readonly openStream: () => number;
  readonly send: (stream: number, bytes: Uint8Array, isLast: boolean) => void;
  readonly sendDatagram: (bytes: Uint8Array) => void;
}

/** What is made of a connection. */
export interface QuicApplication {
  readonly onStream: (stream: number, bytes: Buffer, isLast: boolean) => void;
  readonly onDatagram: (bytes: Buffer) => void;
  readonly onEnd: () => void;
}

const LARGEST = 1350;
const ID_LENGTH = quiche.MAX_CONN_ID_LEN;
const PLENTY = 10_000_000;

/**
 * Cloudflare's quiche behind a UDP socket. No retries, no migration and no pacing: on one machine
 * nobody lies about an address and no packet is lost.
 */
export function startQuicServer(
  address: string,
  port: number,
  protocol: string,
  { keyPem, certificatePem }: LabSettings,
  accept: (connection: QuicConnection) => QuicApplication,
): void {
  const config = quicheConfig(protocol, keyPem, certificatePem);
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  const here = { host: address, port };
  const connections = new Map<string, (packet: Buffer, from: typeof here) => void>();

  socket.on('message', (packet, { address: host, port: theirPort }) => {
    const from = { host, port: theirPort };
    const id = destinationId(packet);
    if (id === null) return;
    const known = connections.get(id);
    if (known !== undefined) return known(packet, from);
    const ours = randomBytes(ID_LENGTH);
    const carry = carryConnection(quiche.Connection.accept(ours, null, here, from, config), () => {
      connections.delete(id);
      connections.delete(ours.toString('hex'));
    });
    connections.set(id, carry);
    connections.set(ours.toString('hex'), carry);
    carry(packet, from);
  });
  socket.bind(port, address);

  function carryConnection(connection: Connection, forget: () => void) {
    let timer: NodeJS.Timeout | undefined;
    let streams = 0;
    let application: QuicApplication | null = null;
    const flush = () => {
      const packet = Buffer.alloc(LARGEST);
      for (let sent = connection.send(packet); sent !== null; sent = connection.send(packet)) {
        socket.send(Buffer.from(packet.subarray(0, sent[0])), sent[1].to.port, sent[1].to.host);
      }
      clearTimeout(timer);
      if (connection.isClosed()) {
        application?.onEnd();
        return forget();
      }
      timer = setTimeout(() => {
        connection.onTimeout();
        flush();
      }, connection.timeout() ?? PLENTY);
    };
    return (packet: Buffer, from: typeof here) => {
      letGo(() => connection.recv(packet, { from, to: here }));
      if (connection.isEstablished()) {
        application ??= accept({
          // The two lowest bits say: by the server, in one direction (RFC 9000 §2.1).
          openStream: () => 4 * streams++ + 3,
          send: (stream, bytes, isLast) => {
            letGo(() => connection.streamSend(stream, bytes, isLast));
            flush();
          },
          sendDatagram: (bytes) => {
            letGo(() => connection.dgramSend(bytes));
            flush();
          },
        });
        for (const stream of connection.readable()) readAll(connection, stream, application);
        for (let one = connection.dgramRecvVec(); one !== null; one = connection.dgramRecvVec()) {
          application.onDatagram(Buffer.from(one));
        }
      }
      flush();
    };
  }
}

/** quiche throws when a page is too slow, gone, or says what it can't read: nobody here minds. */
function letGo(run: () => unknown): void {
  try {
    run();
  } catch {}
}

function readAll(connection: Connection, stream: number, application: QuicApplication): void {
  const space = Buffer.alloc(65_536);
  while (!connection.streamFinished(stream)) {
    try {
      const read = connection.streamRecv(stream, space);
      if (read === null) return;
      application.onStream(stream, Buffer.from(space.subarray(0, read[0])), read[1]);
    } catch {
      // The other side has reset it.
      return;
    }
  }
}

function destinationId(packet: Buffer): string | null {
  try {
    return Buffer.from(quiche.Header.fromSlice(packet, ID_LENGTH).dcid).toString('hex');
  } catch {
    return null;
  }
}

function quicheConfig(protocol: string, keyPem: string, certificatePem: string) {
  const config = quiche.Config.withBoringSslCtx(
    false,
    false,
    null,
    [Buffer.from(keyPem)],
    [Buffer.from(certificatePem)],
  );
  config.setApplicationProtos([protocol]);
  config.setMaxIdleTimeout(30_000);
  config.setMaxSendUdpPayloadSize(LARGEST);
  config.setInitialMaxData(PLENTY);
  config.setInitialMaxStreamDataBidiLocal(PLENTY);
  config.setInitialMaxStreamDataBidiRemote(PLENTY);
  config.setInitialMaxStreamDataUni(PLENTY);
  config.setInitialMaxStreamsBidi(100);
  config.setInitialMaxStreamsUni(100);
  config.setDisableActiveMigration(true);
  config.enableDgram(true, 1000, 1000);
  return config;
}
