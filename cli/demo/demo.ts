import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../browsers/launch';
import type { BrowserSession, LaunchOptions } from '../browsers/session';
import { ensureBuild } from '../build';
import { addOwnDatabases, watchSites } from '../extension-door';
import { Failure } from '../failure';
import { grantAtInstall } from '../granted-build';
import { chooseBrowser, hasDisplay } from './choose-browser';
import { DEMO_USAGE, type DemoOptions, parseDemoOptions } from './demo-options';
import { awaitInterruption } from './interruption';
import { roomLaunchOptions, saveLabDatabase } from './room-browser';
import { type DemoRoom, startDemoRoom } from './room-server';
import { showWindow, watchHeadless } from './watch-room';

const ONE_ADDRESS =
  'This system has one loopback address, so every machine of the room shares it and its country.\n';

/** `npm start`: the embedded demo room, or a live site, in a browser with the extension in it. */
export async function runDemo(args: readonly string[]): Promise<number> {
  const options = parseDemoOptions(args);
  if (options === null) {
    process.stdout.write(DEMO_USAGE);
    return 0;
  }
  const { kind, executable } = chooseBrowser(options.browser);
  const folder = mkdtempSync(join(tmpdir(), 'earshot-demo-'));
  const room = options.url === null ? await startDemoRoom() : null;
  if (room?.sharedAddress) process.stderr.write(ONE_ADDRESS);
  const headless = options.headless || !hasDisplay();
  try {
    // No prompt for more hosts can be clicked before the room opens, so they are granted here.
    const extension = grantAtInstall(ensureBuild(kind), ['<all_urls>'], join(folder, 'extension'));
    await visit(options, room, folder, {
      kind,
      executable,
      extension,
      headless,
      ...(room === null ? { fakeMicrophone: headless } : roomLaunchOptions(room)),
    });
    return 0;
  } finally {
    await room?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function visit(
  options: DemoOptions,
  room: DemoRoom | null,
  folder: string,
  launch: LaunchOptions,
): Promise<void> {
  const interruption = awaitInterruption();
  const session = await launchBrowser(launch).catch((error: Error) => {
    throw new Failure(error.message);
  });
  try {
    const url = options.url ?? new URL(room?.url ?? '');
    const databases = room === null ? [] : [saveLabDatabase(room, folder)];
    await addOwnDatabases(session, databases);
    await watchSites(session, [url]);
    const visited = { ...options, session, url, room, databases };
    const show = launch.headless ? watchHeadless : showWindow;
    await show(visited, interruption.signal);
  } finally {
    interruption.stopListening();
    await closeQuietly(session);
  }
}

/** The extension asks nothing of any machine: a run in which it did is no demonstration. */
async function closeQuietly(session: BrowserSession): Promise<void> {
  const { ownRequests } = await session.close();
  if (ownRequests.length > 0) {
    throw new Failure(`The extension made requests of its own: ${JSON.stringify(ownRequests)}`);
  }
}
