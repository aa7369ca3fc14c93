import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  answerAccessPointRequest,
  parseAccessPointRequest,
  requestField,
} from '../../../cli/demo/agora-access-point';
import type { VoiceServer } from '../../../cli/demo/voice-server';
import type { Fixture } from './fixtures';
import { isNewLiveKit } from './livekit';
import { AGORA_EDGE_PORT, MACHINES } from './machines';
import { mediasoupTransport } from './mediasoup';
import { livePlaylist, MP3_FRAMES_A_SECOND, mp3Frames, piece } from './sound';

/** One site for all names: the pages, a redirect, an event stream, Agora's access point, and `{}`. */
export async function answer(
  files: ReadonlyMap<string, Fixture>,
  voice: VoiceServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'https://lab.example');
  const body = await text(request);
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-headers', '*, content-type');
  response.setHeader('cache-control', 'no-store');
  const file = files.get(pathname);
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
  } else if (file) {
    response.setHeader('content-type', file.type).end(file.body);
  } else if (pathname === '/redirect') {
    response.writeHead(302, { location: searchParams.get('to') ?? '/' }).end();
  } else if (pathname === '/events') {
    response.setHeader('content-type', 'text/event-stream').write('data: hello\n\n');
  } else if (pathname === '/live.m3u8') {
    response.setHeader('content-type', 'application/vnd.apple.mpegurl');
    response.end(livePlaylist(Date.now()));
  } else if (/^\/piece-\d+\.aac$/.test(pathname)) {
    response.setHeader('content-type', 'audio/aac').end(piece());
  } else if (pathname === '/radio') {
    broadcast(response);
  } else if (pathname === '/song.mp3') {
    response.setHeader('content-type', 'audio/mpeg').end(mp3Frames(2 * MP3_FRAMES_A_SECOND));
  } else if (pathname === '/nothing') {
    response.writeHead(204).end();
  } else if (isNewLiveKit(pathname)) {
    response.writeHead(404).end();
  } else if (pathname === '/mediasoup-transport') {
    const transport = JSON.stringify(await mediasoupTransport(voice));
    response.setHeader('content-type', 'application/json').end(transport);
  } else if (pathname === '/api/v2/transpond/webrtc') {
    response.setHeader('content-type', 'application/json').end(accessPoint(body));
  } else {
    response.setHeader('content-type', 'application/json').end('{}');
  }
}

function broadcast(response: ServerResponse): void {
  response.setHeader('content-type', 'audio/mpeg').write(mp3Frames(5 * MP3_FRAMES_A_SECOND));
  const timer = setInterval(() => response.write(mp3Frames(MP3_FRAMES_A_SECOND)), 1000);
  response.on('close', () => clearInterval(timer));
}

function accessPoint(body: string): string {
  const asked = parseAccessPointRequest(requestField(body) ?? '');
  if (asked === null) return '{}';
  const edge = { address: MACHINES.agoraEdge.address, port: AGORA_EDGE_PORT };
  return JSON.stringify(answerAccessPointRequest(asked, edge, Date.now()));
}

async function text(request: IncomingMessage): Promise<string> {
  let all = '';
  for await (const chunk of request.setEncoding('latin1')) all += chunk;
  return all;
}
