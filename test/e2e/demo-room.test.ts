import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../cli/browsers/launch';
import type { BrowserPage, BrowserSession } from '../../cli/browsers/session';
import { until } from '../../cli/browsers/until';
import { LAB_MACHINES, layOutLab } from '../../cli/demo/lab';
import { AGORA_HOSTS, edgeHosts } from '../../cli/demo/lab-hosts';
import { roomLaunchOptions, saveLabDatabase } from '../../cli/demo/room-browser';
import { type DemoRoom, startDemoRoom } from '../../cli/demo/room-server';
import { addOwnDatabases, watchSites } from '../../cli/extension-door';
import type { TabReport } from '../../lib/report/tab-report';
import { findingsOf, rowsOf } from './lab/visit';
import { BROWSERS, buildOf, isMissing, reportWhere } from './site/browsers';

const { voice, agoraEdge, agoraGlobal, agoraChina, signalling, spare, stun, pictures, counter } =
  LAB_MACHINES;
const [EDGE = '', OTHER_EDGE = ''] = edgeHosts(LAB_MACHINES);

/** Lost connections, which the room opens again: the machine's network may change under a test. */
const NETWORK = /^(WebSocket connection to|Failed to load resource)/;

/** The countries differ only where every machine can have an address of its own. */
const { shared } = await layOutLab();

describe.each(BROWSERS)('the demo room in %s', (kind) => {
  describe.skipIf(isMissing(kind) || shared)('with Earshot in it', () => {
    let room: DemoRoom;
    let session: BrowserSession;
    let page: BrowserPage;
    let report: TabReport;

    beforeAll(async () => {
      room = await startDemoRoom();
      session = await launchBrowser({
        kind,
        extension: resolve(buildOf(kind, 'full')),
        ...roomLaunchOptions(room),
      });
      const folder = mkdtempSync(join(tmpdir(), 'earshot-demo-test-'));
      await addOwnDatabases(session, [saveLabDatabase(room, folder)]);
      await watchSites(session, [new URL(room.url)]);
      page = await session.openPage(room.url);
      await until('voice to flow', () => voiceFlows(room), { seconds: 60 });
      report = await reportWhere(session, page, 'both ways of the voice', ({ destinations }) =>
        [voice, agoraEdge].every(({ address }) =>
          destinations.some(
            ({ traffic, endpoint, bytesSent }) =>
              traffic === 'media' && endpoint.address === address && (bytesSent ?? 0) > 0,
          ),
        ),
      );
    });
    afterAll(async () => {
      const origin = session?.extensionOrigin;
      const end = await session?.close();
      await room?.stop();
      expect(end).toEqual({ ownRequests: [], errors: [] });
      expect(room?.log.filter((contact) => contact.origin === origin)).toEqual([]);
    });

    it('reaches every machine of the room', () => {
      expect(room.received()).toMatchObject({
        voice: { connections: 1 },
        agora: { connections: 1 },
        spareChecks: expect.toSatisfy((checks: number) => checks > 0),
        stunRequests: expect.toSatisfy((requests: number) => requests > 0),
      });
      const contacts = room.log.map(({ machine, what }) => `${machine}: ${what}`);
      expect(contacts).toEqual(
        expect.arrayContaining([
          'page: GET /room.json',
          'signalling: WebSocket /',
          'pictures: GET /ada.svg',
          'counter: POST /joined?room=open-mic&user=you',
          'agoraEdge: WebSocket /',
          'agoraEdge: join_v3',
          'agoraEdge: publish',
        ]),
      );
    });

    it("is joined by Agora's own SDK, which asks all of its real names", () => {
      const hosts = new Set(room.log.map(({ host }) => host));
      for (const name of AGORA_HOSTS) expect(hosts).toContain(name);
      expect([...hosts].some((host) => host.startsWith(EDGE))).toBe(true);
    });

    it.each([
      ['the voice server', voice.address, voice, 'voice'],
      ["Agora's edge, where the voice goes", agoraEdge.address, agoraEdge, 'voice'],
      ["Agora's edge", EDGE, agoraEdge, 'room-data'],
      ["Agora's access point", 'webrtc2-ap-web-1.agora.io', agoraGlobal, 'room-data'],
      ["Agora's access point for China", 'webrtc2-2.ap.sd-rtn.com', agoraChina, 'room-data'],
      ['signalling', 'signalling.example', signalling, 'room-data'],
      ['the counter', 'counter.example', counter, 'room-data'],
      ['the pictures', 'pictures.example', pictures, 'other'],
      ['the spare', spare.address, spare, 'check'],
      ['the STUN server', stun.address, stun, 'check'],
    ] as const)('locates %s', (_, host, machine, subject) => {
      expect(rowsOf(report, host)).toContainEqual(
        expect.objectContaining({
          subject,
          address: machine.address,
          country: machine.country,
          asn: machine.asn,
        }),
      );
    });

    it('names Agora, by every host name of its own', () => {
      for (const host of [EDGE, OTHER_EDGE, ...AGORA_HOSTS]) {
        const vendors = rowsOf(report, host).map(({ vendor }) => vendor);
        expect([host, new Set(vendors)]).toEqual([host, new Set(['agora'])]);
      }
    });

    it('finds what there is to find', () => {
      expect(findingsOf(report)).toEqual(
        expect.arrayContaining([
          `voice-to-watched-country ${voice.address}`,
          `voice-to-watched-country ${agoraEdge.address}`,
          `room-data-to-watched-country ${EDGE}`,
          'room-data-under-watched-jurisdiction webrtc2-ap-web-1.agora.io',
        ]),
      );
      const harmless = ['signalling.example', 'pictures.example', spare.address, stun.address];
      for (const host of harmless) {
        expect(findingsOf(report).filter((finding) => finding.endsWith(` ${host}`))).toEqual([]);
      }
    });

    it('runs without an error of its own', async () => {
      expect(await session.extensionErrors()).toEqual([]);
      const uncaught = (await page.errors()).filter((error) => !NETWORK.test(error));
      expect(uncaught).toEqual([]);
    });

    it('lets its visitor leave', async () => {
      await page.click('#leave');
      await until('the page to say so', () =>
        page.evaluate(`document.querySelector('#state').textContent === 'You left the room.'`),
      );
    });
  });
});

describe.each(BROWSERS)('on a system with one loopback address, %s', (kind) => {
  it.skipIf(isMissing(kind))('still talks in the room', async () => {
    const room = await startDemoRoom(() => layOutLab(async () => false));
    const session = await launchBrowser({ kind, ...roomLaunchOptions(room) });
    try {
      const page = await session.openPage(room.url);
      await until('voice to flow', () => voiceFlows(room), { seconds: 60 });
      expect(await page.evaluate("document.querySelector('#shared').hidden")).toBe(false);
    } finally {
      await session.close();
      await room.stop();
    }
  });
});

function voiceFlows(room: DemoRoom): boolean {
  const { voice: own, agora } = room.received();
  return own.packets > 50 && agora.packets > 50;
}
