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
export async function watchHeadless(visit: Visit, interrupted: Promise<void>): Promise<void> {
  const stop = interrupted.then(() => {
    throw new Failure('Stopped before there was anything to show.');
  });
  await Promise.race([watch(visit), stop]);
}

async function watch(visit: Visit): Promise<void> {
  const page = await open(visit);
  const report =
    visit.room === null
      ? await sleep(visit.seconds * 1000).then(() => readTabReport(visit.session, page))
      : await voiceFlows(visit.session, page, visit.room);
  if (report === null) throw new Failure(`${visit.url.href}: the extension kept nothing of it.`);
  await writeFindings(visit.session, page, report, loadKnowledge(visit.databases), visit.out);
}

/** Opens the page in a window and leaves it there until it is closed or Ctrl-C is pressed. */
export async function showWindow(visit: Visit, interrupted: Promise<void>): Promise<void> {
  const page = await open(visit);
  const write = (text: string) => process.stdout.write(`${text}\n`);
  write(`\n${visit.url.href} is open. Earshot's button is in the toolbar (in Chromium behind the`);
  write('puzzle piece). Close the window or press Ctrl-C to end.');
  if (visit.room !== null) {
    const report = await Promise.race([voiceFlows(visit.session, page, visit.room), interrupted]);
    if (report) write(`\n${findingsTable(report)}`);
  }
  await Promise.race([closed(visit.session), interrupted]);
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

/** Waits until both of the room's servers hear the voice and the extension has seen both paths. */
async function voiceFlows(
  session: BrowserSession,
  page: BrowserPage,
  room: DemoRoom,
): Promise<TabReport> {
  const every = 500;
  await until(
    'the voice to reach both servers of the demo room',
    () => {
      const { voice, agora } = room.received();
      return voice.packets >= FLOWING && agora.packets >= FLOWING;
    },
    { seconds: 60, every },
  ).catch(async ({ message }: Error) => {
    const shown = await page.evaluate('document.body.innerText');
    const complaints = (await page.errors()).join('\n');
    throw new Failure(`${message}\nThe page shows:\n${shown}\n${complaints}`);
  });
  const servers = [room.lab.voice.address, room.lab.agoraEdge.address];
  return until(
    'the extension to see the voice',
    async () => {
      const report = await readTabReport(session, page);
      const heard = servers.every((server) =>
        report?.destinations.some(
          ({ traffic, endpoint }) => traffic === 'media' && endpoint.address === server,
        ),
      );
      return heard ? report : null;
    },
    { seconds: 30, every },
  ).catch(({ message }: Error) => {
    throw new Failure(message);
  });
}

/** A browser that was closed doesn't answer. */
async function closed(session: BrowserSession): Promise<void> {
  const answers = () =>
    session.backgroundRuns().then(
      () => true,
      () => false,
    );
  while (await answers()) await sleep(1000);
}
