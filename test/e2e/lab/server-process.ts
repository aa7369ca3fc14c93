/** Runs inside the servers' namespace: everything there but Janus and coturn. */
import { createHash, X509Certificate } from 'node:crypto';
import { createServer as createPlainServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { serveAgoraClient } from '../../../cli/demo/agora-edge';
import { startStunServer } from '../../../cli/demo/stun-server';
import { startVoiceServer, type VoiceServer } from '../../../cli/demo/voice-server';
import type { LabContact, LabQuestion, LabSettings } from './contact';
import { bundleFixtures } from './fixtures';
import { askJanus } from './janus-count';
import { isNewLiveKit, serveLiveKit } from './livekit';
import {
  AGORA_EDGE_PORT,
  CERTIFICATE_HASH_PATH,
  CHECKED_PORT,
  ELSEWHERE,
  MACHINES,
  MEETING_PATH,
  WEBTRANSPORT_PORT,
} from './machines';
import { answer } from './site';
import { block } from './sound';
import { startWebTransportServer } from './webtransport-server';

const log: LabContact[] = [];
const checked = startStunServer(MACHINES.collector.address, CHECKED_PORT);
const nameless = startVoiceServer(MACHINES.nameless.address, { echo: false });
const agoraVoice = startVoiceServer(MACHINES.agoraEdge.address, { echo: false });

process.on('disconnect', () => process.exit());
process.once('message', async (settings: LabSettings) => {
  const { keyPem, certificatePem } = settings;
  const files = new Map(await bundleFixtures()).set(CERTIFICATE_HASH_PATH, {
    type: 'application/octet-stream',
    body: createHash('sha256').update(new X509Certificate(certificatePem).raw).digest(),
  });
  startWebTransportServer(MACHINES.collector.address, WEBTRANSPORT_PORT, settings);
  const key = { key: keyPem, cert: certificatePem };
  await Promise.all([
    listen(createPlainServer(), 80),
    listen(createTlsServer(key), 443),
    listen(createTlsServer(key), AGORA_EDGE_PORT),
  ]);
  process.on('message', async (question: LabQuestion & { readonly id: number }) => {
    process.send?.({ id: question.id, answer: await reply(question) });
  });
  process.send?.('ready');

  function listen(server: Server, port: number): Promise<void> {
    server.on('request', (request, response) => {
      note(request, port);
      void answer(files, nameless, request, response);
    });
    const sockets = new WebSocketServer({
      server,
      verifyClient: ({ req }, done) => done(!isNewLiveKit(req.url), 404),
    });
    sockets.on('connection', (socket, request) => {
      note(request, port);
      if (port === AGORA_EDGE_PORT) serveAgoraClient(socket, voiceOfChannel, () => {});
      else if (request.url?.startsWith('/rtc')) serveLiveKit(socket, nameless);
      else if (request.url === MEETING_PATH) passToOthers(sockets, socket);
      else if (request.url === '/sound-out') playTo(socket);
      else socket.on('message', (data, isBinary) => isBinary || socket.send(String(data)));
    });
    return new Promise((resolve) => server.listen(port, '::', resolve));
  }
});

/** One block of raw sound every 20 ms. */
function playTo(socket: WebSocket): void {
  const timer = setInterval(() => socket.send(block()), 20);
  socket.on('close', () => clearInterval(timer));
}

function voiceOfChannel(channel: string): VoiceServer {
  return channel === ELSEWHERE ? nameless : agoraVoice;
}

function note(request: IncomingMessage, port: number): void {
  log.push({
    at: Date.now(),
    address: (request.socket.localAddress ?? '').replace('::ffff:', ''),
    port,
    method: request.method ?? '',
    host: request.headers.host ?? '',
    path: request.url ?? '',
    origin: request.headers.origin ?? null,
  });
}

/** What two people need to find each other: whatever one says, the others hear. */
function passToOthers({ clients }: WebSocketServer, socket: WebSocket): void {
  socket.on('message', (data) => {
    for (const other of clients) if (other !== socket) other.send(String(data));
  });
}

async function reply(question: LabQuestion): Promise<unknown> {
  switch (question.ask) {
    case 'log':
      return log;
    case 'voice':
      return agoraVoice.received();
    case 'janus':
      return askJanus();
    case 'checks':
      return (await checked).requests();
    case 'listening':
      return isListening(question.address, question.port);
  }
}

function isListening(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
