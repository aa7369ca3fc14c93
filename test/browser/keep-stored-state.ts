import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runBackground } from './bundled-background';

/**
 * Keeps what this version stores, so that later versions are tested with it. Run once for each
 * release, `npm run keep-state`: the product's own code writes it all. See `stored-state.test.ts`.
 */
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const folder = `test/fixtures/stored/${version}`;
if (existsSync(folder)) throw new Error(`${folder} is there: what was released stays as it was`);

const PAGE = 'https://www.clubhouse.com';
const START = 1_795_447_397_000;
const TAB = 7;

/** What the user does in the options and the popup of that version. */
const USER = `
  import * as actions from './lib/browser/user-actions';
  import { addTold } from './lib/browser/told-alerts';
  globalThis.kept = (async () => {
    await actions.watchCountries(['CN', 'DE']);
    await actions.watchSite('https://rooms.example');
    await actions.sayWhere('JP');
    await actions.turnAlertsOn();
    await actions.mute({
      site: 'clubhouse', subject: 'voice', kind: 'control', severity: 'warning', country: 'CN',
      by: { kind: 'vendor', id: 'agora' },
    });
    await addTold(['clubhouse agora US location']);
  })();
`;

const local: Record<string, unknown> = {};
const session: Record<string, unknown> = {};
const answers = {
  'storage.local.get': async () => structuredClone(local),
  'storage.local.set': async (items: unknown) => Object.assign(local, structuredClone(items)),
  'storage.session.get': async () => structuredClone(session),
  'storage.session.set': async (items: unknown) => Object.assign(session, structuredClone(items)),
  'storage.session.remove': async (key: unknown) => {
    delete session[key as string];
  },
  'tabs.query': async () => [{ id: TAB }],
  'permissions.contains': async () => true,
  'permissions.request': async () => true,
};
const readAsset = async (url: string) =>
  new Response(readFileSync(`assets/${url.replace('chrome-extension://earshot/', '')}`));

const user = await runBackground(answers as never, { entry: USER });
await user.global.kept;
const { fire } = await runBackground(answers as never, { fetch: readAsset });

let id = 0;
function request(url: string, type: string, part: object = {}): void {
  const details = {
    ...{ requestId: `${++id}`, url, type, method: 'GET', timeStamp: START + id, tabId: TAB },
    ...{ frameId: 0, statusCode: 200, initiator: PAGE, documentId: 'first', ip: '3.80.0.10' },
    ...part,
  };
  fire('webRequest.onBeforeRequest', { ...details, ip: undefined });
  fire('webRequest.onResponseStarted', details);
}
function tell(...events: readonly object[]): void {
  const sender = { tab: { id: TAB }, frameId: 0, url: `${PAGE}/room/x`, origin: PAGE };
  fire('runtime.onMessage', events, { ...sender, documentId: 'first' });
}

request(`${PAGE}/room/x`, 'main_frame', { documentId: undefined, initiator: undefined });
tell({ kind: 'hello', returned: false });
request('https://webrtc2-ap-web-1.agora.io/', 'xmlhttprequest', { ip: '114.114.114.114' });
request('wss://1-2-3-4.edge.agora.io:4711/', 'websocket', { ip: '1.2.3.4' });
request('http://tracker.example/', 'image', { ip: '2001:db8::1' });
request('https://refused.example/', 'xmlhttprequest', { ip: undefined });
tell(
  {
    kind: 'ice-server',
    at: START,
    connection: 0,
    transport: 'udp',
    role: 'stun',
    outcome: 'attempted',
    endpoint: { hostname: 'turn.example', address: null, port: 3478 },
  },
  {
    kind: 'candidate-pair',
    at: START,
    connection: 0,
    state: 'in-use',
    peer: 'server',
    turn: null,
    remote: { type: 'host', address: '114.114.114.114', port: 20_000, protocol: 'udp' },
    carried: {
      audio: { sent: 9000, received: 8000 },
      video: { sent: 0, received: 0 },
      data: { sent: 1, received: 0 },
    },
    ownVoice: 'now',
    sound: 'plain',
    bytesSent: 10_000,
    bytesReceived: 9000,
    roundTripTime: 0.04,
    software: [{ software: 'janus', mark: 'description' }],
  },
  { kind: 'microphone', state: 'on', read: true },
  { kind: 'resource-hosts', hosts: [{ scheme: 'https', host: 'missed.example', port: 443 }] },
  { kind: 'dropped', count: 3 },
);
await sleep(3000);
// The tab goes on to another room: the first page is kept aside.
request(`${PAGE}/room/y`, 'main_frame', { documentId: undefined, timeStamp: START + 60_000 });
await sleep(3000);

mkdirSync(folder, { recursive: true });
for (const [name, area] of Object.entries({ local, session })) {
  writeFileSync(`${folder}/${name}.json`, `${JSON.stringify(area, null, 2)}\n`);
}
process.exit();
