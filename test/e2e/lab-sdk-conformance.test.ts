import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import type { BrowserSession } from '../../cli/browsers/session';
import { ELSEWHERE, JANUS_PORT, MACHINES } from './lab/machines';
import { toldBy } from './lab/run-sdk';
import { useScene, whyNoLab } from './lab/scene';
import { BROWSERS } from './site/browsers';

/**
 * SDK, what it is told, and the last thing that it then tells the page. Nobody in the lab can end
 * mediasoup's handshake or Twilio's login, so these two fail.
 */
const RUNS = [
  ['agora', ELSEWHERE, 'state CONNECTING CONNECTED'],
  ['livekit', 'wss://jam.systems', 'localTrackPublished'],
  ['janus', `wss://${MACHINES.sfu.names[0]}:${JANUS_PORT}`, 'initialised'],
  ['mediasoup', 'https://jam.systems/mediasoup-transport', 'state failed'],
  ['twilio', '', null],
] as const;

/** Asked for what can't be had. */
const FAILURES = [
  ['agora', '', /^error AgoraRTC/],
  ['livekit', 'wss://nobody.example', /^error ConnectionError/],
  ['janus', 'wss://nobody.example', /^error Error/],
] as const;

describe.each(BROWSERS)('real SDKs do the same with and without Earshot in %s', (kind) => {
  describe.skipIf(whyNoLab(kind) !== null)('in the lab', () => {
    const scene = useScene(kind);
    let without: BrowserSession | null = null;

    beforeAll(async () => {
      const { launchOptions } = scene().lab;
      without = await launchBrowser({ kind, extension: null, readyKey: null, ...launchOptions });
    });
    afterAll(async () => {
      await without?.close();
    });

    /** One after the other: two browsers at once would only wait for each other. */
    async function both(sdk: string, server: string) {
      if (without === null) throw new Error('There is no browser to compare with.');
      return {
        plain: await toldBy(without, sdk, server),
        watched: await toldBy(scene().session, sdk, server),
      };
    }

    it.each(RUNS)('%s starts', async (sdk, server, last) => {
      const { plain, watched } = await both(sdk, server);
      expect(watched).toEqual(plain);
      if (last !== null) expect(plain.at(-1)).toBe(last);
    });

    it.each(FAILURES)('%s fails', async (sdk, server, last) => {
      const { plain, watched } = await both(sdk, server);
      expect(watched).toEqual(plain);
      expect(plain.at(-1)).toMatch(last);
    });
  });
});
