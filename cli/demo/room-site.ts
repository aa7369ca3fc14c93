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

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}

const NOTHING: Answer = { status: 204, type: 'text/plain', body: '' };

/** Answers one request in the part of `machine`. */
export async function answerRequest(
  site: RoomSite,
  machine: LabMachineName | 'page',
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const { pathname } = new URL(request.url ?? '/', 'http://lab');
  const preflight = request.method === 'OPTIONS';
  const answer = preflight ? NOTHING : answerOf(site, machine, pathname, body);
  allowOrigin(request, response);
  response.writeHead(answer.status, { 'Content-Type': answer.type, 'Cache-Control': 'no-store' });
  response.end(answer.body);
}

function answerOf(
  { files, settings, edge }: RoomSite,
  machine: LabMachineName | 'page',
  path: string,
  body: string,
): Answer {
  switch (machine) {
    case 'page':
      return path === '/room.json' ? json(settings) : pageFile(files.get(path));
    case 'pictures': {
      const portrait = portraitOf(path.slice(1, -'.svg'.length));
      return { status: 200, type: 'image/svg+xml', body: portrait };
    }
    case 'agoraChina':
    case 'agoraGlobal':
      return json(answerAgora(edge, body));
    default:
      return NOTHING;
  }
}

function pageFile(file: PageFile | undefined): Answer {
  if (file === undefined) {
    return { status: 404, type: 'text/plain', body: 'There is no such page here.' };
  }
  return { status: 200, ...file };
}

/** The access points' other questions (settings, counters) are content with an empty answer. */
function answerAgora(edge: AgoraEdge, body: string): object {
  const field = requestField(body);
  const asked = field === null ? null : parseAccessPointRequest(field);
  return asked === null ? {} : answerAccessPointRequest(asked, edge, Date.now());
}

function json(value: object): Answer {
  return { status: 200, type: 'application/json', body: JSON.stringify(value) };
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
