import { createServer as createPlainServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { makeCertificate } from './certificate';
import { type Lab, type LabLayout, layOutLab, PAGE_ADDRESS } from './lab';
import { writeLabDatabase } from './lab-database';
import {
  AGORA_EDGE_PORT,
  COUNTER_HOST,
  edgeHosts,
  labHostRules,
  machineOfHost,
  PICTURES_HOST,
  ROOM_HOST,
  SIGNALLING_HOST,
} from './lab-hosts';
import { closeServer, type Listener, listenOnSamePort } from './listeners';
import { bundleRoomPage } from './room-bundle';
import { contactOf, type RoomContact } from './room-log';
import { answerRequest, type RoomSettings } from './room-site';
import { acceptSockets } from './room-sockets';
import { startStunServer } from './stun-server';
import { startVoiceServer, type VoiceReceived } from './voice-server';

/** A live audio room on this computer, and what a browser must be told to find it. */
export interface DemoRoom {
  /** Open this: a secure context, so the microphone works. */
  readonly url: string;
  /** Where names lead: see `HostRules` in `cli/browsers/session`. */
  readonly hostRules: Readonly<Record<string, string>>;
  /**
   * What Firefox needs besides: it lets ICE use other addresses than the default route's only on
   * pages that may use the microphone, and its test tone doesn't count (measured in 153).
   */
  readonly firefoxPreferences: Readonly<Record<string, number>>;
  /** A MaxMind database with the lab's countries. */
  readonly labDatabase: Uint8Array;
  readonly lab: Lab;
  /** This system has one loopback address only: every machine shares it, and one country. */
  readonly sharedAddress: boolean;
  received(): RoomReceived;
  /** Everything that reached a machine so far, in order. */
  readonly log: readonly RoomContact[];
  stop(): Promise<void>;
}

export interface RoomReceived {
  readonly voice: VoiceReceived;
  readonly agora: VoiceReceived;
  /** Connectivity checks that reached the spare address. */
  readonly spareChecks: number;
  readonly stunRequests: number;
}

const ROOM = 'open-mic';
/** Made up, of the right form: the access point is ours and asks for nothing. */
const AGORA_APP_ID = '0123456789abcdef0123456789abcdef';

/**
 * Starts the room with everything in it. No privileges, and nothing but loopback.
 * @param layOut says which addresses there are; by default the system does.
 */
export async function startDemoRoom(
  layOut: () => Promise<LabLayout> = layOutLab,
): Promise<DemoRoom> {
  const { lab, shared } = await layOut();
  const log: RoomContact[] = [];
  const voice = startVoiceServer(lab.voice.address, { echo: true });
  const agoraVoice = startVoiceServer(lab.agoraEdge.address, { echo: false });
  const [files, certificate, stun, spare] = await Promise.all([
    bundleRoomPage(),
    makeCertificate(certifiedNames(lab)),
    startStunServer(lab.stun.address),
    startStunServer(lab.spare.address),
  ]);
  const settings: RoomSettings = {
    room: ROOM,
    signalling: `wss://${SIGNALLING_HOST}/`,
    stun: `stun:${lab.stun.address}:${stun.port}`,
    pictures: `https://${PICTURES_HOST}/`,
    counter: `http://${COUNTER_HOST}/`,
    agora: { appId: AGORA_APP_ID, channel: ROOM },
    sharedAddress: shared,
  };
  const edge = { address: lab.agoraEdge.address, port: AGORA_EDGE_PORT };
  const machineOf = (request: IncomingMessage) => machineOfHost(lab, request.headers.host ?? '');

  function serve(server: Server, address: string): Listener {
    server.on('request', (request, response) => {
      log.push(contactOf(request, machineOf(request)));
      answerRequest({ files, settings, edge }, machineOf(request), request, response).catch(() =>
        response.destroy(),
      );
    });
    const sockets = acceptSockets(server, machineOf, {
      voice,
      agoraVoice,
      spare: { address: lab.spare.address, port: spare.port },
      log: (contact) => log.push(contact),
    });
    return { server, address, sockets };
  }

  const key = { key: certificate.keyPem, cert: certificate.certificatePem };
  const plain = distinct(PAGE_ADDRESS, lab.counter.address).map((address) =>
    serve(createPlainServer(), address),
  );
  const { signalling, pictures, agoraEdge, agoraChina, agoraGlobal } = lab;
  const secured = [signalling, pictures, agoraEdge, agoraChina, agoraGlobal];
  const tls = distinct(...secured.map(({ address }) => address)).map((address) =>
    serve(createTlsServer(key), address),
  );
  const ports = { plain: await listenOnSamePort(plain), tls: await listenOnSamePort(tls) };

  return {
    url: `http://${ROOM_HOST}:${ports.plain}/`,
    hostRules: labHostRules(lab, ports),
    firefoxPreferences: { 'permissions.default.microphone': 1 },
    labDatabase: writeLabDatabase(lab),
    lab,
    sharedAddress: shared,
    received: () => ({
      voice: voice.received(),
      agora: agoraVoice.received(),
      spareChecks: spare.requests(),
      stunRequests: stun.requests(),
    }),
    log,
    async stop() {
      await Promise.all([
        ...[...plain, ...tls].map(closeServer),
        voice.stop(),
        agoraVoice.stop(),
        stun.stop(),
        spare.stop(),
      ]);
    },
  };
}

function certifiedNames(lab: Lab): readonly string[] {
  return [SIGNALLING_HOST, PICTURES_HOST, ...edgeHosts(lab), '*.agora.io', '*.ap.sd-rtn.com'];
}

function distinct(...addresses: readonly string[]): readonly string[] {
  return [...new Set(addresses)];
}
