import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  answerTo,
  hasUsername,
  isBindingRequest,
  startStunServer,
} from '../../cli/demo/stun-server';
import { runs } from '../fuzz-runs';

const TRANSACTION = 'b7e7a701bc34d686fa87dfae';

/** RFC 5769 §2.1: a connectivity check with USERNAME, MESSAGE-INTEGRITY and FINGERPRINT. */
const CHECK = Buffer.from(
  `000100582112a442${TRANSACTION}` +
    '802200105354554e207465737420636c69656e74' +
    '002400046e0001ff' +
    '80290008932ff9b151263b36' +
    '000600096576746a3a68367659202020' +
    '000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2' +
    '80280004e57a3bcf',
  'hex',
);

/** The same transaction without attributes: what a client asks of a STUN server. */
const QUESTION = Buffer.from(`000100002112a442${TRANSACTION}`, 'hex');

test('the mapped address is written as in RFC 5769 §2.2', () => {
  const answer = answerTo(QUESTION, { address: '192.0.2.1', port: 32853 });
  expect(answer.toString('hex')).toBe(`0101000c2112a442${TRANSACTION}002000080001a147e112a643`);
});

test.each([
  [QUESTION, true, false],
  [CHECK, true, true],
  [Buffer.from(`010100002112a442${TRANSACTION}`, 'hex'), false, false],
  [Buffer.from(`0001000012345678${TRANSACTION}`, 'hex'), false, false],
  [QUESTION.subarray(0, 19), false, false],
])('%# is told apart', (message, request, username) => {
  expect(isBindingRequest(message)).toBe(request);
  expect(hasUsername(message)).toBe(username);
});

test('a question is answered, a connectivity check only counted, noise neither', async () => {
  const server = await startStunServer('127.0.0.1');
  const socket = createSocket('udp4');
  socket.bind({ address: '127.0.0.1', port: 0 });
  await once(socket, 'listening');
  try {
    const question = Buffer.from(`000100002112a442${TRANSACTION.replace('b7', 'b8')}`, 'hex');
    for (const message of [Buffer.from('noise'), CHECK, question]) {
      socket.send(message, server.port, '127.0.0.1');
    }
    const [answer] = await once(socket, 'message');
    expect(answer).toEqual(answerTo(question, socket.address()));
    expect(server.requests()).toBe(2);
  } finally {
    socket.close();
    await server.stop();
  }
});

test('no datagram makes it throw or loop', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const message = Buffer.concat([QUESTION, bytes]);
      isBindingRequest(Buffer.from(bytes));
      hasUsername(message);
    }),
    { numRuns: runs(500) },
  );
});
