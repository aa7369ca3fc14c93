import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkToPerson, talkToServer } from './in-page';
import {
  addressOfThisMachine,
  BROWSERS,
  isMissing,
  openProbeLab,
  type ProbeLab,
} from './probe-lab';

/** Firefox's own note on a message under way while its document is left: a new tab's about:blank. */
const LEFT_TOO_EARLY =
  /Promise (?:resolved|rejected) (?:after context unloaded|while context is inactive)/;

describe.each(BROWSERS)('what the probe tells in %s', (kind) => {
  let lab: ProbeLab;
  beforeAll(async () => {
    if (!isMissing(kind)) lab = await openProbeLab(kind, true);
  });
  afterAll(() => lab?.close());

  const unreachable = isMissing(kind) || addressOfThisMachine(kind) === null;
  it.skipIf(unreachable)('names a server, what goes there and how much', async () => {
    const page = await lab.open('<img src="http://127.0.0.2:9/secret-path.png">');
    expect(await page.evaluate(talkToServer, 3)).toMatch(/connected|completed/);
    await lab.heard(
      'voice',
      (event) => event.kind === 'candidate-pair' && event.carried.audio.sent > 0,
    );
    // The last message comes with `close`, at most one look behind.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const events = (await lab.messages()).map(({ parsed }) => parsed);
    const paths = events.flatMap((event) => (event?.kind === 'candidate-pair' ? [event] : []));
    const last = paths.at(-1);
    expect(last).toMatchObject({
      state: 'in-use',
      remote: { address: lab.voiceAddress, protocol: 'udp' },
      peer: 'server',
      turn: null,
      carried: { video: { sent: 0, received: 0 } },
      ownVoice: 'before',
    });
    const { bytes } = lab.voice.received();
    expect(last?.bytesSent).toBeGreaterThan(bytes / 2);
    expect(paths.length).toBeLessThanOrEqual(8);
    expect(events).toContainEqual({
      kind: 'resource-hosts',
      hosts: [{ scheme: 'http', host: '127.0.0.1', port: lab.port }],
    });
  });

  it.skipIf(isMissing(kind))('never tells the address of a person', async () => {
    const before = (await lab.messages()).length;
    const page = await lab.open();
    expect(await page.evaluate(talkToPerson)).toMatch(/connected|completed/);
    await lab.heard(
      'a person',
      (event) => event.kind === 'candidate-pair' && event.peer === 'person',
    );
    const messages = (await lab.messages()).slice(before);
    const paths = messages.flatMap(({ parsed }) =>
      parsed?.kind === 'candidate-pair' ? [parsed] : [],
    );
    expect(paths.length).toBeGreaterThan(0);
    for (const { peer, remote, turn } of paths) {
      expect({ peer, turn, address: remote.address, port: remote.port }).toEqual({
        peer: 'person',
        turn: null,
        address: null,
        port: null,
      });
    }
  });

  it.skipIf(isMissing(kind))('tells of ICE servers, and never of what opens them', async () => {
    const page = await lab.open();
    await page.evaluate(async () => {
      const pc = new RTCPeerConnection({
        iceServers: [
          {
            urls: ['stun:127.0.0.1:34780', 'turn:127.0.0.1:34780?transport=tcp'],
            username: 'secret-user',
            credential: 'secret-key',
          },
        ],
      });
      pc.createDataChannel('secret-label');
      await pc.setLocalDescription();
      await new Promise((resolve) => setTimeout(resolve, 300));
      pc.close();
    });
    const turn = await lab.heard(
      'a TURN server',
      (event) => event.kind === 'ice-server' && event.role === 'turn',
    );
    expect(turn).toMatchObject({
      endpoint: { hostname: null, address: '127.0.0.1', port: 34780 },
      transport: 'tcp',
      outcome: 'attempted',
    });
  });

  it.skipIf(isMissing(kind))('tells nothing else', async () => {
    const messages = await lab.messages();
    expect(messages.filter(({ parsed }) => parsed === null)).toEqual([]);
    for (const { raw, parsed } of messages) expect(raw).toEqual(parsed);
    expect(JSON.stringify(messages)).not.toMatch(/secret|\.local|ufrag|candidate:/);
    const errors = await lab.session.extensionErrors();
    expect(errors.filter((error) => !LEFT_TOO_EARLY.test(error))).toEqual([]);
  });
});
