import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyFiles } from './audio-bridge';
import { MACHINES, TURN_LOGIN, TURN_PORT, TURN_TLS_PORT } from './machines';

/** Starts Debian's coturn: TURN over UDP, TCP and TLS on one address. */
export function startCoturn(
  inside: readonly string[],
  folder: string,
  { key, certificate }: KeyFiles,
): ChildProcess {
  const { address } = MACHINES.turn;
  const config = join(folder, 'turnserver.conf');
  writeFileSync(
    config,
    `listening-port=${TURN_PORT}
tls-listening-port=${TURN_TLS_PORT}
listening-ip=${address}
relay-ip=${address}
min-port=30000
max-port=30100
fingerprint
lt-cred-mech
user=${TURN_LOGIN.username}:${TURN_LOGIN.credential}
realm=lab.example
cert=${certificate}
pkey=${key}
no-dtls
no-cli
allow-loopback-peers
log-file=stdout
simple-log
pidfile=${folder}/turnserver.pid
`,
  );
  const [program = '', ...before] = inside;
  return spawn(program, [...before, 'turnserver', '-c', config], { stdio: 'ignore' });
}
