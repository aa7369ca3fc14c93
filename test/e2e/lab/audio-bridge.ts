import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JANUS_ADMIN, JANUS_PORT, JANUS_ROOM, MACHINES } from './machines';

/** A certificate's files. */
export interface KeyFiles {
  readonly key: string;
  readonly certificate: string;
}

/** Starts Debian's Janus as an audio room: an SFU's address, its signalling on a TLS WebSocket. */
export function startJanus(
  inside: readonly string[],
  folder: string,
  { key, certificate }: KeyFiles,
): ChildProcess {
  const home = janusHome();
  const addresses = [MACHINES.sfu, MACHINES.secondSfu, MACHINES.six].map(({ address }) => address);
  const config = join(folder, 'janus');
  mkdirSync(config, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(config, name), text);
  write(
    'janus.jcfg',
    `general: {
  configs_folder = "${config}"
  plugins_folder = "${home}/plugins"
  transports_folder = "${home}/transports"
  events_folder = "${home}/events"
  loggers_folder = "${home}/loggers"
  debug_level = 2
  admin_secret = "${JANUS_ADMIN.secret}"
}
media: { ipv6 = true, rtp_port_range = "20000-20100" }
nat: {
  ice_lite = true
  ice_tcp = false
  ignore_mdns = true
  ice_enforce_list = "${addresses}"
}
plugins: { disable = "${allBut(`${home}/plugins`, 'audiobridge', 'echotest')}" }
transports: { disable = "${allBut(`${home}/transports`, 'websockets')}" }
`,
  );
  write(
    'janus.transport.websockets.jcfg',
    `general: {
  json = "compact"
  ws = false
  wss = true
  wss_port = ${JANUS_PORT}
}
certificates: { cert_pem = "${certificate}", cert_key = "${key}" }
admin: { admin_ws = true, admin_ws_port = ${JANUS_ADMIN.port}, admin_wss = false }
`,
  );
  write(
    'janus.plugin.audiobridge.jcfg',
    `room-${JANUS_ROOM}: { description = "Lab", sampling_rate = 16000, record = false }\n`,
  );
  const [program = '', ...before] = inside;
  return spawn(program, [...before, 'janus', '-F', config, `--config=${config}/janus.jcfg`], {
    stdio: 'ignore',
  });
}

/** Debian keeps it in the folder of the machine's architecture. */
function janusHome(): string {
  const homes = readdirSync('/usr/lib').map((name) => `/usr/lib/${name}/janus`);
  const home = homes.find((path) => existsSync(`${path}/plugins`));
  if (home === undefined) throw new Error('Janus has no plugins below /usr/lib.');
  return home;
}

function allBut(folder: string, ...wanted: readonly string[]): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.so') && !wanted.some((each) => name.includes(each)))
    .join(',');
}
