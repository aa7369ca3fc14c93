import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../cli/browsers/until';
import { BROWSERS, isMissing, openProbeLab, type ProbeLab } from './probe-lab';

const CASES = [
  ['no transform', 'plain'],
  ['a transform on the sound sent', 'transformed'],
  ['a transform on the picture alone', 'plain'],
  ['a transform on the sound received alone', 'plain'],
  ['a transform taken off in the middle of the call', 'mixed'],
  ['encoded streams of the sound sent', 'transformed'],
] as const;
type Way = (typeof CASES)[number][0];

/** Chromium 156 sends no sound any more once its transform is gone: nothing leaves in clear. */
const IN_CHROMIUM: { readonly [W in Way]?: 'transformed' } = {
  'a transform taken off in the middle of the call': 'transformed',
};

/**
 * Older Chromium's own way; Firefox never had it. Where a page allows encoded streams and makes none,
 * Chromium 156 sends no sound at all, with or without a probe.
 */
const isOnlyInChromium = (way: Way) => way.startsWith('encoded streams');

describe.each(BROWSERS)('what a page does to its sound in %s', (kind) => {
  let lab: ProbeLab;
  beforeAll(async () => {
    if (!isMissing(kind)) lab = await openProbeLab(kind, true);
  });
  afterAll(() => lab?.close());

  const cases = CASES.filter(([way]) => kind === 'chromium' || !isOnlyInChromium(way));
  it.skipIf(isMissing(kind)).each(cases)('%s: %s', async (way, usual) => {
    const expected = (kind === 'chromium' && IN_CHROMIUM[way]) || usual;
    const page = await lab.open();
    const url = await page.evaluate(() => location.href);
    expect(await page.evaluate(talk, way)).toMatch(/connected|completed/);
    // The first connection of the page: the other end of the same call sees what it sees.
    const words = async () => {
      const mine = (await lab.messages()).filter((message) => message.url === url);
      const paths = mine.flatMap(({ parsed }) =>
        parsed?.kind === 'candidate-pair' && parsed.connection === 0 ? [parsed] : [],
      );
      return paths.filter(({ carried }) => carried.audio.sent > 0).map(({ sound }) => sound);
    };
    await until(`sound that is ${expected}`, async () => (await words()).at(-1) === expected);
    const allowed = expected === 'mixed' ? ['transformed', 'mixed'] : [expected];
    expect(allowed).toEqual(expect.arrayContaining([...new Set(await words())]));
    expect(await page.errors()).toEqual([]);
  });
});

/** Runs in the page: a call with itself, in sound and picture. */
async function talk(way: Way): Promise<string> {
  type WithTransform = { transform: unknown; createEncodedStreams(): Streams };
  interface Streams {
    readonly readable: ReadableStream;
    readonly writable: WritableStream;
  }
  const { RTCRtpScriptTransform: ScriptTransform } = window as unknown as {
    RTCRtpScriptTransform: new (worker: Worker) => unknown;
  };
  const through =
    'onrtctransform = ({ transformer: { readable, writable } }) => readable.pipeTo(writable).catch(() => {})';
  const transform = () => new ScriptTransform(new Worker(URL.createObjectURL(new Blob([through]))));

  const media = await navigator.mediaDevices.getUserMedia({ audio: true });
  const canvas = document.body.appendChild(document.createElement('canvas'));
  const paint = canvas.getContext('2d');
  const painting = setInterval(() => paint?.fillRect(0, 0, Math.random() * 99, 9), 50);
  for (const track of canvas.captureStream(20).getTracks()) media.addTrack(track);

  const legacy = way.startsWith('encoded streams');
  const make = (more = {}) => new RTCPeerConnection({ bundlePolicy: 'max-bundle', ...more });
  const a = make(legacy ? { encodedInsertableStreams: true } : {});
  const b = make();
  a.onicecandidate = ({ candidate }) => void (candidate && b.addIceCandidate(candidate));
  b.onicecandidate = ({ candidate }) => void (candidate && a.addIceCandidate(candidate));
  const senders: Record<string, WithTransform> = {};
  for (const track of media.getTracks()) {
    senders[track.kind] = a.addTrack(track, media) as unknown as WithTransform;
    b.addTrack(track, media);
  }
  const { audio, video } = senders;
  const [first] = a.getTransceivers();
  const receiver = first?.receiver as unknown as WithTransform | undefined;
  if (audio === undefined || video === undefined || receiver === undefined) return 'no senders';
  if (way === 'a transform on the sound sent' || way.includes('taken off')) {
    audio.transform = transform();
  } else if (way.includes('picture')) video.transform = transform();
  else if (way.includes('received')) receiver.transform = transform();
  else if (way === 'encoded streams of the sound sent') {
    for (const each of [audio, video, receiver]) {
      const { readable, writable } = each.createEncodedStreams();
      void readable.pipeTo(writable);
    }
  }
  await a.setLocalDescription(await a.createOffer());
  await b.setRemoteDescription(a.localDescription as RTCSessionDescription);
  await b.setLocalDescription(await b.createAnswer());
  await a.setRemoteDescription(b.localDescription as RTCSessionDescription);
  await new Promise((resolve) => setTimeout(resolve, 4500));
  if (way.includes('taken off')) {
    audio.transform = null;
    await new Promise((resolve) => setTimeout(resolve, 6500));
  }
  const state = a.iceConnectionState;
  a.close();
  b.close();
  clearInterval(painting);
  return state;
}
