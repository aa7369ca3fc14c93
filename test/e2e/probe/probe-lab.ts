import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname } from 'node:path';
import { type BrowserKind, findBrowser } from '../../../cli/browsers/find-browser';
import { launchBrowser } from '../../../cli/browsers/launch';
import type { BrowserPage, BrowserSession } from '../../../cli/browsers/session';
import { until } from '../../../cli/browsers/until';
import { startVoiceServer, type VoiceServer } from '../../../cli/demo/voice-server';
import type { ProbeEvent } from '../../../lib/rtc/probe-event';
import { endQuietly } from '../site/quiet-end';
import { buildProbeExtension } from './build-extension';

export const BROWSERS: readonly BrowserKind[] = ['chromium', 'firefox'];

export function isMissing(kind: BrowserKind): boolean {
  return findBrowser(kind) === null;
}

/**
 * Where a voice server can be reached without leaving the machine: loopback, which Firefox gives
 * ICE no candidate for, whatever its preferences say, so there an interface's own address.
 */
export function addressOfThisMachine(kind: BrowserKind): string | null {
  if (kind === 'chromium') return '127.0.0.1';
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}

/** One message as the extension's background got it. */
export interface Message {
  readonly raw: unknown;
  /** What the door made of it; `null` when it was refused. */
  readonly parsed: ProbeEvent | null;
  readonly frameId: number;
  readonly url: string;
}

export interface ProbeLab {
  readonly session: BrowserSession;
  readonly voice: VoiceServer;
  readonly voiceAddress: string;
  /** Port of the site. */
  readonly port: number;
  /** Opens a page of the site with this markup. */
  open(html?: string): Promise<BrowserPage>;
  /** All messages of the page and its frames so far; with `about:` frames under their parent's. */
  messages(): Promise<readonly Message[]>;
  /** What pages have sent to `/log`. */
  readonly log: readonly string[];
  /** Waits for a message, and returns it. */
  heard(what: string, isIt: (event: ProbeEvent) => boolean): Promise<ProbeEvent>;
  close(): Promise<void>;
}

/** A browser with the probe in it (or without), a site, and a voice server on loopback. */
export async function openProbeLab(kind: BrowserKind, probe: boolean): Promise<ProbeLab> {
  const pages = new Map<string, string>();
  const voiceAddress = addressOfThisMachine(kind) ?? '127.0.0.1';
  const voice = startVoiceServer(voiceAddress, { echo: true });
  const log: string[] = [];
  const server = await serve(pages, voice, log);
  const extension = probe ? await buildProbeExtension(kind) : null;
  const session = await launchBrowser({
    kind,
    extension,
    fakeMicrophone: true,
    loopbackRtc: true,
    args: kind === 'chromium' ? ['--js-flags=--expose-gc'] : [],
  });
  const { port } = server.address() as AddressInfo;
  const messages = async () =>
    ((await session.inExtension(storedMessages)) as readonly Message[]).filter(({ url }) =>
      /^(http|about:|blob:|data:)/.test(url),
    );
  return {
    session,
    voice,
    voiceAddress,
    log,
    port,
    async open(html = '') {
      const path = `/${pages.size}`;
      pages.set(path, html);
      return session.openPage(`http://127.0.0.1:${port}${path}`);
    },
    messages,
    async heard(what, isIt) {
      return until(what, async () => {
        const events = (await messages()).map(({ parsed }) => parsed);
        return events.find((event) => event !== null && isIt(event)) ?? null;
      });
    },
    async close() {
      await endQuietly(session);
      if (extension !== null) rmSync(dirname(extension), { recursive: true });
      await voice.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The pages by their path, any other path as an empty document, answers to offers, and a log. */
async function serve(
  pages: ReadonlyMap<string, string>,
  voice: VoiceServer,
  log: string[],
): Promise<Server> {
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += chunk;
      if (request.url === '/log') log.push(body);
      response.end(request.url === '/offer' ? await voice.answer(body) : '');
      return;
    }
    response.setHeader('content-type', 'text/html');
    if (request.url?.startsWith('/gather?')) {
      response.end(gathering(Number(request.url.split('?')[1])));
      return;
    }
    response.end(`<!doctype html><title>Room</title>${pages.get(request.url ?? '') ?? ''}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A page that asks a STUN server of that port. */
function gathering(port: number): string {
  return `<!doctype html><script>
    pc = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${port}' }] });
    pc.createDataChannel('x');
    pc.setLocalDescription();
  </script>`;
}

/** Runs in the extension. */
async function storedMessages(): Promise<unknown> {
  const scope = globalThis as unknown as Record<'browser' | 'chrome', SessionStorage | undefined>;
  return (await (scope.browser ?? scope.chrome)?.storage.session.get('messages'))?.messages;
}

interface SessionStorage {
  readonly storage: { readonly session: { get(key: string): Promise<Record<string, unknown>> } };
}
