import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';

export interface StunServer {
  readonly port: number;
  /** Binding requests so far. */
  requests(): number;
  stop(): Promise<void>;
}

const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const MAGIC_COOKIE = 0x2112_a442;
const USERNAME = 0x0006;
const XOR_MAPPED_ADDRESS = 0x0020;
const HEADER = 20;

/**
 * A STUN server for IPv4 (RFC 8489): tells who asks the address it asks from. A connectivity check
 * of ICE, which carries a user name, is counted and gets no answer: nobody talks through this one.
 */
export async function startStunServer(address: string, port = 0): Promise<StunServer> {
  const socket = createSocket('udp4');
  let requests = 0;
  socket.on('message', (message, from) => {
    if (!isBindingRequest(message)) return;
    requests += 1;
    if (!hasUsername(message)) socket.send(answerTo(message, from), from.port, from.address);
  });
  socket.bind({ address, port });
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    requests: () => requests,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

export function isBindingRequest(message: Buffer): boolean {
  return (
    message.length >= HEADER &&
    message.readUInt16BE(0) === BINDING_REQUEST &&
    message.readUInt32BE(4) === MAGIC_COOKIE
  );
}

/** Walks the attributes: type, length, value padded to four bytes. */
export function hasUsername(message: Buffer): boolean {
  for (let at = HEADER; at + 4 <= message.length; ) {
    if (message.readUInt16BE(at) === USERNAME) return true;
    at += 4 + Math.ceil(message.readUInt16BE(at + 2) / 4) * 4;
  }
  return false;
}

export function answerTo(request: Buffer, from: Pick<RemoteInfo, 'address' | 'port'>): Buffer {
  const answer = Buffer.alloc(HEADER + 12);
  request.copy(answer, 0, 0, HEADER);
  answer.writeUInt16BE(BINDING_SUCCESS, 0);
  answer.writeUInt16BE(12, 2);
  answer.writeUInt16BE(XOR_MAPPED_ADDRESS, HEADER);
  answer.writeUInt16BE(8, HEADER + 2);
  answer.writeUInt16BE(0x0001, HEADER + 4); // IPv4
  answer.writeUInt16BE(from.port ^ (MAGIC_COOKIE >>> 16), HEADER + 6);
  const mapped = Buffer.from(from.address.split('.').map(Number)).readUInt32BE(0);
  answer.writeUInt32BE((mapped ^ MAGIC_COOKIE) >>> 0, HEADER + 8);
  return answer;
}
