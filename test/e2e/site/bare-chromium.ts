import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { asExpression } from '../../../cli/browsers/in-page';
import { until } from '../../../cli/browsers/until';
import type { BareBrowser } from './bare-browser';

const QUIET = [
  '--headless=new',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--password-store=basic',
  '--use-mock-keychain',
];

/**
 * Without a driver: those stop every new page and worker until they have looked at them, which makes
 * another start of it.
 * @throws when it doesn't come up in time; it's gone then.
 */
export async function startBareChromium(
  executable: string,
  profile: string,
  args: readonly string[],
): Promise<BareBrowser> {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const chromium = spawn(
    executable,
    [...QUIET, ...sandbox, `--user-data-dir=${profile}`, '--remote-debugging-port=0', ...args],
    // A process group of its own: its helpers end with it.
    { stdio: 'ignore', detached: true },
  );
  try {
    const [port = '', path = ''] = await until('Chromium to start', () => linesOf(portFile), {
      seconds: 20,
    });
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    await once(socket, 'open');
    const send = speakDevtools(socket);
    return {
      async evaluateAt(url, run, ...args) {
        const { targetId } = await send('Target.createTarget', { url });
        const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
        await until('the page', async () => {
          const { result } = await send(
            'Runtime.evaluate',
            { expression: 'location.href' },
            sessionId,
          );
          return (result as { value?: unknown }).value === url;
        });
        const expression = asExpression(run, args);
        const how = { expression, awaitPromise: true, returnByValue: true };
        const { result } = await send('Runtime.evaluate', how, sessionId);
        await send('Target.closeTarget', { targetId });
        return (result as { value: never }).value;
      },
      close: async () => {
        await Promise.race([send('Browser.close').catch(() => {}), ended(chromium)]);
        socket.terminate();
        await end(chromium);
      },
    };
  } catch (error) {
    await end(chromium);
    throw error;
  }
}

type Send = (
  method: string,
  params?: object,
  sessionId?: unknown,
) => Promise<Readonly<Record<string, unknown>>>;

/** https://chromedevtools.github.io/devtools-protocol/: a call that isn't answered in time fails. */
function speakDevtools(socket: WebSocket): Send {
  let last = 0;
  return async (method, params = {}, sessionId) => {
    last += 1;
    const id = last;
    const answer = new Promise<Awaited<ReturnType<Send>>>((resolve, reject) => {
      const late = setTimeout(
        () => settle(() => reject(new Error(`${method}: no answer`))),
        15_000,
      );
      const read = (data: Buffer) => {
        const message = JSON.parse(data.toString());
        if (message.id !== id) return;
        if (message.error) settle(() => reject(new Error(`${method}: ${message.error.message}`)));
        else settle(() => resolve(message.result));
      };
      const settle = (how: () => void) => {
        clearTimeout(late);
        socket.off('message', read);
        how();
      };
      socket.on('message', read);
    });
    socket.send(JSON.stringify({ id, method, params, sessionId }));
    return answer;
  };
}

function linesOf(file: string): readonly string[] | null {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.length > 1 ? lines : null;
  } catch {
    return null;
  }
}

function ended(browser: ChildProcess): Promise<boolean> {
  return until('Chromium to end', () => browser.exitCode !== null || browser.signalCode !== null, {
    seconds: 5,
  }).catch(() => false);
}

async function end(browser: ChildProcess): Promise<void> {
  if (await ended(browser)) return;
  if (browser.pid !== undefined) process.kill(-browser.pid, 'SIGKILL');
  await ended(browser);
}
