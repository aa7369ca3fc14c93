import { setTimeout as sleep } from 'node:timers/promises';
import type { TabReport } from '../../lib/report/tab-report';
import type { BrowserPage, BrowserSession } from '../browsers/session';
import { until } from '../browsers/until';
import { readTabReport } from '../extension-door';
import { Failure } from '../failure';
import { findingsTable } from '../findings-table';
import { loadKnowledge } from '../load-knowledge';
import type { DemoRoom } from './room-server';
import { writeFindings } from './write-findings';

export interface Visit {
  readonly session: BrowserSession;
  readonly url: URL;
  /** `null` on a live site. */
  readonly room: DemoRoom | null;
  /** Paths of the user's own databases that the extension was given. */
  readonly databases: readonly string[];
  /** How long a live site is watched without a window. */
  readonly seconds: number;
  /** Folder for what is written without a window. */
  readonly out: string;
}

/** RTP packets after which voice is said to flow: a second of Opus. */
const FLOWING = 50;

/** Opens the page, waits for voice (or, on a live site, for time to pass), writes the findings. */
export async function watchHeadless(visit: Visit, signal: AbortSignal): Promise<void> {
  const { session, room, url } = visit;
  const page = await open(visit);
  try {
    if (room === null) await sleep(visit.seconds * 1000, undefined, { signal });
    const report =
      room === null
        ? await readTabReport(session, page)
        : await voiceFlows(session, page, room, signal);
    if (report === null) throw new Failure(`${url.href}: the extension kept nothing of it.`);
    await writeFindings(session, page, report, loadKnowledge(visit.databases), visit.out);
  } catch (error) {
    if (signal.aborted) throw new Failure('Stopped before there was anything to show.');
    throw error;
  }
}

/** Opens the page in a window and leaves it there until it is closed or Ctrl-C is pressed. */
export async function showWindow(visit: Visit, signal: AbortSignal): Promise<void> {
  const { session, room, url } = visit;
  const page = await open(visit);
  const write = (text: string) => process.stdout.write(`${text}\n`);
  write(`\n${url.href} is open. Earshot's button is in the toolbar (in Chromium behind the`);
  write('puzzle piece). Close the window or press Ctrl-C to end.');
  // A browser that was closed doesn't answer.
  const isOpen = async () =>
    !signal.aborted &&
    session.backgroundRuns().then(
      () => true,
      () => false,
    );
  if (room !== null) {
    const report = await voiceFlows(session, page, room, signal).catch(async (error: Error) => {
      if (await isOpen()) throw error;
      return null;
    });
    if (report !== null) write(`\n${findingsTable(report, null)}`);
  }
  while (await isOpen()) await sleep(1000, undefined, { signal }).catch(() => {});
}

async function open({ session, url }: Visit): Promise<BrowserPage> {
  const page = await session.openPage();
  try {
    await page.goto(url.href);
  } catch (error) {
    throw new Failure((error as Error).message);
  }
  return page;
}

/**
 * Waits until both of the room's servers hear the voice and the extension has seen both paths.
 * @throws Failure that shows what the page shows when they don't.
 */
async function voiceFlows(
  session: BrowserSession,
  page: BrowserPage,
  room: DemoRoom,
  signal: AbortSignal,
): Promise<TabReport> {
  const servers = [room.lab.voice.address, room.lab.agoraEdge.address];
  const flows = async () => {
    signal.throwIfAborted();
    const report = await readTabReport(session, page);
    const { voice, agora } = room.received();
    const seen = servers.every((server) =>
      report?.destinations.some(
        ({ traffic, endpoint }) => traffic === 'media' && endpoint.address === server,
      ),
    );
    return seen && voice.packets >= FLOWING && agora.packets >= FLOWING ? report : null;
  };
  try {
    return await until('the voice to reach both servers of the room, and be seen', flows, {
      seconds: 120,
      every: 500,
    });
  } catch (error) {
    const shown = await page.evaluate('document.body.innerText').catch(() => 'nothing any more');
    const complaints = (await page.errors().catch(() => [])).join('\n');
    throw new Failure(`${(error as Error).message}\nThe page shows:\n${shown}\n${complaints}`);
  }
}
