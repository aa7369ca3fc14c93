import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../cli/browsers/until';
import { talkToServer } from './in-page';
import {
  addressOfThisMachine,
  BROWSERS,
  isMissing,
  openProbeLab,
  type ProbeLab,
} from './probe-lab';

/** Chromium refuses the 501st; Firefox none of these. */
const MORE_THAN_ALLOWED = 600;

describe.each(BROWSERS)('many connections in %s', (kind) => {
  let lab: ProbeLab;
  beforeAll(async () => {
    if (!isMissing(kind)) lab = await openProbeLab(kind, true);
  });
  afterAll(() => lab?.close());

  it.skipIf(isMissing(kind))('can be made, as many as without the probe', async () => {
    const page = await lab.open();
    const made = await page.evaluate(makeMany, MORE_THAN_ALLOWED, 'keep');
    await page.close();
    // One browser after the other: so many connections fill the machine's ports.
    const bare = await openProbeLab(kind, false);
    const without = await bare
      .open()
      .then((it) => it.evaluate(makeMany, MORE_THAN_ALLOWED, 'keep'))
      .finally(() => bare.close());
    console.info(`connections in ${kind}: ${made} with the probe, ${without} without`);
    expect(made).toBe(without);
  });

  it.skipIf(isMissing(kind))('are not kept alive: a page may make thousands', async () => {
    const page = await lab.open();
    expect(await page.evaluate(makeMany, 2000, 'close')).toBe(2000);
    await page.close();
  });

  const unreachable = isMissing(kind) || addressOfThisMachine(kind) === null;
  it.skipIf(unreachable)('do not hide the one that talks', async () => {
    const page = await lab.open();
    await page.evaluate(makeMany, 300, 'keep');
    const before = (await lab.messages()).length;
    expect(await page.evaluate(talkToServer, 3)).toMatch(/connected|completed/);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const told = (await lab.messages()).slice(before).map(({ parsed }) => parsed);
    const talks = told.filter(
      (event) => event?.kind === 'candidate-pair' && event.carried.audio.sent > 0,
    );
    expect(talks.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThan(60);
  });

  it.skipIf(isMissing(kind))(
    'closed at once, thrown at in every callback: no error reaches the page',
    async () => {
      // As the page's own script: in Firefox a driver's errors go elsewhere.
      await lab.open(`<script>
        (${throwEverywhere})().then((errors) => fetch('/log', {
          method: 'POST', body: JSON.stringify(errors),
        }));
      </script>`);
      await until('the log', () => lab.log.length > 0);
      const errors: readonly string[] = JSON.parse(lab.log[0] ?? '');
      // Its own, from handlers; nothing else.
      expect([...new Set(errors)]).toEqual(['mine']);
    },
  );
});

/** Runs in the page: how many connections could be made before one was refused. */
async function makeMany(count: number, fate: 'keep' | 'close'): Promise<number> {
  const kept: RTCPeerConnection[] = [];
  let made = 0;
  try {
    for (; made < count; made += 1) {
      const pc = new RTCPeerConnection();
      pc.createDataChannel('x');
      if (made % 10 === 0) await pc.setLocalDescription();
      if (fate === 'close') pc.close();
      else kept.push(pc);
      // Chromium allows 500 that are not collected yet, closed or not.
      const { gc } = globalThis as { gc?: (options: object) => Promise<void> };
      if (fate === 'close' && made % 100 === 0) await gc?.({ type: 'major', execution: 'async' });
    }
  } catch {}
  Object.assign(window, { kept });
  return made;
}

/** Runs in the page: a call whose every handler throws and that is closed at every stage. */
async function throwEverywhere(): Promise<readonly string[]> {
  const errors: string[] = [];
  addEventListener('error', (event) => {
    errors.push(event.error?.message ?? event.message);
    event.preventDefault();
  });
  addEventListener('unhandledrejection', ({ reason }) => errors.push(`rejected: ${reason}`));
  const mine = () => {
    throw new Error('mine');
  };
  for (let stage = 0; stage < 5; stage += 1) {
    const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
    const step = async (at: number, run: () => Promise<unknown>) => {
      if (at === stage) a.close();
      await run().catch(() => {});
    };
    for (const pc of [a, b]) {
      for (const name of [
        'signalingstate',
        'icegatheringstate',
        'iceconnectionstate',
        'connectionstate',
      ]) {
        pc.addEventListener(`${name}change`, mine);
      }
      pc.addEventListener('negotiationneeded', mine);
      pc.addEventListener('datachannel', mine);
    }
    a.onicecandidate = ({ candidate }) => {
      if (candidate) b.addIceCandidate(candidate).catch(() => {});
      mine();
    };
    b.onicecandidate = ({ candidate }) => {
      if (candidate) a.addIceCandidate(candidate).catch(() => {});
    };
    a.createDataChannel('x').onopen = mine;
    await step(0, async () => a.setLocalDescription());
    await step(1, async () => b.setRemoteDescription(a.localDescription as RTCSessionDescription));
    await step(2, async () => b.setLocalDescription());
    await step(3, async () => a.setRemoteDescription(b.localDescription as RTCSessionDescription));
    await new Promise((resolve) => setTimeout(resolve, 700));
    a.close();
    b.close();
  }
  await new Promise((resolve) => setTimeout(resolve, 2500));
  return errors;
}
