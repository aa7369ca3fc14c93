import * as v from 'valibot';
import { parseJson } from './parse-json';

/**
 * The part of Agora's access point protocol that its web SDK 4.24 speaks before it has a server:
 * which answer it takes was read off the SDK itself, as published on npm under the MIT licence.
 */

/** The server that a client is sent to, and the name it is given there. */
export interface AgoraEdge {
  readonly address: string;
  /** Of the WebSocket, which is always TLS. */
  readonly port: number;
}

/** One question of the SDK: `POST /api/v2/transpond/webrtc`, form field `request`. */
export interface AccessPointRequest {
  readonly opid: number;
  readonly channel: string;
  /** 0 when the client wants to be given a number. */
  readonly uid: number;
  readonly services: readonly number[];
}

const CHOOSE_SERVER = 11;

/** Numbers of the services asked for, and the flags under which they are answered. */
const FLAG_OF_SERVICE: ReadonlyMap<number, number> = new Map([
  [CHOOSE_SERVER, 4096],
  [26, 4_194_310], // TURN servers to fall back on
]);

const ASK = 22;
const ANSWER = 23;

const Question = v.object({
  opid: v.number(),
  request_bodies: v.tuple([
    v.object({
      uri: v.literal(ASK),
      buffer: v.object({
        cname: v.string(),
        service_ids: v.array(v.number()),
        uid: v.nullish(v.number(), 0),
      }),
    }),
  ]),
});

/**
 * Reads the JSON of the form field `request`.
 * @returns `null` when it isn't what the SDK sends.
 */
export function parseAccessPointRequest(json: string): AccessPointRequest | null {
  const question = parseJson(Question, json);
  if (question === null) return null;
  const { opid, request_bodies: bodies } = question;
  const { cname, service_ids: services, uid } = bodies[0].buffer;
  return { opid, channel: cname, uid, services };
}

/** The answer that sends the client to `edge`. */
export function answerAccessPointRequest(
  request: AccessPointRequest,
  edge: AgoraEdge,
  now: number,
): object {
  const uid = request.uid === 0 ? 1 + (request.opid % 0x7fff_ffff) : request.uid;
  return {
    code: 0,
    enter_ts: now,
    leave_ts: now,
    opid: request.opid,
    detail: { 502: edge.address },
    response_body: request.services
      .filter((service) => FLAG_OF_SERVICE.has(service))
      .map((service) => ({
        uri: ANSWER,
        buffer: {
          code: 0,
          flag: FLAG_OF_SERVICE.get(service),
          uid,
          cid: 1,
          cname: request.channel,
          cert: 'demo-ticket',
          detail: {},
          edges_services: [serviceOf(service, edge)],
        },
      })),
  };
}

/**
 * With a prefix for its name, the SDK takes the edge's UDP port from the edge; with an address it
 * would take the WebSocket's. A TURN server is only known by address.
 */
function serviceOf(service: number, { address, port }: AgoraEdge): object {
  return service === CHOOSE_SERVER
    ? { domain_prefix: address.replaceAll('.', '-'), port }
    : { ip: address, port };
}

/** Finds the form field `request` in the body of a multipart POST (RFC 7578). */
export function requestField(body: string): string | null {
  return /name="request"\r\n(?:[^\r\n]+\r\n)*\r\n([^\r]*)\r\n--/.exec(body)?.[1] ?? null;
}

/** The host name under which the SDK contacts an edge server: `127.86.0.2` → `127-86-0-2.…`. */
export function edgeHostname(address: string, domain: string): string {
  return `${address.replaceAll('.', '-')}.${domain}`;
}

/** The domains under which the SDK contacts every edge server at once. */
export const EDGE_DOMAINS = ['edge.agora.io', 'edge.sd-rtn.com'] as const;
