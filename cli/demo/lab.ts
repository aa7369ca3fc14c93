import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/**
 * The machines of the demo room. Each has a loopback address of its own, and the lab database says
 * in which country it pretends to stand. The autonomous system numbers are the ones reserved for
 * documentation (RFC 5398), so no real network is accused of anything.
 */
export const LAB_MACHINES = {
  /** Takes the microphone's audio. */
  voice: { address: '127.86.0.1', country: 'CN', asn: 64496, network: 'Lab Telecom' },
  /** The edge server that the Agora SDK is handed. */
  agoraEdge: { address: '127.86.0.2', country: 'CN', asn: 64497, network: 'Lab Cloud' },
  /** Agora's access points for its China area. */
  agoraChina: { address: '127.86.0.3', country: 'CN', asn: 64497, network: 'Lab Cloud' },
  /** Agora's access points for the rest of the world. */
  agoraGlobal: { address: '127.65.0.1', country: 'SG', asn: 64498, network: 'Lab Straits' },
  /** Signalling: who is in the room, who speaks. */
  signalling: { address: '127.1.0.1', country: 'US', asn: 64499, network: 'Lab Prairie' },
  /** A second candidate of the voice server, checked but not used. */
  spare: { address: '127.81.0.1', country: 'JP', asn: 64500, network: 'Lab Islands' },
  /** A STUN server. */
  stun: { address: '127.33.0.1', country: 'FR', asn: 64501, network: 'Lab Loire' },
  /** Pictures of the people in the room. */
  pictures: { address: '127.49.0.1', country: 'DE', asn: 64502, network: 'Lab Rhine' },
  /** A counter that is told what happens in the room, in the clear. */
  counter: { address: '127.91.0.1', country: 'IN', asn: 64503, network: 'Lab Deccan' },
} as const satisfies Record<string, LabMachine>;

export interface LabMachine {
  readonly address: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly asn: number;
  readonly network: string;
}

export type LabMachineName = keyof typeof LAB_MACHINES;

/** Where everything stands on this computer. */
export type Lab = Readonly<Record<LabMachineName, LabMachine>>;

export interface LabLayout {
  readonly lab: Lab;
  /** This system has one loopback address only: every machine shares it, and one country. */
  readonly shared: boolean;
}

/** The only loopback address that every system has: the page's own. */
export const PAGE_ADDRESS = '127.0.0.1';

/**
 * Lays out the lab on the loopback addresses this system lets us use.
 * Linux and Windows answer on all of 127/8 (RFC 1122 §3.2.1.3); macOS only on the addresses its
 * loopback interface was given, so there every machine shares 127.0.0.1 and one country.
 */
export async function layOutLab(
  usable: (address: string) => Promise<boolean> = canBind,
): Promise<LabLayout> {
  for (const { address } of Object.values(LAB_MACHINES)) {
    if (!(await usable(address))) return { lab: onOneAddress(), shared: true };
  }
  return { lab: LAB_MACHINES, shared: false };
}

function onOneAddress(): Lab {
  const shared = { ...LAB_MACHINES.voice, address: PAGE_ADDRESS };
  return Object.fromEntries(
    Object.keys(LAB_MACHINES).map((name) => [name, shared]),
  ) as unknown as Lab;
}

async function canBind(address: string): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    socket.bind({ address, port: 0 });
    await once(socket, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
