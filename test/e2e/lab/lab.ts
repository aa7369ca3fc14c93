import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LaunchOptions } from '../../../cli/browsers/session';
import { until } from '../../../cli/browsers/until';
import { makeCertificate } from '../../../cli/demo/certificate';
import type { VoiceReceived } from '../../../cli/demo/voice-server';
import { startJanus } from './audio-bridge';
import type { LabContact, LabQuestion } from './contact';
import type { JanusCount } from './janus-count';
import { ALL_MACHINES, hostsFile, JANUS_PORT, MACHINES, TURN_PORT } from './machines';
import { makeNamespaces } from './namespaces';
import { startCoturn } from './turn-server';

/** A piece of the internet of its own: see `machines` for who is in it. */
export interface Lab {
  /** For `launchBrowser`: run inside, with a microphone, whatever the certificate. */
  readonly launchOptions: Pick<
    LaunchOptions,
    'inside' | 'ignoreCertificateErrors' | 'fakeMicrophone'
  >;
  /** Every request that reached one of the web servers so far. */
  log(): Promise<readonly LabContact[]>;
  /** Connectivity checks that reached the collector. */
  checks(): Promise<number>;
  /** Bytes of sound that Janus counts in each of its connections now, as sent to it. */
  janusHeard(): Promise<readonly JanusCount[]>;
  /** What the Agora edge server heard. */
  agoraVoice(): Promise<VoiceReceived>;
  stop(): Promise<void>;
}

/** Starts the lab. Ask `labUnavailable` first. */
export async function startLab(): Promise<Lab> {
  const namespaces = makeNamespaces(
    ALL_MACHINES.map(({ address }) => address),
    hostsFile(),
  );
  const folder = mkdtempSync(join(tmpdir(), 'earshot-lab-'));
  const children: ChildProcess[] = [];
  async function stop(): Promise<void> {
    for (const child of children) child.kill();
    await until('the servers to end', () => children.every(hasEnded), { seconds: 5 }).catch(
      () => {},
    );
    namespaces.remove();
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    const certificate = await makeCertificate(ALL_MACHINES.flatMap(({ names }) => names));
    const files = { key: join(folder, 'key.pem'), certificate: join(folder, 'certificate.pem') };
    writeFileSync(files.key, certificate.keyPem);
    writeFileSync(files.certificate, certificate.certificatePem);
    const servers = startServers(namespaces.inServers);
    children.push(
      servers.process,
      startJanus(namespaces.inServers, folder, files),
      startCoturn(namespaces.inServers, folder, files),
    );
    servers.process.send(certificate);
    await servers.ready;
    for (const [{ address }, port] of [
      [MACHINES.sfu, JANUS_PORT],
      [MACHINES.turn, TURN_PORT],
    ] as const) {
      const listening = () => servers.ask({ ask: 'listening', address, port });
      await until(`${address}:${port} to listen`, listening);
    }
    return {
      launchOptions: {
        inside: namespaces.inBrowsers,
        ignoreCertificateErrors: true,
        fakeMicrophone: true,
      },
      log: () => servers.ask({ ask: 'log' }) as Promise<readonly LabContact[]>,
      checks: () => servers.ask({ ask: 'checks' }) as Promise<number>,
      janusHeard: () => servers.ask({ ask: 'janus' }) as Promise<readonly JanusCount[]>,
      agoraVoice: () => servers.ask({ ask: 'voice' }) as Promise<VoiceReceived>,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A Node process inside the namespace, asked and answered by messages. */
function startServers(inside: readonly string[]) {
  const [program = '', ...before] = inside;
  const child = fork(fileURLToPath(new URL('./server-process.ts', import.meta.url)), {
    execPath: program,
    execArgv: [...before, process.execPath, '--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`The lab's servers ended with ${code}.`)));
  });
  ended.catch(() => {});
  const started = new Promise<void>((resolve) => {
    child.on('message', (message: 'ready' | { readonly id: number; readonly answer: unknown }) => {
      if (message === 'ready') resolve();
      else waiting.get(message.id)?.(message.answer);
    });
  });
  function ask(question: LabQuestion): Promise<unknown> {
    asked += 1;
    const id = asked;
    child.send({ ...question, id });
    return Promise.race([ended, new Promise((resolve) => waiting.set(id, resolve))]);
  }
  return { process: child, ready: Promise.race([ended, started]), ask };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
