import { EDGE_DOMAINS, edgeHostname } from './agora-access-point';
import { type Lab, type LabMachineName, PAGE_ADDRESS } from './lab';

/** Names the page itself uses; `.localhost` and `.example` belong to nobody (RFC 2606, RFC 6761). */
export const ROOM_HOST = 'room.localhost';
export const SIGNALLING_HOST = 'signalling.example';
export const PICTURES_HOST = 'pictures.example';
export const COUNTER_HOST = 'counter.example';

/** The port Agora's edge servers listen on, which the SDK is told along with the address. */
export const AGORA_EDGE_PORT = 4713;

/** The real names the Agora SDK 4.24 contacts when it joins with its default settings. */
export const AGORA_HOSTS = [
  'webrtc2-ap-web-1.agora.io',
  'webrtc2-2.ap.sd-rtn.com',
  'statscollector-1.agora.io',
  'cds-ap-web-1.agora.io',
  'cds-ap-web-3.agora.io',
  'cds-web-2.ap.sd-rtn.com',
] as const;

/** Which machine answers to a name; the first that fits, `*` standing for anything. */
function machineOfName(lab: Lab): readonly (readonly [string, LabMachineName])[] {
  return [
    [SIGNALLING_HOST, 'signalling'],
    [PICTURES_HOST, 'pictures'],
    [COUNTER_HOST, 'counter'],
    ...edgeHosts(lab).map((name) => [name, 'agoraEdge'] as const),
    ['*.sd-rtn.com', 'agoraChina'],
    ['*.agora.io', 'agoraGlobal'],
  ];
}

/** The names under which the SDK contacts the edge server it was handed. */
export function edgeHosts(lab: Lab): readonly string[] {
  return EDGE_DOMAINS.map((domain) => edgeHostname(lab.agoraEdge.address, domain));
}

/** The machine a request was meant for, by the name in it. */
export function machineOfHost(lab: Lab, host: string): LabMachineName | 'page' {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const entry = machineOfName(lab).find(([pattern]) =>
    pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern,
  );
  return entry?.[1] ?? 'page';
}

/**
 * Where the browser must look for each name, and that it finds no other: what happens in the room
 * stays on this computer.
 */
export function labHostRules(
  lab: Lab,
  ports: { readonly plain: number; readonly tls: number },
): Readonly<Record<string, string>> {
  const rules = machineOfName(lab).map(([name, machine]) => {
    const { address } = lab[machine];
    if (machine === 'counter') return [`${name}:80`, `${address}:${ports.plain}`];
    const port = machine === 'agoraEdge' ? AGORA_EDGE_PORT : 443;
    return [`${name}:${port}`, `${address}:${ports.tls}`];
  });
  return Object.fromEntries([...rules, [ROOM_HOST, PAGE_ADDRESS], ['*', '~NOTFOUND']]);
}
