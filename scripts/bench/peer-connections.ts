import { setTimeout as sleep } from 'node:timers/promises';
import { runIn } from './chromium';
import { type Contestant, NOTHING, watching } from './contestants';
import { median, more, type Section, spread } from './figure';
import { orLaunchAgain } from './launch-again';
import type { ManyHosts } from './many-hosts';
import { increaseOfCpu, sumOfCpu } from './processes';
import { openRoom } from './watch-room';

/** Live connections of a page; half of them send, the other half hear. */
const CONNECTIONS = [2, 10, 100] as const;
/** Seconds over which processor time and sound are watched. */
const WATCHED = 10;

interface Run {
  readonly cpu: number;
  /** Parts of a thousand samples that the receiver had to make up. */
  readonly concealed: number;
  readonly getUserMedia: number;
  readonly createOffer: number;
  readonly setRemoteDescription: number;
}

/** Runs in the page: pairs of connections to itself that carry the microphone. */
async function connect(pairs: number): Promise<Omit<Run, 'cpu' | 'concealed'>> {
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const scope = globalThis as unknown as { receivers: RTCPeerConnection[] };
  scope.receivers = [];
  const asked = performance.now();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const getUserMedia = performance.now() - asked;
  const offers: number[] = [];
  const remotes: number[] = [];
  for (let i = 0; i < pairs; i++) {
    const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
    scope.receivers.push(from, to);
    from.onicecandidate = ({ candidate }) => void to.addIceCandidate(candidate ?? undefined);
    to.onicecandidate = ({ candidate }) => void from.addIceCandidate(candidate ?? undefined);
    for (const track of stream.getTracks()) from.addTrack(track, stream);
    let started = performance.now();
    const offer = await from.createOffer();
    offers.push(performance.now() - started);
    await from.setLocalDescription(offer);
    started = performance.now();
    await to.setRemoteDescription(offer);
    remotes.push(performance.now() - started);
    await to.setLocalDescription(await to.createAnswer());
    if (to.localDescription) await from.setRemoteDescription(to.localDescription);
    // A receiver nobody listens to decodes nothing.
    const sound = new Audio();
    sound.srcObject = new MediaStream(to.getReceivers().map(({ track }) => track));
    void sound.play();
  }
  return {
    getUserMedia,
    createOffer: median(offers),
    setRemoteDescription: median(remotes),
  };
}

/** Runs in the page. */
async function soundSoFar(): Promise<{ concealed: number; total: number }> {
  const scope = globalThis as unknown as { receivers: RTCPeerConnection[] };
  const sum = { concealed: 0, total: 0 };
  for (const connection of scope.receivers) {
    for (const stats of (await connection.getStats()).values()) {
      if (stats.type !== 'inbound-rtp') continue;
      sum.concealed += stats.concealedSamples ?? 0;
      sum.total += stats.totalSamplesReceived ?? 0;
    }
  }
  return sum;
}

async function measure(contestant: Contestant, site: ManyHosts, pairs: number): Promise<Run> {
  const chromium = await openRoom(contestant, site, { fakeMicrophone: true, loopbackRtc: true });
  try {
    const latencies = await runIn(chromium.page, connect, pairs);
    await sleep(4000);
    const sound = await runIn(chromium.page, soundSoFar);
    const before = await chromium.cpu();
    await sleep(WATCHED * 1000);
    const cpu = sumOfCpu(increaseOfCpu(before, await chromium.cpu()));
    const after = await runIn(chromium.page, soundSoFar);
    const samples = after.total - sound.total;
    if (samples === 0) throw new Error('No sound arrived.');
    return { ...latencies, cpu, concealed: ((after.concealed - sound.concealed) / samples) * 1000 };
  } finally {
    await chromium.close();
  }
}

export async function benchPeerConnections(site: ManyHosts, rounds: number): Promise<Section> {
  const watched = watching();
  const rows: string[][] = [];
  const checks: Section['checks'][number][] = [];
  for (const connections of CONNECTIONS) {
    const pairs = connections / 2;
    const runs = new Map<Contestant, Run[]>([
      [NOTHING, []],
      [watched, []],
    ]);
    for (let round = 0; round < rounds; round++) {
      for (const [contestant, made] of runs) {
        made.push(await orLaunchAgain(() => measure(contestant, site, pairs)));
        console.error(
          `${connections} connections, round ${round + 1}: ${contestant.name} ${made.at(-1)?.cpu.toFixed(2)} s`,
        );
      }
    }
    const column = (contestant: Contestant, key: keyof Run) =>
      (runs.get(contestant) ?? []).map((run) => run[key]);
    for (const { name } of runs.keys()) {
      const contestant = name === NOTHING.name ? NOTHING : watched;
      const cpu = column(contestant, 'cpu');
      rows.push([
        String(connections),
        name,
        spread(cpu, 2),
        contestant === NOTHING ? '' : more(cpu, column(NOTHING, 'cpu')),
        spread(column(contestant, 'concealed'), 1),
        spread(column(contestant, 'getUserMedia'), 0),
        spread(column(contestant, 'createOffer'), 1),
        spread(column(contestant, 'setRemoteDescription'), 1),
      ]);
    }
    checks.push({
      what: `${connections} live peer connections, against no extension`,
      ratio: median(column(watched, 'cpu')) / median(column(NOTHING, 'cpu')),
      most: 1.5,
    });
  }
  return {
    title: 'Live peer connections',
    how: `A page connected to itself, every pair carrying the microphone one way; processor time of all processes over ${WATCHED} s, sound made up by the receivers (concealed samples), and how long the page's own calls took.`,
    columns: [
      'connections',
      'with',
      'CPU seconds',
      'over no extension',
      'concealed ‰',
      'getUserMedia ms',
      'createOffer ms',
      'setRemoteDescription ms',
    ],
    rows,
    checks,
  };
}
