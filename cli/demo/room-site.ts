import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type AgoraEdge,
  answerAccessPointRequest,
  parseAccessPointRequest,
  requestField,
} from './agora-access-point';
import type { LabMachineName } from './lab';
import { portraitOf } from './people';
import type { PageFile } from './room-bundle';

/** What the page asks for at `/room.json` before it starts. */
export interface RoomSettings {
  readonly room: string;
  readonly signalling: string;
  readonly stun: string;
  readonly pictures: string;
  readonly counter: string;
  readonly agora: { readonly appId: string; readonly channel: string };
  /** This system has one loopback address only, so every machine shares it. */
  readonly sharedAddress: boolean;
}

export interface RoomSite {
  readonly files: ReadonlyMap<string, PageFile>;
  readonly settings: RoomSettings;
  readonly edge: AgoraEdge;
}

/** More than any request of the page or the SDK needs. */
const LARGEST_BODY = 1_000_000;

/** Answers one request in the part of `machine`. */
export async function answerRequest(
  site: RoomSite,
  machine: LabMachineName | 'page',
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  allowOrigin(request, response);
  const { pathname } = new URL(request.url ?? '/', 'http://lab');
  if (request.method === 'OPTIONS') return send(response, 204, 'text/plain', '');
  switch (machine) {
    case 'page':
      return answerPage(site, pathname, response);
    case 'pictures':
      return send(response, 200, 'image/svg+xml', portraitOf(pathname.slice(1, -'.svg'.length)));
    case 'agoraChina':
    case 'agoraGlobal':
      return answerAgora(site.edge, await readBody(request), response);
    default:
      request.resume();
      return send(response, 204, 'text/plain', '');
  }
}

function answerPage({ files, settings }: RoomSite, path: string, response: ServerResponse): void {
  if (path === '/room.json') {
    return send(response, 200, 'application/json', JSON.stringify(settings));
  }
  const file = files.get(path);
  if (file) send(response, 200, file.type, file.body);
  else send(response, 404, 'text/plain', 'There is no such page here.');
}

/** The access points' other questions (settings, counters) are content with an empty answer. */
function answerAgora(edge: AgoraEdge, body: string, response: ServerResponse): void {
  const field = requestField(body);
  const asked = field === null ? null : parseAccessPointRequest(field);
  const answer = asked === null ? {} : answerAccessPointRequest(asked, edge, Date.now());
  send(response, 200, 'application/json', JSON.stringify(answer));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST_BODY) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** CORS: the machines belong to different sites, as in a real room. */
function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin, 'access-control-request-headers': headers } = request.headers;
  if (origin === undefined) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  if (headers !== undefined) response.setHeader('Access-Control-Allow-Headers', headers);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(body);
}
