import { afterEach, describe, expect, it } from 'vitest';
import type { BrowserKind } from '../../../cli/browsers/find-browser';
import { until } from '../../../cli/browsers/until';
import { beHostile, FORGED, type Hostility } from './hostile-page';
import { talkToServer } from './in-page';
import {
  addressOfThisMachine,
  BROWSERS,
  isMissing,
  openProbeLab,
  type ProbeLab,
} from './probe-lab';

/** Firefox settles `getStats` by way of the page's `then`, under circumstances; see below. */
const KNOWN: Readonly<Record<BrowserKind, RegExp>> = {
  chromium: /^$/,
  firefox: /^$|^statistics in Promise\.then$/,
};

describe.each(BROWSERS)('a hostile page in %s', (kind) => {
  let lab: ProbeLab;
  afterEach(() => lab?.close());

  const unreachable = isMissing(kind) || addressOfThisMachine(kind) === null;
  it.skipIf(unreachable).each<Hostility>(['listen', 'sabotage'])(
    'that would %s catches nothing, forges nothing and stops nothing',
    async (hostility) => {
      lab = await openProbeLab(kind, true);
      await lab.open(`<script>(${beHostile})('${hostility}', '${FORGED}')</script>`);
      await until('the log', () => lab.log.length > 0);
      const caught = lab.log
        .join('')
        .split('\n')
        .filter((line) => !KNOWN[kind].test(line));
      expect(caught).toEqual([]);
      const messages = await lab.messages();
      expect(JSON.stringify(messages)).not.toContain(FORGED);
      const talks = messages.flatMap(({ parsed }) =>
        parsed?.kind === 'candidate-pair' && parsed.carried.audio.sent > 0 ? [parsed] : [],
      );
      const bytes = talks.map(({ bytesSent }) => bytesSent);
      expect(talks.length).toBeGreaterThan(1);
      expect(talks[0]).toMatchObject({ peer: 'server', remote: { address: lab.voiceAddress } });
      expect(bytes).toEqual([...new Set(bytes)].sort((a, b) => a - b));
    },
  );

  it.skipIf(isMissing(kind))('that fills the stack hides nothing behind it', async () => {
    lab = await openProbeLab(kind, true);
    const page = await lab.open(`<script>(${fillStack})(40)</script>`);
    await until('all of them', async () => {
      const ports = (await lab.messages()).flatMap(({ parsed }) =>
        parsed?.kind === 'ice-server' ? [parsed.endpoint.port] : [],
      );
      return new Set(ports).size === 40;
    });
    expect(await page.evaluate('window.made.length')).toBe(40);
  });

  it.skipIf(unreachable)(
    'that holds back its statistics stops them in Firefox, and it is told',
    async () => {
      lab = await openProbeLab(kind, true);
      const page = await lab.open(`<script>(${holdBackStatistics})()</script>`);
      expect(await page.evaluate(talkToServer, 9)).toMatch(/connected|completed/);
      const seen = await lab.heard(
        'a path or a gap',
        (event) => event.kind === 'dropped' || event.kind === 'candidate-pair',
      );
      expect(seen.kind).toBe(kind === 'firefox' ? 'dropped' : 'candidate-pair');
    },
  );
});

/** Runs in the page: makes and opens connections wherever the stack still holds the call. */
function fillStack(count: number): void {
  const made: RTCPeerConnection[] = [];
  function dive(call: () => void): void {
    try {
      dive(call);
    } catch {}
    try {
      call();
    } catch {}
  }
  dive(() => {
    if (made.length >= count) return;
    const urls = `stun:127.0.0.1:${21_000 + made.length}`;
    made.push(new RTCPeerConnection({ iceServers: [{ urls }] }));
  });
  for (const pc of made) {
    pc.createDataChannel('x');
    let isOpened = false;
    dive(() => {
      if (!isOpened) void pc.setLocalDescription();
      isOpened = true;
    });
  }
  Object.assign(window, { made });
}

/** Runs in the page. With another `constructor` on promises, Firefox can't take its short cut. */
function holdBackStatistics(): void {
  const { apply } = Reflect;
  const objectTag = Object.prototype.toString;
  const { then } = Promise.prototype;
  const isStatistics = (value: unknown) =>
    apply(objectTag, value, []) === '[object RTCStatsReport]';
  const holding = function (this: Promise<unknown>, onValue: unknown, onError: unknown) {
    const pass = (value: unknown) =>
      isStatistics(value) ? undefined : (onValue as (value: unknown) => unknown)(value);
    return apply(then, this, [typeof onValue === 'function' ? pass : onValue, onError]);
  };
  Object.defineProperty(Promise.prototype, 'then', { configurable: true, value: holding });
  Object.defineProperty(Promise.prototype, 'constructor', {
    configurable: true,
    get: () => ({ [Symbol.species]: null }),
  });
}
