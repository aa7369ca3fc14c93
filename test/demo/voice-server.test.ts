import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { MediaStreamTrack, RTCPeerConnection, RtpHeader, RtpPacket } from 'werift';
import { type ClientOrtc, offerOf, ortcOf } from '../../cli/demo/agora-ortc';
import { liteAtSessionLevel, startVoiceServer } from '../../cli/demo/voice-server';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
});

function startServer(echo: boolean) {
  const server = startVoiceServer('127.0.0.1', { echo });
  cleanUps.push(() => server.stop());
  return server;
}

/** A participant with a microphone; `say` sends so many bytes of audio. */
function startParticipant() {
  const peer = new RTCPeerConnection({
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ['127.0.0.1'],
    iceServers: [],
  });
  cleanUps.push(() => peer.close());
  const track = new MediaStreamTrack({ kind: 'audio' });
  const transceiver = peer.addTransceiver(track, { direction: 'sendrecv' });
  let sequenceNumber = 0;
  return {
    peer,
    transceiver,
    say(bytes: number) {
      sequenceNumber += 1;
      const header = new RtpHeader({ payloadType: 111, sequenceNumber, timestamp: 0, ssrc: 1 });
      track.writeRtp(new RtpPacket(header, Buffer.alloc(bytes, 1)));
    },
  };
}

async function connected(peer: RTCPeerConnection): Promise<void> {
  if (peer.connectionState === 'connected') return;
  await peer.connectionStateChange.watch((state) => state === 'connected');
}

test('voice reaches the server, is counted, and comes back', async () => {
  const server = startServer(true);
  const { peer, transceiver, say } = startParticipant();
  await peer.setLocalDescription(await peer.createOffer());
  const answer = await server.answer(peer.localDescription?.sdp ?? '');
  expect(answer).toMatch(/^v=0\r\n(?:(?!m=).+\r\n)*a=ice-lite\r\n/);
  await peer.setRemoteDescription({ type: 'answer', sdp: answer });
  await connected(peer);

  const echo = transceiver.dtlsTransport.onRtp.asPromise();
  say(60);
  const [packet] = await echo;
  expect(packet.payload).toHaveLength(60);
  expect(server.received()).toEqual({ connections: 1, packets: 1, bytes: 60 });
});

test("the edge's words carry a connection as well as SDP does", async () => {
  const server = startServer(false);
  const { peer, say } = startParticipant();
  const offer = await peer.createOffer();
  await peer.setLocalDescription(offer);
  const value = (name: string) =>
    new RegExp(`^a=${name}:(.+)$`, 'm').exec(offer.sdp)?.[1]?.trim() ?? '';
  const [hashFunction = '', fingerprint = ''] = value('fingerprint').split(' ');
  const client: ClientOrtc = {
    iceParameters: { iceUfrag: value('ice-ufrag'), icePwd: value('ice-pwd') },
    dtlsParameters: { fingerprints: [{ hashFunction, fingerprint }] },
    rtpCapabilities: { sendrecv: {} },
  };
  const answer = await server.answer(offerOf(client));
  expect(ortcOf(answer, client)).toMatchObject({
    iceParameters: {
      iceUfrag: expect.stringMatching(/^.{4,}$/),
      icePwd: expect.stringMatching(/^.{22,}$/),
      candidates: [{ protocol: 'udp', ip: '127.0.0.1', port: expect.stringMatching(/^\d+$/) }],
    },
    dtlsParameters: { role: 'client', fingerprints: [{ algorithm: 'sha-256' }] },
    rtpCapabilities: { sendrecv: {} },
  });
  await peer.setRemoteDescription({ type: 'answer', sdp: answer });
  await connected(peer);
  say(40);
  await expect.poll(() => server.received().bytes).toBe(40);
});

test('a server that stops frees the address, whoever is still there', async () => {
  const server = startServer(false);
  const { peer } = startParticipant();
  await peer.setLocalDescription(await peer.createOffer());
  const answer = await server.answer(peer.localDescription?.sdp ?? '');
  const port = Number(/^a=candidate:.* 127\.0\.0\.1 (\d+) typ host/m.exec(answer)?.[1]);
  await peer.setRemoteDescription({ type: 'answer', sdp: answer });
  await connected(peer);
  expect(await isFree(port)).toBe(false);
  await server.stop();
  await expect.poll(() => isFree(port)).toBe(true);
});

async function isFree(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    socket.bind({ address: '127.0.0.1', port, exclusive: true });
    await once(socket, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}

test('an offer that is no SDP is refused', async () => {
  await expect(startServer(false).answer('m=audio')).rejects.toThrow();
});

test.each([
  ['v=0\r\nm=audio\r\na=ice-lite\r\n', 'v=0\r\na=ice-lite\r\nm=audio\r\n'],
  ['v=0\r\nm=a\r\na=ice-lite\r\nm=b\r\na=ice-lite\r\n', 'v=0\r\na=ice-lite\r\nm=a\r\nm=b\r\n'],
  ['v=0\r\nm=audio\r\n', 'v=0\r\nm=audio\r\n'],
])('ice-lite stands at session level: %j', (before, after) => {
  expect(liteAtSessionLevel(before)).toBe(after);
});
